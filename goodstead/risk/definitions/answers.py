"""How answers are kept: which option, who said it, and a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from .instruments import DECLINED, Instrument

SOURCES = {"victim": "The person", "third party": "Someone else", "officer": "Officer’s knowledge"}
LONGEST_NOTE = 1000
NOT_SAID = "Would rather not say, or not asked"


class Given(TypedDict):
    """One answer as stored. ``option`` is an option's code, or ``declined``."""

    option: str
    source: str
    note: str


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
        one = answers.get(question.code) or Given(option=DECLINED, source="officer", note="")
        options = {option.code for option in question.options} | {DECLINED}
        if one["option"] not in options or one["source"] not in SOURCES:
            raise WrongAnswers(f"No such answer to {question.code}")
        whole[question.code] = Given(
            option=one["option"], source=one["source"], note=one["note"].strip()[:LONGEST_NOTE]
        )
    return whole
