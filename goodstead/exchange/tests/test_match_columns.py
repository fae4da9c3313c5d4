"""Which of their columns is our field: guessed, chosen, and kept under a name."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.exchange import actions
from goodstead.exchange.models import Delivery, Mapping
from goodstead.ledger.models import Entry

from .logs import COLUMNS, bring, log, row, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, people, now):
    delivery = bring(people, now, log(row(1)), None)
    client.force_login(people.leader)
    return f"/imports/{delivery.pk}/columns"


def test_the_headings_are_guessed(client, page):
    form = client.get(page).context["form"]
    assert (
        form["column_number"].value() == "Log No" and form["column_postcode"].value() == "Post Code"
    )
    assert form["column_place"].value() == "Location" and form["column_easting"].value() == ""


def choose(**changes):
    columns = {f"column_{field}": column for field, column in COLUMNS.items()}
    return columns | {"name": "Hartshire", "types": "", **changes}


def test_what_was_chosen_is_kept_and_the_file_is_read_so(client, page, people):
    answer = client.post(page, choose(types="asb nuisance = Noise\n"))
    assert answer["Location"].endswith("/take-in")
    mapping = Mapping.objects.get()
    assert mapping.columns == COLUMNS and mapping.types == {"asb nuisance": "noise"}
    assert mapping.saved_by == people.leader and Delivery.objects.get().mapping == mapping
    assert Entry.objects.filter(verb="exchange.mapping_saved").get().facts["name"] == "Hartshire"
    assert ": Noise" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"column_number": ""}, "Choose the column for: Incident number"),
        ({"column_text": "No such column"}, "Choose the column for: What was said"),
        ({"name": " "}, "Give it a name"),
        ({"types": "asb = Something we do not have"}, "must be their word, =, and one of"),
        ({"types": "no sign"}, "must be their word"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(client, page, changes, words):
    html = client.post(page, choose(**changes)).content.decode()
    assert words in html and not Mapping.objects.exists()


def test_a_name_is_taken_once(client, page, mapping):
    html = client.post(page, choose(name="hartshire WEEKLY")).content.decode()
    assert "There is already a mapping called" in html and Mapping.objects.count() == 1


def test_only_who_may_take_files_in_saves_one(people, now):
    for who in (people.officer, people.administrator, people.coordinator):
        with pytest.raises(PermissionDenied):
            actions.save_mapping(by=who, at=now, kind="incident_log", name="Mine", columns=COLUMNS)


def test_without_what_is_needed_there_is_none(people, now):
    with pytest.raises(NotNow, match="Choose a column for: Incident number, What was said"):
        save(people, now, columns={"day": "Received"})


def test_nothing_is_saved_without_its_entry(people, now, monkeypatch):
    def broken(*args, **facts):
        raise RuntimeError

    monkeypatch.setattr("goodstead.ledger.actions.record", broken)
    with pytest.raises(RuntimeError):
        save(people, now)
    assert not Mapping.objects.exists()
