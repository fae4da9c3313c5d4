"""One box: what is found, and what is never found."""

import pytest
from django.utils import timezone

from goodstead.cases import actions as cases
from goodstead.intake import actions as intake
from goodstead.intake.models import Report
from goodstead.ledger.models import Viewing, key_of
from goodstead.places import actions as places
from goodstead.places.loads import PostcodeRow
from goodstead.search import queries as words
from goodstead.workspace.queries import finding

pytestmark = pytest.mark.django_db


@pytest.fixture
def submit(people, now):
    """A report in the officer's patch; whatever is given replaces an answer."""
    rows = [PostcodeRow("HM11AA", 522300, 209200), PostcodeRow("HM12BB", 523300, 209200)]
    places.load_postcodes(by=None, at=now, rows=rows, source="test")

    def submit(*, patch=people.patch, **answers):
        given = {
            "category": "noise", "description": "Loud trombone at night", "may_contact": "yes",
            "name": "Zoë O’Neill", "ways": ["phone"], "telephone": "01632 960077",
            "email": "zoe@example.org", "postcode": "HM1 1AA", "house": "14",
            "easting": 522300, "northing": 209200,
        }  # fmt: skip
        report, _ = intake.submit_report(
            by=None, at=now, submission_key=str(timezone.now().timestamp()), answers=given | answers
        )
        Report.objects.filter(pk=report.pk).update(patch=patch)
        report.refresh_from_db()
        return report

    return submit


def found(user, text):
    return {hit.record.reference for hit in finding.find(user, text).hits}


@pytest.mark.parametrize(
    "text",
    [
        "trombone", "LOUD trombones", "zoe oneill", "Zoë O'Neill", "01632 960 077", "01632960077",
        "zoe@example.org", "HM1 1AA", "hm11aa", "near HM1 1AA", '"loud trombone"',
    ],
)  # fmt: skip
def test_a_report_is_found_by_whatever_is_known_of_it(people, submit, text):
    report = submit()
    assert found(people.officer, text) == {report.reference}


def test_the_reference_is_the_most_exact_and_says_so(people, submit):
    report = submit()
    hits = finding.find(people.officer, report.reference.lower()).hits
    assert (hits[0].record, hits[0].why) == (report, "the reference")


@pytest.mark.parametrize(
    "text", ["trombone", "HM1 1AA", "near HM1 1AA", "zoe oneill", "01632 960077"]
)
def test_a_report_is_no_hit_once_its_case_is_restricted(people, now, submit, text):
    report = submit()
    case = intake.open_case(
        by=None, at=now, report=report, officer=people.restricted_worker, reason="x"
    )
    assert report.reference in found(people.leader, text)
    cases.restrict_case(by=None, at=now, case=case, reason="She fled")
    assert found(people.officer, text) == found(people.leader, text) == set()
    assert report.reference in found(people.restricted_worker, text)


@pytest.mark.parametrize(
    "text", ["trombone", "HM1 1AA", "near HM1 1AA", "zoe oneill", "01632 960077"]
)
def test_what_lies_outside_my_scope_is_no_hit_and_no_count(people, submit, text):
    submit(patch=people.other_patch)
    secret = submit(category="domestic_abuse")
    assert found(people.officer, text) == set()
    assert found(people.restricted_worker, text) == {secret.reference}


def test_near_is_within_250_metres(people, submit):
    submit()
    assert found(people.officer, "near HM1 2BB") == set()


def test_a_case_is_found_by_the_names_of_its_people_and_its_story(people, open_case, victim):
    case = open_case(summary="Bagpipes on the landing")
    for text in ("victim", "bagpipe", case.reference):
        assert case.reference in found(people.officer, text)
    assert found(people.other_officer, "bagpipe") == set()


def test_the_page_writes_down_whom_it_showed_and_keeps_what_was_typed(signed_in, people, submit):
    report = submit()
    body = signed_in(people.officer).get("/search?q=trombone").content.decode()
    assert report.reference in body and 'value="trombone"' in body
    assert Viewing.objects.filter(subject=key_of(report), by=people.officer).exists()


@pytest.mark.parametrize(
    "text", ["\x00", "'", '"', "near", "near ", "near 🦊", "a" * 300, "-", "%", "*"]
)
def test_nothing_typed_breaks_it(signed_in, people, submit, text):
    submit()
    assert signed_in(people.officer).get("/search", {"q": text}).status_code == 200


def test_a_common_word_stops_at_fifty_and_says_that_there_may_be_more(people, submit, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 3)
    for _ in range(4):
        submit()
    result = finding.find(people.officer, "trombone")
    assert len(result.hits) == 3 and result.stopped


def test_a_search_that_gave_up_does_not_say_that_there_is_nothing(
    signed_in, people, submit, monkeypatch
):
    """A word that so many records have that only the newest were looked at."""
    monkeypatch.setattr(finding, "BATCHES", 2)
    monkeypatch.setattr(words, "BATCH", 1)
    for _ in range(3):
        submit()
    assert finding.find(people.officer, "trombone").stopped
    assert not finding.find(people.officer, "bagpipe").stopped
    monkeypatch.setattr(finding, "BATCHES", 0)
    body = signed_in(people.officer).get("/search?q=trombone").content.decode()
    assert "only the newest were looked at" in body and "Nothing that you may open" not in body


def test_results_can_be_told_apart(signed_in, people, submit, django_assert_max_num_queries):
    report = submit()
    case = intake.open_case(by=None, at=timezone.now(), report=report, reason="Begin")
    for _ in range(3):
        submit()
    client = signed_in(people.officer)
    with django_assert_max_num_queries(20):
        body = client.get("/search?q=trombone").content.decode()
    assert "Reported by Zoë O’Neill" in body and "Waits for a decision" in body
    assert f"Officer: {case.officer.name}" in body and "harm" in body
    assert "Found by the words “trombone” in the report" in body
