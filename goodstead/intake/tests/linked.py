"""The pages behind a private link, found by their addresses, and what must never stand on one."""

import datetime
import re
import uuid

from goodstead.clocks.models import Deadline
from goodstead.intake import actions
from goodstead.intake.definitions.asking import Kind
from goodstead.intake.definitions.report_forms import FORM
from goodstead.intake.models import Report
from goodstead.intake.urls import urlpatterns
from goodstead.ledger.models import key_of

from .telling import EVERYTHING

WRITTEN = (Kind.LINE, Kind.TEXT)
# Whatever can be typed, each with a sign of its own, and where nothing else fits a telling value.
TYPED = {
    question.code: f"canary{number}q"
    for number, question in enumerate(q for step in FORM.steps for q in step.questions)
    if question.kind in WRITTEN and question.code not in {"search", "postcode"}
}
PLANTED = EVERYTHING | TYPED | {"name": "Vera Victim", "may_contact": "yes", "follow": "yes"}
_RANDOM = re.compile(r"(?<=[/\"= ])[\w-]{30,}")  # links and marks of forms: they spell anything
CANARIES = (
    *TYPED.values(), "canary", "Vera", "Victim", "vera@", "960001", "960 001", "shout", "stairs",
    "flat below", "AL7", "R-", "ASB-", "Ola", "Lena", "Otto", "North", "Verbal", "Domestic",
    "domestic", "hate", "Hate", "noise", "Noise", "Anti-social", "anti-social", "high", "High",
)  # fmt: skip


def paths():
    """Where the pages behind a link are, after the token. "" is the page itself."""
    found = [
        str(p.pattern) for p in urlpatterns if str(p.pattern).startswith("follow/<slug:token>")
    ]
    return sorted(path.removeprefix("follow/<slug:token>").removeprefix("/") for path in found)


def url(token, path=""):
    return f"/follow/{token}/{path}".rstrip("/")


def shown(page):
    """Everything that a page gives away: status line, headers and the whole body but the footer."""
    html = page.content.decode()
    told = html[html.index("<title>") : html.index("<footer")] if "<title>" in html else html
    said = "\n".join([*(f"{name}: {value}" for name, value in page.headers.items()), told])
    return _RANDOM.sub("TOKEN", said)


def leaked(page, canaries=CANARIES):
    said = shown(page)
    return [canary for canary in canaries if canary in said]


def decide(outcome, report, people, now, **more):
    told = {"by": people.leader, "at": now, "report": report, "reason": "canary-reason"}
    if outcome == "opened":
        return actions.open_case(**told, **more)
    if outcome == "attached":
        other = Report.objects.exclude(pk=report.pk).get()
        case = actions.open_case(**told | {"report": other})
        return actions.attach_to_case(**told | {"by": case.officer}, case=case)
    if outcome == "referred":
        return actions.refer_report(**told, to="canary-body")
    act = {"advised": actions.advise_report, "not_asb": actions.mark_not_asb}.get(outcome)
    return act(**told) if act else None


DAY = datetime.date(2026, 3, 1)
INCIDENT = {
    "danger": "no", "day_day": "1", "day_month": "3", "day_year": "2026", "time": "canary-time",
    "lasted": "canary-lasted", "text": "canary-what they did", "affected": "canary-affected",
}  # fmt: skip


def filled(**changed):
    """What the actions are told about an incident."""
    told = {"text": "canary-what they did", "day": DAY, "submission": uuid.uuid4().hex}
    return told | changed


def running(subject, code=""):
    found = Deadline.objects.filter(subject=key_of(subject), stopped_at=None)
    found = found.filter(code__startswith=code or "follow")
    return found.order_by("pk")


def post(client, token, path, answers, **more):
    """Opens the page, fills it in and sends it, as a browser does."""
    here = url(token, path)
    page = client.get(here)
    key = page.context["form"]["submission"].value()
    return client.post(here, {"submission": key} | answers, **more)
