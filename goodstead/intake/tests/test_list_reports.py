"""Every report that one may see."""

import pytest

from goodstead.intake.models import Report


@pytest.fixture
def page(client, people):
    def page(user=None, **query):
        client.force_login(user or people.leader)
        return client.get("/reports", query)

    return page


def references(page):
    return [row.reference for row in page.context["rows"]]


def test_the_newest_come_first(page, submit, now):
    from datetime import timedelta

    old, _ = submit(at=now - timedelta(days=1))
    new, _ = submit(at=now)
    assert references(page()) == [new.reference, old.reference]
    assert references(page(sort="oldest")) == [old.reference, new.reference]


def test_a_report_is_found_by_its_reference_as_people_type_it(page, submit):
    report, _ = submit()
    submit()
    assert references(page(reference=f" {report.reference.lower()} ")) == [report.reference]


def test_decided_ones_can_be_told_from_those_that_wait(page, submit, people, now):
    from goodstead.intake import actions

    waits, _ = submit()
    advised, _ = submit()
    actions.advise_report(by=people.leader, at=now, report=advised, reason="Advice")
    assert references(page(outcome="waiting")) == [waits.reference]
    assert references(page(outcome="advised")) == [advised.reference]


def test_the_file_holds_no_personal_words(page, submit):
    report, _ = submit(description="=cmd|' /C calc'!A0")
    text = b"".join(page(format="csv").streaming_content).decode("utf-8-sig")
    assert report.reference in text
    assert not any(w in text for w in ("Vera", "vera@", "cmd", "01632"))


def test_an_officer_sees_their_own(page, report, submit, people):
    submit(category="hate")
    assert references(page(people.officer)) == [report.reference]
    assert references(page(people.other_officer)) == []


def test_who_may_not_triage_sees_no_list(page, people):
    for nobody in (people.call_handler, people.auditor, people.administrator):
        assert page(nobody).status_code == 403


def test_pages_of_fifty_are_cut_by_key(page, submit, people, now):
    made, _ = submit()
    copies = [
        Report(**{f.attname: getattr(made, f.attname) for f in Report._meta.fields if f.attname != "id"}
               | {"reference": f"R-{n}", "submission_key": f"k{n}", "follow_hash": None})
        for n in range(60)
    ]  # fmt: skip
    Report.objects.bulk_create(copies)
    first = page()
    assert len(references(first)) == 50
    second = page().client.get(first.context["next_url"])
    assert len(references(second)) == 11
    assert not set(references(first)) & set(references(second))


@pytest.mark.parametrize(
    "query", [{"reference": "\x00"}, {"reference": "a" * 999}, {"outcome": "'"}]
)
def test_a_strange_question_breaks_nothing(page, submit, query):
    submit()
    assert page(**query).status_code == 200
