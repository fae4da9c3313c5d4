"""How much harm the answers tell of, and the words for why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodstead.cases.definitions.statuses import BAND_RANK

from ..definitions.asking import Kind, Question, ReportForm
from ..definitions.report_form_v1 import NOT_SAID
from .journey import Answers, asked, is_about_a_person, is_hate, strands

AUTOMATIC = 30
"""Added for each answer that is High by itself, so that it stands above every sum of points."""

DECLINED_FOR_MEDIUM = 3
"""So many questions about harm left unsaid, and harm is taken to be at least medium: not known is
not low."""

DANGER_NOW = 9
"""Above the rank of every band."""

_RAM_1 = {
    "frequency": "frequency",
    "daily_life": "daily_life",
    "fear": "fear",
    "targeted": "targeted",
    "violence": "violence",
    "support": "support",
}  # fmt: skip


@dataclass(frozen=True)
class Harm:
    """A first view, for the order of the inbox. The risk assessment is made later, by a person."""

    score: int
    band: str
    words: str


def harm_of(form: ReportForm, answers: Answers) -> Harm:
    """Points, band and words. What was not said is said so, and never counted as "no"."""
    questions = [q for step in asked(form, answers) for q in step.questions if q.topic or q.answers]
    points = sum(_points(question, answers) for question in questions if question.topic)
    given = {q.code: answers.get(q.code) for q in questions}  # not what another kind was asked
    automatic = [pair for pair in form.autos if given.get(pair[0]) == pair[1]]
    unsaid = [q for q in questions if q.topic and _unsaid(q, answers)]
    floor = is_hate(answers) or any(given.get(q) == code for q, code in form.floors)
    band = "standard"
    if points >= form.medium_from or floor or _declined(unsaid, answers):
        band = "medium"
    if points >= form.high_from or automatic:
        band = "high"
    lowest = {"standard": 0, "medium": form.medium_from, "high": form.high_from}[band]
    words = [word for question in questions for word in _words(question, answers)]
    if unsaid:
        words.append(f"{len(unsaid)} question{'s' if len(unsaid) > 1 else ''} not answered")
    text = ", ".join(words) or "nothing said that adds to the harm"
    return Harm(max(points, lowest) + AUTOMATIC * len(automatic), band, text[0].upper() + text[1:])


def inbox_rank(band: str, *, danger: bool) -> int:
    """Where a report stands in the inbox: danger now first, then by band. Then the oldest is first."""
    return DANGER_NOW if danger else BAND_RANK[band]


def ram_1_answers(answers: Answers) -> dict[str, str]:
    """The same answers as codes of the instrument RAM-1, to start an assessment from."""
    found = {
        question: str(answers[code])
        for code, question in _RAM_1.items()
        if answers.get(code) not in (None, "", NOT_SAID)
    }
    if is_hate(answers):
        found["hate"] = "yes"
    ticked = [code for code in answers.get("vulnerable") or () if code != NOT_SAID]
    if ticked:
        found["vulnerability"] = "one" if len(ticked) == 1 else "several"
        if "children" in ticked:
            found["others"] = "yes"
    return found


def made_high(form: ReportForm, answers: Answers) -> tuple[list[str], str]:
    """What made the harm what it is: the questions of RAM-1 that were answered so, and the words
    of what none of those questions asks about."""
    topics = [q for step in asked(form, answers) for q in step.questions if q.topic]
    autos = [code for code, answer in form.autos if answers.get(code) == answer]
    heavy = autos or [question.code for question in topics if _points(question, answers)]
    named = _RAM_1 | {"strands": "hate", "vulnerable": "vulnerability"}
    beyond = [form.question(code) for code in heavy if code not in named]
    words = [word for question in beyond for word in _words(question, answers)]
    return [named[code] for code in heavy if code in named], ", ".join(words)


def _ticked(question: Question, answers: Answers) -> list[str]:
    if question.code == "strands":
        return strands(answers)
    return [code for code in answers.get(question.code) or () if code != NOT_SAID]


def _points(question: Question, answers: Answers) -> int:
    if question.kind == Kind.MANY:
        ticked = len(_ticked(question, answers))
        return question.by_count[min(ticked, len(question.by_count) - 1)]
    answer = question.answer(str(answers.get(question.code, "")))
    return answer.points if answer else 0


def _unsaid(question: Question, answers: Answers) -> bool:
    """Left out, or "I would rather not say". Boxes that may stay empty say nothing when empty."""
    given = answers.get(question.code)
    if question.kind == Kind.MANY:
        return given == [NOT_SAID]
    return given in (None, "", NOT_SAID)


def _declined(unsaid: list[Question], answers: Answers) -> bool:
    """Whether so much was left unsaid that harm is not known. About rubbish it must be declined in
    so many words: a call about litter is short, and nobody asks the caller to the end."""
    about_rubbish = not is_about_a_person(answers)
    refused = [q for q in unsaid if answers.get(q.code) in (NOT_SAID, [NOT_SAID])]
    return len(refused if about_rubbish else unsaid) >= DECLINED_FOR_MEDIUM


def _words(question: Question, answers: Answers) -> Iterator[str]:
    if question.kind == Kind.MANY:
        ticked = _ticked(question, answers)
        named = [a.words for a in question.answers if a.code in ticked and a.words]
        if named:
            lead = f"{question.words} " if question.words else ""
            yield lead + " and ".join(named)
        return
    answer = question.answer(str(answers.get(question.code, "")))
    if answer and answer.words:
        yield answer.words
