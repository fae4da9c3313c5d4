"""A reporting centre takes a report down, and a school refers somebody by a link, on a telephone.

With GOODSTEAD_PICTURES set to a folder, each step leaves a picture there.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from goodstead.intake.models import Report

from .browser import PHONE, Watched

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("GOODSTEAD_PICTURES", "")


def look(visit, name):
    """Every page must pass axe and stay inside the window."""
    assert visit.violations() == [], name
    assert visit.sideways() <= 0, f"{name} is wider than the window"
    assert visit.faults == [], name
    if PICTURES:
        visit.picture(Path(PICTURES) / f"{name}-375.png")


def signed_in(browser, base, user):
    visit, client = Watched(browser, base, viewport=PHONE), Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    visit.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base}])
    return visit


def at_the_centre(browser, base, user):
    centre = signed_in(browser, base, user)
    centre.go("/hate-reports/take")
    look(centre, "take-hate-report")
    centre.press("Send this report")
    centre.says("Say what happened")
    look(centre, "take-hate-report-refused")
    for name, value in {"danger": "no", "violence": "no", "police": "no"}.items():
        centre.page.check(f'input[name="{name}"][value="{value}"]')
    centre.page.fill("#id_story", "They shouted at her because of her scarf.")
    centre.page.check('input[name="strands"][value="religion"]')
    centre.press("Send this report")
    centre.says("Hate reports that we took down")
    look(centre, "hate-reports")
    centre.context.close()


def invited(officer):
    """The path of the link that the officer makes."""
    officer.go("/referral-invitations/invite")
    look(officer, "invite-partner")
    for name in ("organisation", "person", "purpose"):
        officer.page.fill(f"#id_{name}", "Park School, to refer pupils")
    officer.press("Make the link")
    officer.says("This link is shown once")
    look(officer, "invite-partner-link")
    link = officer.page.locator(".gs-message__body").inner_text()
    return "/refer/" + link.rpartition("/refer/")[2].strip()


def refer(browser, base, path):
    school = Watched(browser, base, viewport=PHONE)
    school.go(path)
    look(school, "refer-to-us")
    for name, value in {
        "danger": "no", "category": "verbal", "basis": "consent", "aware": "yes",
    }.items():  # fmt: skip
        school.page.check(f'input[name="{name}"][value="{value}"]')
    school.page.fill("#id_story", "Two pupils are followed home.")
    school.page.fill("#id_written_by", "Joan Adler")
    school.press("Send")
    school.says("We have it")
    look(school, "referral-sent")
    school.context.close()


def test_partners_report_and_staff_find_it(live_server, browser, borough):
    at_the_centre(browser, live_server.url, borough.centre_worker)
    officer = signed_in(browser, live_server.url, borough.officer)
    refer(browser, live_server.url, invited(officer))
    officer.go("/referral-invitations")
    officer.says("used 1 of 10 times")
    look(officer, "referral-invitations")
    officer.go("/channels")
    officer.says("Partner referral")
    officer.context.close()
    assert sorted(Report.objects.values_list("channel", flat=True)) == ["centre", "referral"]
