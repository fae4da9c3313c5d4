"""How answers are kept: which option, who said it, and a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from .instruments import DECLINED, NOT_ASKED, UNSAID, Instrument

SOURCES = {"victim": "The person", "third party": "Someone else", "officer": "Officer’s knowledge"}
LONGEST_NOTE = 1000
UNSAID_WORDS = {DECLINED: "Would rather not say", NOT_ASKED: "Not asked"}


class Given(TypedDict):
    """One answer as stored. ``option`` is an option's code, ``declined`` or ``not_asked``."""

    option: str
    source: str
    note: str


class Kept(TypedDict):
    """An answer given before, which counts while the question is not answered again.

    ``on`` is the day as 2026-03-02; ``said`` is ``assessment`` or ``report``.
    """

    option: str
    on: str
    said: str


class WrongAnswers(ValueError):
    """Answers that do not belong to the instrument."""


def given(options: Mapping[str, str], source: str = "victim") -> dict[str, Given]:
    """Answers without notes, all from one source."""
    return {
        question: Given(option=option, source=source, note="")
        for question, option in options.items()
    }


def complete(instrument: Instrument, answers: Mapping[str, Given]) -> dict[str, Given]:
    """Every question of the instrument, in its order; what is missing was not asked.

    Raises ``WrongAnswers`` for a question, option or source that there is not.
    """
    known = {question.code for question in instrument.questions}
    if not set(answers) <= known:
        raise WrongAnswers(f"No such question: {sorted(set(answers) - known)}")
    whole = {}
    for question in instrument.questions:
        one = answers.get(question.code) or Given(option=NOT_ASKED, source="officer", note="")
        options = {option.code for option in question.options} | set(UNSAID)
        if one["option"] not in options or one["source"] not in SOURCES:
            raise WrongAnswers(f"No such answer to {question.code}")
        whole[question.code] = Given(
            option=one["option"], source=one["source"], note=one["note"].strip()[:LONGEST_NOTE]
        )
    return whole


def keep(answers: Mapping[str, Given], earlier: Mapping[str, Kept]) -> dict[str, Kept]:
    """Of what was said before, all that was not answered now. Silence takes nothing back."""
    return {
        question: earlier[question]
        for question, one in answers.items()
        if one["option"] in UNSAID and question in earlier
    }


def counted(answers: Mapping[str, Given], kept: Mapping[str, Kept]) -> dict[str, str]:
    """The option that counts for each question: today's, or the one given before."""
    now = {question: one["option"] for question, one in answers.items()}
    return now | {question: one["option"] for question, one in kept.items()}
