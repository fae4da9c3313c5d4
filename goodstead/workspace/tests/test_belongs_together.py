"""What may belong with a report: found by keys, ranked with reasons, never beyond one's own scope."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodstead.access.models import User
from goodstead.cases import actions as cases
from goodstead.intake import actions as intake
from goodstead.intake.models import Report, ReportQuerySet
from goodstead.intake.tests.telling import EVERYTHING, key
from goodstead.ledger.models import Entry, Viewing
from goodstead.people import actions as persons
from goodstead.workspace.queries import alike
from goodstead.workspace.rules.alike import is_night, telling_words

SOMEBODY_ELSE = {
    "name": "Zed Quill", "email": "zed@example.org", "telephone": "01632 960777",
    "description": "Nothing like it", "who_did_it": "", "house": "99", "postcode": "AL8 6AA",
    "easting": 540_000, "northing": 230_000, "category": "vehicles", "last_on": "2025-06-01",
    "last_time": "10am", "threat_how": [], "threat_again": "",
}  # fmt: skip


@pytest.fixture
def tell(people, now):
    """Sends a report on the officer's patch; whatever is given replaces an answer."""

    def tell(*, patch=None, at=now, **changed):
        made, _ = intake.submit_report(
            by=None, at=at, submission_key=key(), answers=EVERYTHING | changed, channel="web"
        )
        Report.objects.filter(pk=made.pk).update(patch=patch or people.patch)
        made.refresh_from_db()
        return Report.objects.select_related("premises", "person__contact", "contact").get(
            pk=made.pk
        )

    return tell


def reasons(user, report):
    """What is found for this person: reference of report or case, and the words for why."""
    found = alike.with_report(user, report)
    return {
        one.record.reference: [reason.words for reason in one.match.reasons]
        for one in (*found.cases, *found.reports)
    }


@pytest.mark.parametrize(
    "same, said",
    [
        ({"house": "14", "postcode": "AL7 3BX", "easting": 524_000, "northing": 212_000}, "Same address"),
        ({"telephone": "+44 1632 960001"}, "From the same telephone number"),
        ({"email": "VERA@example.org"}, "From the same email address"),
        ({"name": "Veera Victim"}, "Name sounds alike: Vera Victim / Veera Victim"),
        ({"name": "Victim, Vera"}, "Same name: Vera Victim"),
        ({"description": "The silver transit again, KX19ABC"}, "Words in common: kx19abc, transit, silver"),
    ],
)  # fmt: skip
def test_one_likeness_is_enough_to_be_looked_up_and_is_said_in_words(people, tell, same, said):
    this = tell(description="They shout from a silver Transit, kx19abc")
    other = tell(**SOMEBODY_ELSE | same)
    tell(**SOMEBODY_ELSE | {"category": "drugs"})
    assert reasons(people.officer, this).keys() == {other.reference}
    assert said in reasons(people.officer, this)[other.reference]


def test_the_same_happening_nearby_says_how_far_and_how_long(people, tell):
    this = tell(category="noise", noise_times=["night"])
    near = tell(
        **SOMEBODY_ELSE
        | {"category": "noise", "easting": 524_120, "northing": 212_160, "last_on": "2026-02-25"}
        | {"last_time": "11.30pm"}
    )
    assert reasons(people.officer, this) == {
        near.reference: ["200 m away, 2 days apart, both noise at night"]
    }


def test_the_likeliest_comes_first_and_its_points_are_the_sum_of_what_is_said(people, tell):
    this = tell()
    whole = tell()
    household = tell(**SOMEBODY_ELSE | {"telephone": "01632 960001"})
    found = alike.with_report(people.officer, this).reports
    assert [one.record for one in found] == [whole, household]
    assert found[0].match.points == 100 and found[0].match.strength.name == "Very likely"
    assert found[1].match.points == 30 == sum(r.points for r in found[1].match.reasons)
    assert found[1].match.strength.name == "Possible"


def test_what_somebody_may_not_see_is_neither_shown_nor_counted(people, tell):
    this, elsewhere = tell(), tell(patch=people.other_patch)
    hate = tell(category="hate")
    assert hate.restricted
    assert reasons(people.officer, this) == {}
    assert not alike.with_report(people.officer, this).more
    assert set(reasons(people.leader, this)) == {elsewhere.reference, hate.reference}


def test_with_the_door_off_its_hinges_it_would_be_shown(people, tell, monkeypatch):
    """The twin of the test above."""
    this, elsewhere = tell(), tell(patch=people.other_patch)
    monkeypatch.setattr(ReportQuerySet, "visible_to", lambda self, user: self.all())
    assert set(reasons(people.officer, this)) == {elsewhere.reference}


def test_a_case_is_found_by_its_report_and_what_is_in_one_case_is_not_offered_again(
    people, tell, now
):
    this, other, third = tell(), tell(), tell()
    case = intake.open_case(
        by=people.officer, at=now, report=other, reason="Threats", officer=people.officer
    )
    assert "Same address" in reasons(people.officer, this)[case.reference]
    intake.attach_to_case(by=people.officer, at=now, report=this, case=case, reason="The same")
    this.refresh_from_db()
    assert set(reasons(people.officer, this)) == {third.reference}


def test_a_restricted_case_is_no_candidate_for_those_outside_it(people, tell, now):
    this = tell()
    case = cases.open_case(
        by=None, at=now, category="noise", officer=people.restricted_worker, team=people.team,
        patch=people.patch, premises=this.premises, restricted=True,
        parties=[(this.person, "victim")],
    )  # fmt: skip
    for outside in (people.officer, people.leader, people.coordinator):
        assert case.reference not in reasons(outside, this)


def test_whoever_is_complained_about_is_warned_of_before_their_own_report_joins_the_case(
    people, tell, now
):
    """A counter-allegation: adding it would bring the two together in one file."""
    accused = persons.add_person(by=None, at=now, name="Vera Victim", about=people.team)
    case = cases.open_case(
        by=None, at=now, category="verbal", officer=people.officer, team=people.team,
        patch=people.patch, parties=[(accused, "alleged_perpetrator")],
    )  # fmt: skip
    [one] = alike.with_report(people.officer, tell()).cases
    assert one.record == case and one.care.startswith("Take care")
    assert "same name: Vera Victim" in one.care


def test_two_records_of_one_person_in_a_case_count_once(people, tell, now):
    first, again = tell(), tell(name="Vera Viktim")
    case = cases.open_case(
        by=None, at=now, category="vehicles", officer=people.officer, team=people.team,
        patch=people.patch, parties=[(p.person, "victim") for p in (first, again)],
    )  # fmt: skip
    this = tell(house="99", postcode="AL8 6AA", easting=540_000, northing=230_000)
    [one] = [one for one in alike.with_report(people.officer, this).cases if one.record == case]
    assert [reason.code for reason in one.match.reasons] == ["same_email", "same_phone"]


def test_the_page_shows_them_with_reasons_and_writes_down_who_looked(people, tell, signed_in):
    this, other = tell(), tell(name="Vera Viktim")
    before = Entry.objects.count()
    page = signed_in(people.officer).get(
        reverse("workspace:belongs-together", args=[this.reference])
    )
    text = page.content.decode()
    assert "Very likely" in text and "100 of 100 points" in text and "Same address" in text
    assert f"intake.report:{other.pk}" in set(Viewing.objects.values_list("subject", flat=True))
    assert Entry.objects.count() == before  # looking puts nothing together
    assert "no-store" in page["Cache-Control"]


def test_a_report_out_of_scope_is_not_found(people, tell, signed_in):
    url = reverse("workspace:belongs-together", args=[tell(patch=people.other_patch).reference])
    assert signed_in(people.officer).get(url).status_code == 404
    assert signed_in(people.call_handler).get(url).status_code == 403


def test_the_triage_page_leads_here(people, tell, signed_in):
    this = tell()
    page = signed_in(people.officer).get(reverse("intake:report", args=[this.reference]))
    assert f'href="/reports/{this.reference}/belongs-together"' in page.content.decode()


def test_the_number_of_queries_does_not_grow_with_what_is_alike(people, tell):
    officer = User.objects.get(pk=people.officer.pk)
    this = tell()
    counts = []
    for more in (1, 12):
        for _ in range(more):
            tell()
        with CaptureQueriesContext(
            connection,
        ) as caught:
            alike.with_report(officer, this)
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 26, counts


def test_many_are_cut_off_and_the_page_says_so(people, tell, monkeypatch):
    monkeypatch.setattr(alike, "MOST", 2)
    this = tell()
    for _ in range(3):
        tell()
    found = alike.with_report(people.officer, this)
    assert len(found.reports) == 2 and found.more


@pytest.mark.once
@pytest.mark.parametrize(
    "typed, night",
    [("11pm", True), ("22:00", True), ("3am", True), ("midnight", True), ("12am", True)]
    + [
        ("12pm", False),
        ("9am", False),
        ("6am", False),
        ("21:59", False),
        ("soon", False),
        ("", False),
    ],
)
def test_what_was_typed_as_a_time_is_night_or_not(typed, night):
    assert is_night({"last_time": typed}) is night


@pytest.mark.once
def test_hostile_texts_are_compared_within_bounds():
    assert len(telling_words("wörd1 " * 5_000_000)) <= 2
    assert telling_words("\x00\ud800 \U0001f600 مرحبا بكم 噪音") == {"مرحبا", "بكم", "噪音"}
    assert telling_words("") == frozenset()
