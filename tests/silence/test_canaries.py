"""T2: whoever has the private link, in the household or not, learns nothing from the page behind it:
in every state of the report and of its case, for every kind of report."""

import pytest

from goodstead.cases.definitions.categories import CATEGORIES
from goodstead.cases.definitions.statuses import STATUSES
from goodstead.cases.models import Case
from goodstead.intake import actions
from goodstead.intake.definitions.outcomes import OUTCOMES
from goodstead.intake.models import Report
from goodstead.intake.tests.linked import PLANTED, leaked
from goodstead.intake.tests.telling import key

from .figures import stands

pytestmark = [pytest.mark.django_db, pytest.mark.once]
KINDS = sorted(CATEGORIES)


def pages(client, now, category):
    """The page behind the link of one report: not decided, decided in each way, and its case in
    each state."""
    report, token = actions.submit_report(
        by=None, at=now, submission_key=key(), answers=PLANTED | {"category": category}
    )
    row = Report.objects.filter(pk=report.pk)
    for outcome in ("", *OUTCOMES):
        row.update(outcome=outcome)
        yield client.get(f"/follow/{token}")
    row.update(outcome="")
    case = actions.open_case(by=None, at=now, report=report, reason="canary-reason")
    for status in STATUSES:
        closed = now if status == "closed" else None
        Case.objects.filter(pk=case.pk).update(status=status, closed_at=closed)
        yield client.get(f"/follow/{token}")


def test_nothing_that_was_typed_or_decided_stands_behind_a_link(client, people, now):
    found = [page for category in KINDS for page in pages(client, now, category)]
    told = [sign for page in found for sign in leaked(page)]
    assert all(page.status_code == 200 for page in found)
    assert told == []
    stands("T2 canaries", f"{len(told)} canaries on {len(found)} pages behind a private link")


def test_a_page_that_tells_is_found(client, people, now, monkeypatch):
    monkeypatch.setattr("goodstead.intake.queries.link.WORKING", "Ola works on it")
    assert any(leaked(page) for page in pages(client, now, "verbal"))
