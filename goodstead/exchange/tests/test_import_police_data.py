"""A street file becomes incidents: each row once, and every one of them."""

import pytest

from goodstead.access.permissions import PermissionDenied
from goodstead.exchange import actions
from goodstead.exchange.models import PoliceImport, PoliceMonth
from goodstead.intake.models import Incident
from goodstead.ledger import actions as ledger
from goodstead.ledger.checking import check
from goodstead.ledger.models import Entry

from .conftest import SOUTH, WEST, row

pytestmark = pytest.mark.django_db
LANDED = "exchange.police_rows_landed"


@pytest.fixture
def take(run):
    def _take(*arguments):
        return run("import_police_data", *arguments)

    return _take


def figure(said, words):
    line = next(line for line in said.splitlines() if line.strip().startswith(words))
    return int(line.split()[-1].replace(",", ""))


@pytest.mark.usefixtures("wards")
def test_a_row_becomes_an_incident_with_its_point_ward_and_published_lsoa(take, street_file):
    said, _, failed = take(street_file(row(east=2500)))
    incident = Incident.objects.get()
    assert (incident.channel, incident.category, incident.source) == (
        "police", "police_asb", "Hartshire Police"
    )  # fmt: skip
    assert (incident.easting, incident.northing) == (WEST + 2500, SOUTH + 100)
    assert (incident.cell50, incident.ward_code) == ("10050/4002", "E05000002")
    assert (incident.lsoa_code, incident.location_text) == ("E01000001", "On or near Fore Street")
    assert str(incident.happened_month) == "2026-01-01" and incident.happened_at is None
    assert not failed and figure(said, "In the wards") == 1
    assert "E05000002  Ward 2" in said


def test_a_row_without_a_place_is_an_incident_all_the_same(take, street_file):
    said, _, _ = take(street_file(row(east=None, place="No Location", lsoa="")))
    incident = Incident.objects.get()
    assert (incident.easting, incident.cell50, incident.ward_code) == (None, "", "")
    assert figure(said, "Without a location") == 1


def test_a_point_that_the_grid_does_not_reach_is_an_incident_without_a_place(take, street_file):
    abroad = row().split(",")
    abroad[4:6] = ["5.0", "10.0"]
    said, _, _ = take(street_file(",".join(abroad)))
    assert Incident.objects.get().easting is None
    assert figure(said, "Outside the British grid") == 1


def test_identical_rows_are_all_real_incidents(take, street_file):
    said, _, _ = take(street_file(*[row()] * 5, *[row(east=None)] * 3))
    assert Incident.objects.count() == 8 == figure(said, "Landed")


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Incident, PoliceImport, PoliceMonth, Entry)
    ]


def test_the_ledger_holds_the_file_and_asks_no_entry_of_each_row(take, street_file):
    take(street_file(row(), row()))
    assert Incident.objects.count() == 2 and check().problems == []


def test_the_same_file_again_changes_nothing_at_all(take, street_file):
    path = street_file(*[row()] * 5)
    take(path)
    before = everything()
    said, _, failed = take(path)
    assert (figure(said, "Landed"), figure(said, "Already there"), failed) == (0, 5, "")
    assert everything() == before


def test_packed_or_plain_with_windows_lines_and_a_mark_it_is_the_same_file(take, street_file):
    rows = [row(), row(), row(east=900)]
    take(street_file(*rows))
    said, _, _ = take(street_file(*rows, name="again.csv.gz"))
    assert figure(said, "Landed") == 0
    said, _, _ = take(street_file(*rows, "", name="windows.csv", end="\r\n"))
    assert figure(said, "Landed") == 0
    heading = "\ufeff" + row.__globals__["HEADING"]
    said, _, _ = take(street_file(*rows, name="marked.csv", heading=heading))
    assert (figure(said, "Landed"), Incident.objects.count()) == (0, 3)


def test_a_revised_download_in_another_order_lands_only_what_differs(take, street_file):
    first = [row(), row(), row(east=900), row("Burglary", crime_id="a" * 64)]
    take(street_file(*first))
    second = [row(east=950), row(), row("Burglary", crime_id="a" * 64), row()]
    said, _, _ = take(street_file(*second, name="revised.csv"))
    assert (figure(said, "Landed"), Incident.objects.count()) == (1, 4)
    assert "January 2026: incidents about anti-social behaviour that came with an earlier" in said
    assert "not in this one: 1. They stay." in said


def test_the_same_row_of_another_month_or_force_is_another_incident(take, street_file):
    take(street_file(row(), row(month="2025-12"), row(force="Other Police")))
    assert Incident.objects.count() == 3 == PoliceMonth.objects.count()


def test_two_files_of_one_month_with_another_lsoa_edition_are_the_same_rows(take, street_file):
    take(street_file(row(lsoa="E01000001")))
    take(street_file(row(lsoa="E01099999"), name="later.csv"))
    assert Incident.objects.get().lsoa_code == "E01000001"


def test_only_anti_social_behaviour_is_taken_unless_more_is_asked_for(take, street_file):
    kinds = ["Burglary", "Violence and sexual offences", "Something new"]
    path = street_file(row(), *(row(kind, crime_id=kind) for kind in kinds))
    take(path)
    assert Incident.objects.count() == 1
    take(path, "--types", "burglary")
    assert set(Incident.objects.values_list("category", flat=True)) == {
        "police_asb", "police_burglary"
    }  # fmt: skip
    said, _, _ = take(path, "--all-types")
    assert Incident.objects.count() == 4
    assert Incident.objects.filter(category="police_violence_and_sexual_offences").exists()
    assert (figure(said, "Of the types taken"), figure(said, "Landed")) == (4, 2)


def test_a_repeated_crime_id_is_kept_and_a_moved_point_is_not_a_new_crime(take, street_file):
    take(street_file(*[row("Drugs", crime_id="x")] * 2), "--all-types")
    take(street_file(*[row("Drugs", crime_id="x", east=800)] * 2, name="later.csv"), "--all-types")
    assert Incident.objects.count() == 2


def test_an_unknown_type_is_refused_with_the_list(take, street_file):
    _, _, failed = take(street_file(row()), "--types", "Burglary,Jaywalking")
    assert "no crime type “jaywalking”" in failed and "Shoplifting" in failed
    assert not Incident.objects.exists()


def test_without_boundaries_it_says_so_and_lands(take, street_file):
    _, complained, _ = take(street_file(row()))
    assert "run load_boundaries first" in complained
    assert Incident.objects.get().ward_code == ""


def test_one_entry_for_each_batch_with_counts_lines_and_fingerprint(take, street_file, monkeypatch):
    monkeypatch.setattr("goodstead.exchange.police.BATCH", 10)
    take(street_file(*(row(east=n) for n in range(25))))
    facts = [entry.facts for entry in Entry.objects.filter(verb=LANDED).order_by("id")]
    assert [(f["first_line"], f["last_line"], f["landed"]) for f in facts] == [
        (2, 11, 10), (12, 21, 10), (22, 26, 5)
    ]  # fmt: skip
    assert len({f["fingerprint"] for f in facts}) == 3
    (done,) = Entry.objects.filter(verb="exchange.police_import_finished")
    assert done.facts["counts"]["rows"] == 25 == PoliceImport.objects.get().landed


def test_a_batch_that_fails_leaves_nothing_of_itself_and_the_next_run_completes(
    take, street_file, monkeypatch
):
    monkeypatch.setattr("goodstead.exchange.police.BATCH", 10)
    path = street_file(*(row(east=n) for n in range(25)))
    whole, entered = ledger.record, []

    def fails_once(by, verb, *args, **facts):
        entered.append(verb)
        if entered.count(LANDED) == 2:
            raise RuntimeError("no entry")
        return whole(by, verb, *args, **facts)

    with monkeypatch.context() as broken:
        broken.setattr("goodstead.ledger.actions.record", fails_once)
        with pytest.raises(RuntimeError):
            take(path)
    assert Incident.objects.count() == 10 == PoliceMonth.objects.get().landed
    assert PoliceImport.objects.get().finished_at is None
    said, _, _ = take(path)
    assert (figure(said, "Landed"), Incident.objects.count()) == (15, 25)
    assert PoliceImport.objects.get().landed == 25


def test_only_an_administrator_or_a_command_imports(people, now, street_file):
    asked = {"at": now, "source": "x", "sha256": "0", "kinds": "all"}
    begun = actions.begin_police_import(by=people.administrator, **asked)
    with pytest.raises(PermissionDenied):
        actions.begin_police_import(by=people.officer, **asked)
    with pytest.raises(PermissionDenied):
        actions.land_police_rows(
            by=people.auditor, at=now, police_import=begun, rows=[], first_line=0, last_line=0
        )
    with pytest.raises(PermissionDenied):
        actions.finish_police_import(by=people.partner, at=now, police_import=begun, counts={})


def test_rows_that_were_new_must_land(take, street_file, monkeypatch):
    monkeypatch.setattr("goodstead.intake.actions.land_incidents", lambda **k: 0)
    with pytest.raises(RuntimeError, match="1 incidents were new, but 0 landed"):
        take(street_file(row()))
    assert not PoliceMonth.objects.exists()


def test_a_batch_costs_the_same_queries_however_many_rows(
    take, street_file, django_assert_max_num_queries
):
    path = street_file(*(row(east=n) for n in range(1000)))
    with django_assert_max_num_queries(75):
        take(path)
