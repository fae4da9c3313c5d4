"""The main job, end to end, in a real browser: from a report on a phone to a figure that moved.

With GOODSTEAD_PICTURES set to a folder, each step leaves a picture there.
"""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from goodstead.cases.models import Case
from goodstead.clocks import tick
from goodstead.correspondence.models import Message
from goodstead.insight.models import Figure
from goodstead.intake.models import Report
from goodstead.ledger.models import Entry, key_of
from tests.personas import PASSWORD

from .browser import DESK, PHONE, Watched

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("GOODSTEAD_PICTURES", "")


class Visit(Watched):
    """A person at a screen. Every page they see must pass axe and stay inside the window."""

    def look(self, name: str) -> None:
        assert self.violations() == [], name
        assert self.sideways() <= 0, f"{name} is wider than the window"
        assert self.faults == [], name
        if PICTURES:
            self.picture(Path(PICTURES) / f"{name}.png")

    def choose(self, words: str) -> None:
        self.page.get_by_label(words, exact=True).first.check()

    def next(self, words: str = "Continue") -> None:
        self.press(words)

    def sign_in(self, user: object) -> None:
        self.go("/sign-in")
        self.page.fill("#id_login", user.email)
        self.page.fill("#id_password", PASSWORD)
        self.press("Sign in")

    def fill_date(self, name: str, day: object) -> None:
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            self.page.fill(f"[name={name}_{part}]", str(value))


def work() -> None:
    """What the worker would do within the minute."""
    call_command("follow_ledger", verbosity=0)
    failed = [done for done in tick.run(timezone.now()) if done.failure]
    assert not failed, failed


def report_on_a_phone(phone: Visit) -> str:
    """A resident answers one question a page; the link to follow is shown once."""
    phone.go("/report")
    phone.look("report-phone")
    phone.press("Start now")
    asked = 0
    while not phone.page.url.endswith("/report/check"):
        step = phone.page.url.rpartition("/report/")[2]
        answer(phone, step)
        if asked in (1, 2, 5, 9):
            phone.look(f"report-{step}-phone")
        asked += 1
        assert asked < 30, phone.page.url
        press_on(phone)
    phone.says("Loud music every night")
    phone.look("report-check-phone")
    phone.press("Send my report")
    phone.says("We have your report")
    phone.look("report-done-phone")
    found = re.search(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}", phone.page.inner_text("main"))
    assert found
    return found[0]


def press_on(phone: Visit) -> None:
    for words in ("Continue", "Go on", "Find the place", "Find it", "Search"):
        button = phone.page.get_by_role("button", name=words, exact=True)
        if button.count():
            button.first.click()
            return
    phone.page.locator("main form button.govuk-button").first.click()


RADIOS = {
    "danger": ("danger", "no"),
    "what": ("category", "noise"),
    "when": ("frequency", "most_days"),
    "who-is-affected": ("affected", "me"),
    "daily-life": ("daily_life", "a_lot"),
    "fear": ("fear", "yes"),
    "targeted": ("targeted", "personally"),
    "violence": ("violence", "no"),
    "support": ("support", "alone"),
    "may-we-contact-you": ("may_contact", "yes"),
    "safe": ("voicemail", "no"),
    "follow": ("follow", "yes"),
}
TICKED = {"about-noise": ["music", "banging"]}
TYPED = {
    "describe": {"description": "Loud music every night until three. I cannot sleep."},
    "where": {"search": "HM1 1AA"},
    "contact": {"name": "Vera Victim", "email": "vera@example.org", "telephone": "01632 960001"},
    "safe": {"safe_times": "After 6pm"},
}


def answer(phone: Visit, step: str) -> None:
    """What this resident answers on one page."""
    if step in RADIOS:
        name, value = RADIOS[step]
        phone.page.check(f"input[name={name}][value={value}]")
    for name, text in TYPED.get(step, {}).items():
        phone.page.fill(f"[name={name}]", text)
    for kind in TICKED.get(step, ()):
        phone.page.check(f"input[name=noise_kinds][value={kind}]")
    if step == "contact":
        for way in ("email", "phone"):
            phone.page.check(f"input[name=ways][value={way}]")
    if step == "which-place":
        phone.page.locator("input[name=place]").first.check()
        phone.page.fill("[name=house]", "14")


def triage(officer: Visit, reference: str) -> Case:
    officer.go("/inbox")
    officer.says("affects daily life a lot")
    officer.look("inbox-desktop")
    officer.page.locator(f"a[href='/reports/{reference}']").first.click()
    officer.says("Loud music every night")
    officer.look("report-desktop")
    officer.press("Open a case")
    officer.page.fill("[name=reason]", "Most days, at night, and she is on her own.")
    officer.look("open-case-desktop")
    officer.page.locator("main form button.govuk-button").first.click()
    case = Case.objects.get()
    assert case.reference in officer.page.inner_text("main") or case.reference in officer.page.url
    return case


SAID = {
    "frequency": "weekly", "daily_life": "a_lot", "violence": "no", "support": "alone",
    "fear": "no", "targeted": "family", "worse": "yes",
}  # fmt: skip


def assess(officer: Visit, case: Case) -> None:
    officer.go(f"/cases/{case.reference}/risk/assess")
    for name in officer.page.eval_on_selector_all(
        "input[type=radio][name$='-option']", "all => [...new Set(all.map(one => one.name))]"
    ):
        option = SAID.get(name.removesuffix("-option"), "declined")
        officer.page.check(f"input[name='{name}'][value={option}]")
    officer.look("assess-desktop")
    officer.press("See what this means")
    officer.look("assess-meaning-desktop")
    officer.page.locator("main form button.govuk-button").first.click()
    case.refresh_from_db()
    assert case.harm_band in {"standard", "medium"}, officer.page.inner_text("main")


def plan(officer: Visit, case: Case) -> None:
    today = timezone.localdate()
    officer.go(f"/cases/{case.reference}/plan/add-step")
    officer.page.fill("[name=text]", "Speak to the person who plays the music")
    officer.page.check("input[name=kind][value=early_intervention]")
    officer.fill_date("due_on", today + timedelta(days=5))
    officer.page.locator("main form button.govuk-button").first.click()
    officer.go(f"/cases/{case.reference}/plan/agree")
    officer.page.check("input[name=how][value=phone]")
    officer.page.locator("main form button.govuk-button").first.click()
    officer.go(f"/cases/{case.reference}/plan")
    officer.says("Speak to the person who plays the music")
    officer.look("plan-desktop")


def contact(officer: Visit, case: Case) -> None:
    officer.go(f"/cases/{case.reference}/log-contact")
    officer.page.check("input[name=how][value=phone]")
    officer.page.locator("input[name=by_them]").first.check()
    officer.page.locator("input[name=reached]").first.check()
    officer.page.fill("[name=summary]", "Heard the whole story. Explained what comes next.")
    officer.look("log-contact-desktop")
    officer.page.locator("main form button.govuk-button").first.click()
    assert case.contacts.count() == 1, officer.page.inner_text("main")


def finish_review_and_close(officer: Visit, case: Case) -> None:
    officer.go(f"/cases/{case.reference}/plan")
    officer.page.locator("a[href$='/finish']").first.click()
    officer.page.locator("main form button.govuk-button").first.click()
    officer.go(f"/cases/{case.reference}/review")
    officer.page.fill("[name=note]", "It has stopped since the talk. She agrees to close.")
    officer.page.check("input[name=outcome][value=move_to_close]")
    officer.page.locator("main form button.govuk-button").first.click()
    assert case.reviews.count() == 1, officer.page.inner_text("main")
    officer.go(f"/cases/{case.reference}/close")
    reason = officer.page.locator("[name=reason]").first
    if reason.evaluate("e => e.tagName") == "SELECT":
        reason.select_option("early_intervention")
    else:
        officer.page.check("input[name=reason][value=early_intervention]")
    officer.page.check("input[name=outcome][value=resolved]")
    officer.page.fill("[name=summary]", "We spoke to your neighbour, and the music has stopped.")
    officer.page.locator("input[value=email]").first.check()
    officer.look("close-desktop")
    officer.press("Read what they will be told")
    officer.look("close-letter-desktop")
    officer.press("Close the case")
    case.refresh_from_db()
    assert case.status == "closed", officer.page.inner_text("main")


def answer_survey(phone: Visit) -> None:
    message = Message.objects.get(template="survey_invitation")
    assert message.state == "shown"
    phone.go("/survey/" + message.variables["survey_link"].rpartition("/")[2])
    phone.look("survey-phone")
    phone.page.check("input[name=handling][value='5']")
    phone.page.check("input[name=outcome][value='4']")
    phone.page.fill("[name=comment]", "Ola kept her word.")
    phone.press("Send my answers")
    phone.says("Thank you")


def test_a_report_becomes_a_case_a_plan_a_closing_an_answer_and_a_figure(
    borough, live_server, browser
):
    phone = Visit(browser, live_server.url, viewport=PHONE)
    reference = report_on_a_phone(phone)
    work()

    officer = Visit(browser, live_server.url, viewport=DESK)
    officer.sign_in(borough.officer)
    case = triage(officer, reference)
    assess(officer, case)
    officer.go(f"/cases/{case.reference}")
    officer.look("case-desktop")
    plan(officer, case)
    contact(officer, case)
    officer.go("/my-day")
    officer.look("my-day-desktop")
    finish_review_and_close(officer, case)
    work()
    answer_survey(phone)
    work()
    work()

    officer.go(f"/cases/{case.reference}/timeline")
    for told in ("Case opened", "Plan agreed", "Case reviewed", "In contact with the victim"):
        officer.says(told)
    officer.look("timeline-desktop")
    officer.go("/figures")
    officer.look("figures-desktop")
    assert Figure.objects.get(measure="K2", part="", month__month=this_month()).numerator == 1
    assert Figure.objects.get(measure="K3b", part="", month__month=this_month()).numerator == 1
    satisfied = Figure.objects.get(measure="K1a", part="", month__month=this_month())
    assert (satisfied.numerator, satisfied.denominator) == (1, 1)
    report = Report.objects.get()
    assert Entry.objects.filter(file=key_of(report)).exists()
    call_command("check_ledger")


def this_month() -> object:
    return timezone.localdate().replace(day=1)
