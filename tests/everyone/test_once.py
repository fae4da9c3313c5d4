"""W-8: nothing is asked twice (WCAG 3.3.7): what was answered stands there again, or is not asked.

Somebody walks one way from its first question to its end. Each page tells what it asks: the name of
the question and its words. A question that was answered before on this way, under whatever name,
must not come back empty. What may be asked again is listed with its reason, and each reason is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from goodstead.engagement.definitions.guides import GUIDES
from goodstead.engagement.definitions.guiding import REPORT, Does
from goodstead.intake import actions as intake
from goodstead.intake.definitions.report_forms import FORM
from goodstead.intake.tests.telling import EVERYTHING, key
from goodstead.intake.tests.walking import CHECK, FILLED, know_the_postcode
from goodstead.partnership import actions as partnership

from .states import people_today

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Questions that ask the same in other words. Every other question asks only for itself.
SAME = (
    {"search", "location_text", "place_search", "waste_where"},
    {"description", "story", "what"},
    {"affected", "about_whom", "used_whom"},
    {"danger", "safe_now"},
    {"violence", "animal_harm"},
    {"frequency", "often"},
    {"needs", "language"},
)
# What may be asked again on one way all the same: the earlier, the later, why.
AGAIN = {
    ("danger", "safe_now"): (
        "Who lives with somebody who hurts them often says that nobody is in danger. Whether they are "
        "safe where they are now is another question, and decides whether we call."
    ),
    ("about_whom", "affected"): (
        "Whom it is about is one person. Who is affected may be the whole household."
    ),
    ("used_whom", "affected"): "As for a person who is hurt at home: others may be affected too.",
    ("animal_harm", "violence"): "The one is about an animal; the other is about people who threaten.",
    ("needs", "language"): "Asked on one page: which language, if an interpreter is needed.",
    ("often", "frequency"): (
        "The words of a letter stand in the report as they were written; this is one of five answers."
    ),
}  # fmt: skip


def subject(code: str) -> frozenset[str]:
    return frozenset(next((group for group in SAME if code in group), {code}))


def plain(words: str) -> str:
    return re.sub(r"[^a-z ]", "", words.lower()).strip()


@dataclass
class Way:
    """What was asked and answered so far, page by page."""

    answered: dict[str, str] = field(default_factory=dict)  # the code of a question: its words
    asked: int = 0
    pages: int = 0
    wrong: list[str] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)

    def see(self, page: Any) -> None:
        """A page is opened: what does it ask that was answered before?"""
        self.pages += 1
        where = page.request["PATH_INFO"]
        here: dict[str, str] = {}
        step = page.context.get("step") if page.context else None
        if step and len(step.questions) > 1 and self.was_asked(step):
            self.wrong.append(f"{where} is called “{step.heading}”, which was asked before")
        for one in questions(page):
            self.asked += 1
            words = plain(str(one.label))
            if one.value() in (None, "", [], False):
                self.judge(where, one.name, words, here)
            here[one.name] = words

    def was_asked(self, step: Any) -> bool:
        """Whether the heading of a page is the words of a question that was answered."""
        for before, said in self.answered.items():
            again = {(before, one.code) for one in step.questions} & set(AGAIN)
            if said == plain(step.heading) and not again:
                return True
        return False

    def judge(self, where: str, code: str, words: str, here: dict[str, str]) -> None:
        for before, said in (self.answered | here).items():
            if (before, code) in AGAIN:
                self.used.add((before, code))
            elif before in subject(code) and before not in here:
                self.wrong.append(f"{where} asks for {code}, which {before} has told")
            elif words == said and before != code:
                self.wrong.append(f"{where} asks “{words}” again, as {code} after {before}")

    def answer(self, page: Any, given: dict[str, Any]) -> None:
        """What was on the page and was answered is known from now on."""
        for one in questions(page):
            names = (one.name, f"{one.name}_day")
            if any(given.get(name) not in (None, "", []) for name in names):
                self.answered[one.name] = plain(str(one.label))


def questions(page: Any) -> list[Any]:
    """The questions that a page draws."""
    form = page.context["form"] if page.context and "form" in page.context else ()
    left_out = {"website", "uploads", "upload", "channel"}
    return [one for one in form if not one.is_hidden and one.name not in left_out]


def the_form(client: Client, way: Way, **changed: Any) -> None:
    """From the first question to the last page."""
    filled = FILLED | {step.replace("_", "-"): given for step, given in changed.items()}
    here = client.post("/report").url
    while here != CHECK:
        page = client.get(here)
        way.see(page)
        given = filled.get(here.removeprefix("/report/"), {}) or every_answer(page)
        way.answer(page, given)
        answered = client.post(here, given)
        assert answered.status_code == 302, (here, answered.context["form"].errors)
        here = answered.url
    way.see(client.get(CHECK))


def every_answer(page: Any) -> dict[str, Any]:
    """Something for each question of a branch."""
    found: dict[str, Any] = {}
    for one in questions(page):
        choices = [code for code, _ in getattr(one.field, "choices", ()) if code]
        found[one.name] = choices[:1] if choices else "x"
    return found


def opened_again(client: Client) -> list[str]:
    """Each page that was answered, from the page that is checked before sending: is it filled in?"""
    empty = []
    found = re.findall(r'href="(/report/(?!leave)[a-z-]+)', client.get(CHECK).content.decode())
    assert found
    for path in dict.fromkeys(found):
        page = client.get(path)
        kept = [one for one in questions(page) if one.value() not in (None, "", [])]
        if questions(page) and not kept:
            empty.append(path)
    return empty


ROUTES: dict[str, dict[str, Any]] = {
    branch.code: {"what": {"category": branch.categories[0]}} for branch in FORM.branches
} | {
    "in danger": {"danger": {"danger": "yes"}},
    "no postcode": {
        "where": {"unknown": "yes"}, "describe_place": {"location_text": "By the shops"},
    },
    "without a name": {"may_we_contact_you": {"may_contact": "no"}},
}  # fmt: skip


def referral(people: Any, at: Any) -> tuple[Client, str]:
    _, token = partnership.invite_partner(
        by=people.leader, at=at, organisation="Park School", person="Joan Adler", email="",
        purpose="to refer pupils", days="90", times="10",
    )  # fmt: skip
    return Client(), f"/refer/{token}"


def one_page(client: Client, path: str, way: Way, **given: Any) -> None:
    """A form of one page: it asks nothing twice, and what was typed stands there when it is refused."""
    page = client.get(path)
    assert questions(page), path
    way.see(page)
    way.answer(page, given)
    way.see(client.post(path, given))


ONE_PAGE = {
    "story": "He shouts", "name": "Ann", "location_text": "Elm Street", "safe_times": "Mornings",
    "must_not_know": "Bob", "last_on_day": "40", "last_on_month": "2", "last_on_year": "2026",
    "danger": "no", "written_by": "Joan", "done": "We spoke", "description": "He shouts",
    "who_did_it": "A man", "category": "dogs", "violence": "no", "place_search": "AL7 3BX",
}  # fmt: skip


def by_staff(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ways() -> Iterator[tuple[str, Way]]:
    """Every way that ends in a report, walked."""
    know_the_postcode()
    people, at = people_today()
    for name, changed in ROUTES.items():
        way, client = Way(), Client()
        the_form(client, way, **changed)
        if len(changed) > 1 or name == "about-threats":
            way.wrong += [f"{path} forgets what was said" for path in opened_again(client)]
        yield f"the form, {name}", way
    for guide in {one.end.does: one for one in GUIDES.values()}.values():
        yield f"the guide {guide.code}, then the form", from_guide(guide)
    way = Way()
    client, path = referral(people, at)
    one_page(client, path, way, **ONE_PAGE)
    yield "a referral", way
    way = Way()
    one_page(by_staff(people.centre_worker), "/hate-reports/take", way, **ONE_PAGE)
    yield "a reporting centre", way
    for branch in FORM.branches:
        way = Way()
        told = ONE_PAGE | {"category": branch.categories[0], "show": "yes"}
        one_page(by_staff(people.call_handler), "/reports/log", way, **told)
        yield f"a call, {branch.code}", way


def from_guide(guide: Any) -> Way:
    """Read a guide, do what it ends in, and report after all."""
    way, client = Way(), Client()
    here = f"/help/{guide.code}"
    way.see(client.get(here))
    end = client.post(here).url
    page = client.get(end)
    way.see(page)
    if guide.end.does == Does.LETTER:
        letter = {"what": "Music", "often": "Most nights", "wish": "Please stop"}
        way.answer(page, letter)
        start = client.post(end, letter | {"report": "1"}).url
    else:
        page = client.get(f"{here}/answer-guide")
        way.see(page)
        way.answer(page, {"answer": REPORT})
        start = client.post(f"{here}/answer-guide", {"answer": REPORT}).url
    assert start.partition("?")[0] == "/report"
    client.post(start)
    the_form(client, way)
    return way


def test_no_way_asks_twice(figure):
    walked = dict(ways())
    wrong = [f"{name}: {fault}" for name, way in walked.items() for fault in way.wrong]
    used = {pair for way in walked.values() for pair in way.used}
    figure(
        f"W-8: {len(walked)} ways to a report, {sum(w.pages for w in walked.values())} pages, "
        f"{sum(w.asked for w in walked.values())} questions, {len(wrong)} asked twice; "
        f"{len(used)} asked again for a reason"
    )
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert used == set(AGAIN), set(AGAIN) - used


# Behind the private link: another day, and who opens it need not be who wrote the report. So nothing
# that we know stands there, and nothing that we know must be told again. What must be answered:
MUST = {
    "danger": "About now. The answer of another day is worth nothing.",
    "text": "What happened since, or what they do not agree with.",
    "day": "The day of what happened since.",
    "when": "As the day, in the diary.",
    "share": "Whether others may see it. It was not asked before.",
}


def needed_behind_the_link() -> Iterable[tuple[str, str]]:
    people, at = people_today()
    know_the_postcode()
    report, token = intake.submit_report(
        by=None, at=at, submission_key=key(), answers=EVERYTHING, channel="web"
    )
    report.patch = people.patch
    report.save()
    client = Client()
    for path in ("more", "worse", "contact", "files", "diary", "record", "look-again"):
        for one in questions(client.get(f"/follow/{token}/{path}")):
            if one.field.required:
                yield path, one.name


def test_behind_the_private_link_nothing_that_was_told_must_be_told_again(figure):
    needed = list(needed_behind_the_link())
    figure(f"W-8: behind the private link {len(needed)} questions must be answered")
    assert {code for _, code in needed} <= set(MUST)
    assert not {code for _, code in needed} & (set(EVERYTHING) - {"danger"})


def test_a_question_that_comes_twice_is_seen(monkeypatch):
    """The twin: the second page asks for the first one's answer, under another name and in its words."""
    know_the_postcode()
    asked = questions

    def planted(page):
        found = asked(page)
        if page.request["PATH_INFO"].endswith("/follow"):
            again = asked(Client().get("/report") if not found else page)
            for one in again:
                one.name, one.label = "name_again", "Your name"
        return found

    monkeypatch.setattr("tests.everyone.test_once.questions", planted)
    way = Way()
    the_form(Client(), way)
    assert way.wrong == ["/report/follow asks “your name” again, as name_again after name"]


def test_an_answer_that_is_asked_for_in_other_words_is_seen():
    """The twin of the list of what is the same."""
    way = Way(answered={"search": "where is it happening"})
    way.judge("/report/x", "location_text", "describe where it is happening", {})
    assert way.wrong == ["/report/x asks for location_text, which search has told"]


def test_a_page_that_is_called_like_an_earlier_question_is_seen():
    """The twin of the headings."""
    know_the_postcode()
    client, way = Client(), Way(answered={"vehicle_times": "when does it happen"})
    the_form(client, way)
    assert way.wrong == ["/report/when is called “When does it happen?”, which was asked before"]


def test_a_page_that_forgets_is_seen(monkeypatch):
    """The twin of what stands there when a page is opened again."""
    monkeypatch.setattr("goodstead.intake.typed.Typed.initial", lambda self, step: {})
    know_the_postcode()
    client = Client()
    the_form(client, Way())
    assert "/report/contact" in opened_again(client)
