"""Answers in words: for the person who checks them, and for the officer who reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from goodstead.design.dates import day as words_of_day
from goodstead.design.dates import moment

from .definitions.asking import Kind, Question, ReportForm, Step
from .models import Report
from .rules.journey import NO_PLACE, asked

NOT_ANSWERED = "Not answered"


@dataclass(frozen=True)
class Line:
    """One question with its answer. ``step`` is where the answer can be changed."""

    label: str
    value: str
    step: Step


@dataclass
class Section:
    name: str
    lines: list[Line] = field(default_factory=list)


def sections(
    form: ReportForm, answers: Mapping[str, Any], *, with_empty: bool = True
) -> list[Section]:
    """Every question that was asked, in order, with what was answered."""
    found: list[Section] = []
    for step in asked(form, answers):
        for line in _lines(step, answers):
            if not with_empty and line.value == gettext(NOT_ANSWERED):
                continue
            if not found or found[-1].name != step.section:
                found.append(Section(step.section))
            found[-1].lines.append(line)
    return found


def _lines(step: Step, answers: Mapping[str, Any]) -> Iterator[Line]:
    for question in step.questions:
        if question.only_way and question.only_way not in (answers.get("ways") or ()):
            continue  # it was not asked
        if question.code == "place" and answers.get("place") == NO_PLACE:
            continue
        if question.code == "search" and answers.get("place_unknown"):
            continue
        if question.code == "search" and answers.get("place_label"):
            continue  # which place it is says more
        yield Line(_label(question), in_words(question, answers), step)


def _label(question: Question) -> str:
    return "Where is it?" if question.code == "place" else question.label


def in_words(question: Question, answers: Mapping[str, Any]) -> str:
    """One answer as people read it."""
    given = answers.get(question.code)
    if question.kind == Kind.PLACE:
        return str(answers.get("place_label") or gettext(NOT_ANSWERED))
    if given in (None, "", []):
        return gettext(NOT_ANSWERED)
    if question.kind == Kind.ONE:
        answer = question.answer(str(given))
        return gettext(answer.text) if answer else str(given)
    if question.kind == Kind.MANY:
        return "\n".join(gettext(a.text) for a in question.answers if a.code in given)
    if question.kind == Kind.DATE:
        day = date.fromisoformat(given) if isinstance(given, str) else given
        return words_of_day(day)
    return str(given)


SHOWN_OF_TEXT = 300


def line_set_apart(report: Report, *, at: datetime) -> tuple[str, str]:
    """What to know before ticking a report that was set apart: its words, and why it was."""
    said = report.description
    said = said if len(said) <= SHOWN_OF_TEXT else f"{said[:SHOWN_OF_TEXT]}…"
    words = f"{report.reference}: {report.what}, {report.where}, {moment(report.received_at, at)}"
    return words, f"{said} ({report.get_set_apart_display()})"
