"""Every public page as somebody may see it: empty, refused, filled, gone, broken.

One list for every check of this folder. A page is added with a line in the group that it belongs to
(``yield seen(…)``), or in ``NO_PAGES`` with the reason when nobody sees it in a browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from goodstead.access import actions as access
from goodstead.access import flood
from goodstead.cases import actions as cases
from goodstead.config import outage
from goodstead.correspondence import actions as correspondence
from goodstead.correspondence.models import Message
from goodstead.design import refusals
from goodstead.engagement import actions as engagement
from goodstead.engagement.definitions.guides import GUIDES
from goodstead.engagement.definitions.guiding import Does
from goodstead.engagement.tests.conftest import token_of
from goodstead.intake import actions as intake
from goodstead.intake.definitions.report_forms import FORM
from goodstead.intake.models import Report
from goodstead.intake.tests.sounds import tone
from goodstead.intake.tests.telling import EVERYTHING, LITTLE, key
from goodstead.intake.tests.walking import CHECK, FILLED, key_on, know_the_postcode
from goodstead.partnership import actions as partnership
from goodstead.people import actions as persons
from tests.personas import People, make_people

NO_PAGES = {
    "healthz": "for machines",
    "home": "only leads on",
    "account_login": "only leads on",
    "account_inactive": "only leads on",
    "access:sign-out": "only leads on",
    "intake:leave-report": "only leads away",
    "design:council-colours": "a style sheet",
    "design:components": "for whoever builds pages; it shows parts of staff pages",
}
LONG = "Wobblethwaite-under-Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3


@dataclass(frozen=True)
class Seen:
    """What one person would have before them."""

    page: str  # the name of the address; "error: …" for what any address may answer
    state: str
    path: str
    body: bytes
    headers: dict[str, str]
    cookies: frozenset[str]

    @property
    def name(self) -> str:
        return f"{self.page} ({self.state})"

    @property
    def html(self) -> str:
        return self.body.decode()


def seen(page: str, state: str, answer: Any, *, path: str = "") -> Seen:
    """Notes an answer. One without a page is a fault of the list."""
    kind = answer.headers.get("Content-Type", "")
    assert kind.startswith("text/html") and answer.content, (
        f"{page} ({state}): {answer.status_code} {kind}"
    )
    where = path or answer.request["PATH_INFO"]
    cookies = frozenset(name for name in answer.cookies if answer.cookies[name].value)
    return Seen(page, state, where, answer.content, dict(answer.headers), cookies)


def people_today() -> tuple[People, datetime]:
    at = timezone.now()
    return make_people(at), at


# --- the form ---


def steps(client: Client, *, refuse: bool = True, **changed: Any) -> Iterator[Seen]:
    """Each question on the way of somebody who answers so: as it comes, and sent wrongly."""
    know_the_postcode()
    filled = FILLED | {step.replace("_", "-"): given for step, given in changed.items()}
    wrong = WRONG | {"which-place": {"house": LONG}}
    here = client.post("/report").url
    while here != CHECK:
        step = here.removeprefix("/report/")
        telling = not step.startswith("about-")  # those have a group of their own
        name = "intake:add-report-file" if step == "files" else "intake:report-step"
        if telling:
            yield seen(name, step, client.get(here))
        if telling and refuse and step in wrong:
            refused = client.post(here, wrong[step])
            assert refused.status_code == 200, (step, refused)
            yield seen(name, f"{step}, refused", refused)
        here = client.post(here, filled.get(step, {})).url


_NEEDED = {
    step.code: {} for step in FORM.steps if any(q.needed for q in step.questions)
}  # nothing answered is refused
WRONG: dict[str, dict[str, Any]] = _NEEDED | {
    "where": {"search": "Nowhere Street"},
    "when": {"last_on_day": "31", "last_on_month": "2", "last_on_year": "2199"},
    "contact": {"ways": ["email", "phone", "post"], "email": "nobody", "telephone": "12"},
    "needs": {"needs": ["interpreter"]},
    "describe": {"description": "", "who_did_it": "x" * 6000},
}


def the_form() -> Iterator[Seen]:
    client = Client()
    yield seen("intake:start", "first visit", client.get("/report"))
    yield from steps(client)
    yield seen("intake:start", "unfinished", client.get("/report"))
    yield seen("intake:report-step", "filled and opened again", client.get("/report/contact"))
    add = {"uploads": [picture("a.png"), picture(LONG[:120] + ".png")], "add": "yes"}
    client.post("/report/files", add)
    yield seen("intake:add-report-file", "with files", client.get("/report/files"))
    bad = {"uploads": [SimpleUploadedFile("holiday.exe", b"MZ\x90")]}
    yield seen("intake:add-report-file", "refused", client.post("/report/files", bad))
    yield seen("intake:remove-report-file", "asked", client.get(first_file(client)))
    check = client.get(CHECK)
    yield seen("intake:submit-report", "filled", check)
    yield seen("intake:submit-report", "refused", client.post(CHECK, {"submission_key": ""}))
    client.post(CHECK, {"submission_key": key_on(check)})
    yield seen("intake:report-done", "with a link", client.get("/report/done"))
    yield seen("intake:report-done", "opened again", client.get("/report/done"))


def picture(name: str) -> SimpleUploadedFile:
    from goodstead.evidence.tests.conftest import picture as drawn

    return SimpleUploadedFile(name, drawn("PNG"))


def first_file(client: Client) -> str:
    html = client.get("/report/files").content.decode()
    return html[html.index("/report/files/") :].split('"')[0]


def the_form_otherwise() -> Iterator[Seen]:
    """In danger, at home, by somebody who cannot say where, without a name."""
    client = Client()
    told = {"danger": {"danger": "yes"}, "what": {"category": "domestic_abuse"}}
    told |= {"where": {"unknown": "yes"}, "describe_place": {"location_text": LONG[:190]}}
    told |= {"a_little_more": {"safe_now": "no"}, "describe": {"description": LONG * 5}}
    for found in steps(client, refuse=False, **told):
        if not found.state.endswith("refused"):
            yield as_state(found, f"{found.state}, in danger at home")
    check = client.get(CHECK)
    yield seen("intake:submit-report", "in danger at home", check)
    client.post(CHECK, {"submission_key": key_on(check)})
    yield seen("intake:report-done", "in danger at home", client.get("/report/done"))
    nameless = Client()
    told = {"what": {"category": "fly_tipping"}, "may_we_contact_you": {"may_contact": "no"}}
    told |= {"where": {"unknown": "yes"}, "describe_place": {"location_text": "By the shops"}}
    wanted = {"describe-place", "describe-place, refused"}
    yield from (one for one in steps(nameless, **told) if one.state in wanted)
    check = nameless.get(CHECK)
    yield seen("intake:submit-report", "nameless", check)
    nameless.post(CHECK, {"submission_key": key_on(check)})
    yield seen("intake:report-done", "nameless", nameless.get("/report/done"))
    lost = Client().post(CHECK, {"submission_key": "x"}, follow=True)
    yield seen("intake:start", "the report was lost", lost)


def as_state(found: Seen, state: str) -> Seen:
    return Seen(found.page, state, found.path, found.body, found.headers, found.cookies)


def the_branches() -> Iterator[Seen]:
    """The page about each kind of trouble."""
    for branch in FORM.branches:
        client = Client()
        here = client.post("/report").url
        for given in ({"danger": "no"}, {"category": branch.categories[0]}):
            here = client.post(here, given).url
        if here.endswith("/leave-quickly"):
            here = client.post(here).url
        yield seen("intake:report-step", branch.code, client.get(here))
        long = {q.code: "x" * 9000 for q in branch.step.questions}
        yield seen("intake:report-step", f"{branch.code}, refused", client.post(here, long))


# --- behind a link ---

_ADDING: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    # the page: where it is, what is refused, what is taken
    "intake:tell-incident": (
        "more", {"text": "x" * 6000, "day_day": "31", "day_month": "2"},
        {"danger": "no", "text": "Again", "day_day": "1", "day_month": "3", "day_year": "2026"},
    ),
    "intake:say-worse": ("worse", {"changed": ["nothing"]}, {"danger": "yes"}),
    "intake:ask-contact-change": (
        "contact", {"email": "nobody", "telephone": "12", "website": "x"}, {"email": "v@example.org"}
    ),
    "intake:send-file": ("files", {}, {"uploads": None}),
    "intake:write-diary": ("diary", {"when": "other"}, {"when": "now", "what": ["music"]}),
    "intake:send-recording": ("record", {}, {"upload": None}),
    "intake:dispute-outcome": ("disagree", {}, {"text": "It goes on"}),
    "intake:ask-case-review": ("look-again", {}, {"text": "It goes on", "share": "yes"}),
}  # fmt: skip


def behind_a_link() -> Iterator[Seen]:
    """The private link of a report: how far it is, and what can be added."""
    people, at = people_today()
    know_the_postcode()
    report, token = intake.submit_report(
        by=None, at=at, submission_key=key(), answers=EVERYTHING, channel="web"
    )
    other, hidden = intake.submit_report(
        by=None, at=at, submission_key=key(), answers=LITTLE | {"follow": "yes"}, channel="web"
    )
    Report.objects.filter(pk__in=[report.pk, other.pk]).update(patch=people.patch)
    client, here = Client(), f"/follow/{token}"
    yield seen("intake:follow", "received", client.get(here))
    yield seen("intake:follow", "nameless", client.get(f"/follow/{hidden}"))
    for page, (path, wrong, right) in _ADDING.items():
        where = f"{here}/{path}"
        if page == "intake:dispute-outcome":
            report.refresh_from_db()
            intake.mark_not_asb(by=people.leader, at=at, report=report, reason="Not ours")
            yield seen("intake:follow", "finished", client.get(here))
        yield seen(page, "empty", client.get(where))
        yield seen(page, "refused", client.post(where, {"submission": "a", **wrong}))
        if page == "intake:send-file":
            right = {"uploads": [picture("stairs.png")]}
        if page == "intake:send-recording":
            right = {"upload": SimpleUploadedFile("sound.wav", tone((0.1, 0.5)))}
        answer = client.post(where, {"submission": f"{path}-b", **right})
        assert answer.status_code == 302, (page, answer.context["form"].errors)
        yield seen("intake:follow-done", path, client.get(answer.url))
    yield seen("intake:stop-link", "asked", client.get(f"{here}/stop"))
    yield seen("intake:link-stopped", "done", client.post(f"{here}/stop", follow=True))
    yield seen("intake:follow", "the link is stopped", client.get(here))


def invited() -> str:
    """Where the survey of a closed case is."""
    people, at = people_today()
    contact = correspondence.add_contact(by=None, at=at, email="a@example.org", may_email=True)
    ann = persons.add_person(by=None, at=at, name="Ann Lee", contact=contact)
    case = cases.open_case(
        by=people.officer, at=at, category="noise", patch=people.patch,
        parties=[(ann, "complainant")],
    )  # fmt: skip
    cases.close_case(by=None, at=at, case=case, reason="no_further_incidents", outcome="resolved")
    engagement.invite(by=None, case=case, person=ann, at=at)
    return f"/survey/{token_of(Message.objects.get(template='survey_invitation'))}"


def the_survey() -> Iterator[Seen]:
    where = invited()
    client, page = Client(), "engagement:answer-survey"
    yield seen(page, "empty", client.get(where))
    yield seen(page, "refused", client.post(where, {"comment": "x" * 9000}))
    done = client.post(where, {"handling": "4", "outcome": "2"}, follow=True)
    yield seen("engagement:survey-answered", "done", done)
    yield seen(page, "used", client.get(where))


# --- to read, and to do oneself ---


def the_guides() -> Iterator[Seen]:
    client = Client()
    yield seen("engagement:help", "all guides", client.get("/help"))
    for guide in GUIDES.values():
        here = f"/help/{guide.code}"
        yield seen("engagement:guide", guide.code, client.get(here))
        end = client.post(here).url
        yield seen(str(guide.end.does), guide.code, client.get(end))
        if guide.end.does == Does.LETTER:
            yield seen(str(guide.end.does), "refused", client.post(end, {"what": "x" * 9000}))
            letter = {"what": LONG, "wish": "Please stop.", "name": "A. Neighbour"}
            yield seen(str(guide.end.does), "filled", client.post(end, letter))
    for code in ("talk", "stay-safe"):
        here = f"/help/{code}/answer-guide"
        yield seen("engagement:answer-guide", code, client.get(here))
        yield seen("engagement:answer-guide", f"{code}, refused", client.post(here, {}))
        yield seen("engagement:guide-answered", code, client.get(f"/help/{code}/guide-answered"))


def the_rest() -> Iterator[Seen]:
    people, at = people_today()
    client = Client()
    yield seen("insight:neighbourhood-standard", "read", client.get("/neighbourhood-standard"))
    yield seen("design:accessibility-statement", "read", client.get("/accessibility"))
    yield seen("design:privacy-notice", "read", client.get("/privacy"))
    yield seen("design:cookies", "read", client.get("/cookies"))
    yield seen("engagement:about-you", "empty", client.get("/about-you"))
    age = {name: "nothing" for name in client.get("/about-you").context["form"].fields}
    yield seen("engagement:about-you", "refused", client.post("/about-you", age))
    yield seen("engagement:about-you-counted", "done", client.get("/about-you/thank-you"))
    yield from referring(client, people, at)
    yield seen("access:sign-in", "empty", client.get("/sign-in"))
    yield seen("access:sign-in", "refused", client.post("/sign-in", {}))
    wrong = {"login": "nobody@council.example", "password": "wrong"}
    yield seen("access:sign-in", "not known", client.post("/sign-in", wrong))
    token = access.give_sign_in_link(by=people.administrator, user=people.officer, at=at)
    here = f"/choose-password/{token}"
    yield seen("workspace:set-password", "empty", client.get(here))
    short = {"password": "short", "again": "other"}
    yield seen("workspace:set-password", "refused", client.post(here, short))
    yield seen("workspace:set-password", "used", client.get("/choose-password/nothing"))
    yield from errors(client)


def referring(client: Client, people: People, at: datetime) -> Iterator[Seen]:
    """The form behind an invitation."""
    _, token = partnership.invite_partner(
        by=people.leader, at=at, organisation="Park School", person="Joan Adler", email="",
        purpose="to refer pupils who are harassed near the school", days="90", times="10",
    )  # fmt: skip
    yield seen("partnership:refer-to-us", "empty", client.get(f"/refer/{token}"))
    wrong = {"ways": ["phone"], "telephone": "12", "last_on_day": "40"}
    yield seen("partnership:refer-to-us", "refused", client.post(f"/refer/{token}", wrong))
    yield seen("partnership:referral-sent", "done", client.get("/referral-sent"))


def errors(client: Client) -> Iterator[Seen]:
    """What any address may answer."""
    yield seen("error: 404", "no such page", client.get("/no-such-page"))
    yield seen("error: 404", "no such link", client.get("/follow/not-a-link"))
    checked = Client(enforce_csrf_checks=True)
    yield seen("error: 403", "open too long", checked.post("/report"))
    request = client.get("/report").wsgi_request
    made: dict[str, Callable[[], HttpResponse]] = {
        "error: 400": lambda: outage.handler400(request),
        "error: 429": flood.please_wait,
        "error: 500": lambda: refusals.broken(request),
        "error: 503": lambda: refusals.not_saved(request),
    }
    for name, make in made.items():
        yield seen(name, "said", make(), path="/report")


GROUPS: dict[str, Callable[[], Iterator[Seen]]] = {
    "the form": the_form,
    "the form otherwise": the_form_otherwise,
    "the branches": the_branches,
    "behind a link": behind_a_link,
    "the survey": the_survey,
    "the guides": the_guides,
    "the rest": the_rest,
}
_kept: dict[str, list[Seen]] = {}


def states_of(*groups: str) -> list[Seen]:
    """The states, made once in a process. Needs a database, and leaves nothing in it."""
    for group in groups or GROUPS:
        if group not in _kept:
            cache.clear()  # so many requests would be too many
            with transaction.atomic():
                _kept[group] = list(GROUPS[group]())
                transaction.set_rollback(True)
    return [one for group in groups or GROUPS for one in _kept[group]]
