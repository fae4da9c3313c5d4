"""A leader looks at the first rows, and the worker makes a report of each."""

import pytest

from goodstead.access.permissions import NotNow, PermissionDenied
from goodstead.clocks.models import Deadline
from goodstead.exchange import actions, taking, waiting
from goodstead.exchange.models import Delivery, Landing, LeftOut
from goodstead.exchange.periodic import take_in
from goodstead.intake.models import Report
from goodstead.intake.tests.walking import know_the_postcode
from goodstead.ledger.models import Entry

from .logs import COLUMNS, HEADING, bring, log, row, save

pytestmark = pytest.mark.django_db


def test_each_row_becomes_a_report_in_the_inbox_with_its_place(taken, people):
    know_the_postcode()
    delivery = taken(row(101), row(102, kind="ASB - NOISE", place="Fore Street", postcode=""))
    assert (delivery.state, delivery.landed, delivery.not_taken) == ("finished", 2, 0)
    first, second = Report.objects.order_by("pk")
    assert first.channel == "police" and first.premises.postcode == "AL73BX"
    assert first.easting and first.answers["last_on"] == "2026-03-01"
    assert first.description.startswith("Police incident 101 of 1 March 2026 at 21:14: ASB NUIS")
    assert "Youths on the roof" in first.description and first.category == "misuse"
    assert second.category == "noise" and second.location_text == "Fore Street"
    assert set(Report.objects.visible_to(people.leader).waiting()) == {first, second}
    assert Deadline.objects.filter(code="report_unlinked").count() == 2


def test_the_same_file_again_changes_nothing(taken):
    taken(row(101), row(102))
    again = taken(row(101), row(102))
    assert (again.landed, again.known, again.not_taken) == (0, 2, 0)
    assert Report.objects.count() == 2 == Landing.objects.count()


def test_the_same_incident_in_another_file_comes_in_once(taken):
    taken(row(101))
    other = taken(row(101), row(103))
    assert (other.landed, other.known) == (1, 1)


def test_a_row_that_says_something_else_now_is_named_and_the_report_stays(taken):
    taken(row(101))
    other = taken(row(101, text="Youths on the roof with a knife", place="Low Street"))
    report = Report.objects.get()
    assert "knife" not in report.description and other.changed == 1
    left = LeftOut.objects.get()
    assert f"101 is here already as report {report.reference}" in left.reason
    assert "in: What was said, Place, in words." in left.reason
    assert left.fields["Incident Text"] == "Youths on the roof with a knife"


def test_bad_rows_are_kept_with_the_reason_and_the_good_ones_land(taken):
    delivery = taken(
        row(1), row(2, day="31/02/2026"), row(3, day="01/03/2030"), row(""), row(4, text=" "),
        row(5, day="01/03/2001"), "6,only two", row(7),
    )  # fmt: skip
    assert (delivery.landed, delivery.left_out) == (2, 6)
    said = {left.line: left.reason for left in LeftOut.objects.all()}
    assert "“31/02/2026” is not a date" in said[3] and "in the future" in said[4]
    assert "“Log No” is empty" in said[5] and "“Incident Text” is empty" in said[6]
    assert "more than 10 years ago" in said[7] and "“Incident Text” is empty" in said[8]
    assert "only two" in str(LeftOut.objects.get(line=8).fields)


@pytest.mark.parametrize(
    "kind, story, category",
    [
        ("DOMESTIC INCIDENT", "Shouting", "domestic_abuse"),
        ("ASB PERSONAL", "He used racist words", "hate"),
        ("ASB NUISANCE", "Flat taken over, cuckooing", "exploitation"),
    ],
)
def test_what_only_trained_people_may_read_is_closed_from_the_start(
    taken, people, kind, story, category
):
    taken(row(101, kind=kind, text=story))
    report = Report.objects.get()
    assert (report.category, report.restricted) == (category, True)
    assert not Report.objects.visible_to(people.officer).exists()


def test_their_words_for_our_kinds_are_kept_but_do_not_open_what_is_closed(people, now, taken):
    own = save(people, now, name="Own", types={"ASB  Nuisance": "noise"})
    taken(row(101), row(102, text="A racist attack"), mapping=own)
    assert list(Report.objects.order_by("pk").values_list("category", flat=True)) == [
        "noise",
        "hate",
    ]


def test_numbers_that_begin_again_each_day_are_other_incidents(people, now, taken):
    own = save(people, now, name="Daily", restarts_daily=True)
    assert taken(row(1), row(1, day="02/03/2026"), mapping=own).landed == 2


def test_without_that_they_are_one_incident_that_changed(taken):
    assert taken(row(1), row(1, day="02/03/2026")).changed == 1


def test_a_point_gives_the_ward_where_there_is_no_postcode(people, now, taken, wards):
    columns = COLUMNS | {"easting": "X", "northing": "Y"}
    own = save(people, now, name="Points", columns=columns)
    content = log(
        row(1, postcode="") + ",500100,200100", row(2, postcode="") + ",nowhere,9",
        heading=HEADING + ",X,Y",
    )  # fmt: skip
    assert taken(content, mapping=own).landed == 2
    wards_of = Report.objects.order_by("pk").values_list("ward_code", flat=True)
    assert list(wards_of) == ["E05000000", ""]


def test_it_is_taken_in_once_somebody_said_so_and_not_before(people, now, mapping):
    delivery = bring(people, now, log(row(1)), mapping)
    take_in(now)
    assert not Report.objects.exists()
    actions.take_in_delivery(by=people.leader, at=now, delivery=delivery)
    take_in(now)
    entries = Entry.objects.filter(verb__startswith="exchange.").order_by("pk")
    assert list(entries.values_list("verb", flat=True))[-4:] == [
        "exchange.delivery_brought", "exchange.delivery_confirmed", "exchange.rows_taken_in",
        "exchange.delivery_finished",
    ]  # fmt: skip
    with pytest.raises(NotNow, match="already decided about"):
        actions.take_in_delivery(by=people.leader, at=now, delivery=delivery)


@pytest.mark.parametrize("who", ["officer", "coordinator", "administrator", "call_handler"])
def test_nobody_else_takes_a_file_in(people, now, mapping, who):
    delivery = bring(people, now, log(row(1)), mapping)
    with pytest.raises(PermissionDenied):
        actions.take_in_delivery(by=getattr(people, who), at=now, delivery=delivery)
    with pytest.raises(PermissionDenied):
        actions.land_rows(by=people.leader, at=now, delivery=delivery, rows=[], last_line=9)


def test_all_or_nothing_of_a_batch_and_the_next_round_goes_on(
    people, now, mapping, monkeypatch, taken
):
    delivery = bring(people, now, log(*(row(n) for n in range(60))), mapping)
    actions.take_in_delivery(by=people.leader, at=now, delivery=delivery)
    whole, times = actions.land_rows, []

    def fails_once(**asked):
        times.append(1)
        if len(times) == 2:
            with monkeypatch.context() as broken:
                broken.setattr("goodstead.ledger.actions.record", _raises)
                return whole(**asked)
        return whole(**asked)

    monkeypatch.setattr("goodstead.exchange.actions.land_rows", fails_once)
    with pytest.raises(RuntimeError):
        take_in(now)
    assert Report.objects.count() == 25 == Landing.objects.count()
    take_in(now)
    delivery.refresh_from_db()
    assert (delivery.landed, delivery.state) == (60, "finished")
    assert Report.objects.count() == 60


def _raises(*args, **facts):
    raise RuntimeError("no entry")


def test_a_round_ends_in_time_and_the_next_one_goes_on(people, now, mapping, monkeypatch):
    monkeypatch.setattr("goodstead.exchange.periodic.SECONDS", 0)
    delivery = bring(people, now, log(*(row(n) for n in range(60))), mapping)
    actions.take_in_delivery(by=people.leader, at=now, delivery=delivery)
    assert [take_in(now), take_in(now), take_in(now), take_in(now)] == [25, 25, 10, 0]
    delivery.refresh_from_db()
    assert delivery.state == "finished" and not list(waiting.older_than(now.replace(year=2100)))


def test_two_workers_on_one_file_do_nothing_twice(people, now, mapping):
    delivery = bring(people, now, log(*(row(n) for n in range(30))), mapping)
    actions.take_in_delivery(by=people.leader, at=now, delivery=delivery)
    stale = Delivery.objects.select_related("mapping").get()
    taking.take_in(Delivery.objects.select_related("mapping").get(), at=now, go_on=lambda: False)
    taking.take_in(stale, at=now)
    delivery.refresh_from_db()
    assert (delivery.landed, delivery.known) == (30, 0) and Report.objects.count() == 30


def test_a_file_of_nothing_but_bad_rows_is_stopped_and_says_why(people, now, mapping, taken):
    delivery = taken(log(*(row(n, day="soon") for n in range(1_100))))
    assert delivery.state == "stopped" and "Check which column is which" in delivery.failure
    assert delivery.left_out < 1_100


def test_the_page_shows_the_rows_as_they_will_be_and_the_button_takes_them_in(
    client, people, now, mapping
):
    client.force_login(people.leader)
    delivery = bring(people, now, log(row(1), row(2, day="soon"), row(3, kind="domestic")), mapping)
    url = f"/imports/{delivery.pk}/take-in"
    html = client.get(url).content.decode()
    assert "2 can be taken in, 1 cannot" in html and "Line 3: the date “soon” is not" in html
    assert "Youths on the roof" in html and "Restricted" in html
    assert client.post(url).status_code == 302
    delivery.refresh_from_db()
    assert delivery.state == "queued" and not Report.objects.exists()
    assert "already decided about" in client.post(url).content.decode()


def test_the_page_of_a_file_that_lacks_a_column_says_which(client, people, now, mapping):
    client.force_login(people.leader)
    delivery = bring(people, now, log("1,x", heading="A,B"), None)
    Delivery.objects.update(mapping=mapping)
    html = client.get(f"/imports/{delivery.pk}/take-in").content.decode()
    assert "lacks a column that the mapping “Hartshire weekly” reads: “Log No”" in html
