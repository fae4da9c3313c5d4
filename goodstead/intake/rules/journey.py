"""Which step of the form comes next. Pure: the same answers, the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from goodstead.cases.definitions.categories import CATEGORIES, PUBLIC

from ..definitions.asking import Only, ReportForm, Step
from ..definitions.report_form_v1 import NOT_SAID

NO_PLACE = "none"  # the answer "none of these"
Answers = Mapping[str, Any]


def _is_personal(answers: Answers) -> bool:
    category = CATEGORIES.get(str(answers.get("category", "")))
    return category is None or not category.environmental


def is_about_a_person(answers: Answers) -> bool:
    """By its kind, or by what was said: aimed at them, somebody hurt or afraid, because of who."""
    told = (
        ("targeted", {"family", "personally"}),
        ("violence", {"yes"}),
        ("fear", {"some", "yes"}),
    )
    said = any(answers.get(question) in found for question, found in told)
    return _is_personal(answers) or said or is_hate(answers)


_HOLDS: dict[Only, Callable[[Answers], bool]] = {
    Only.ALWAYS: lambda answers: True,
    Only.IN_DANGER: lambda answers: answers.get("danger") == "yes",
    Only.PERSONAL: _is_personal,
    Only.ABOUT_A_PERSON: is_about_a_person,
    Only.FOUND: lambda answers: bool(answers.get("search")) and not answers.get("place_unknown"),
    Only.NOT_FOUND: lambda answers: (
        bool(answers.get("place_unknown")) or answers.get("place") == NO_PLACE
    ),
    Only.CONTACT: lambda answers: answers.get("may_contact") == "yes",
    Only.RESTRICTED: lambda answers: is_restricted(answers),
}


def applies(step: Step, answers: Answers) -> bool:
    """Whether this step is asked of somebody who answered so."""
    about = not step.categories or answers.get("category") in step.categories
    return about and bool(_HOLDS[step.only](answers))


def asked(form: ReportForm, answers: Answers) -> list[Step]:
    """The steps that are asked of somebody who answered so, in order."""
    return [step for step in form.steps if applies(step, answers)]


def first_undone(form: ReportForm, answers: Answers, done: Collection[str]) -> Step | None:
    """The first step that is still to do; None when the answers can be checked."""
    return next((step for step in asked(form, answers) if step.code not in done), None)


def strands(answers: Answers) -> list[str]:
    """The reasons for hostility that were named, whatever kind of report it is."""
    return [code for code in answers.get("strands") or () if code != NOT_SAID]


def is_hate(answers: Answers) -> bool:
    """By category, or because the person believes it is because of who they are."""
    return answers.get("category") == "hate" or bool(strands(answers))


def is_restricted(answers: Answers) -> bool:
    """Whether only people trained for it may read the report."""
    category = CATEGORIES.get(str(answers.get("category", "")))
    return is_hate(answers) or (category is not None and category.restricted)


def may_be_brought(category: str) -> bool:
    """Whether a report may begin with this kind of trouble chosen, because of what was read before.

    Never a kind that only trained people may see: the address of a page would tell.
    """
    return category in PUBLIC and not CATEGORIES[category].restricted
