"""Staff look through what a machine may have sent, on a telephone.

With GOODSTEAD_PICTURES set to a folder, it leaves a picture there.
"""

import pytest
from django.utils import timezone

from goodstead.intake import actions
from goodstead.intake.models import Report
from goodstead.intake.tests.telling import EVERYTHING, LITTLE, key

from .test_partners import look, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_among_machines_is_let_in(live_server, browser, borough):
    for answers, why in ((EVERYTHING, "hurry"), (LITTLE, "trap")):
        actions.submit_report(
            by=None, at=timezone.now(), submission_key=key(), answers=answers, set_apart=why
        )
    visit = signed_in(browser, live_server.url, borough.leader)
    visit.go("/inbox")
    visit.press("2 reports set apart")
    look(visit, "reports-set-apart")
    visit.page.locator('input[name="reports"]').first.check()
    visit.press("Let them into the inbox")
    visit.says("1 report let into the inbox")
    visit.context.close()
    assert Report.objects.set_apart().count() == Report.objects.in_the_inbox().count() == 1
