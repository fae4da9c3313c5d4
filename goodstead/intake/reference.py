"""The reference page of the reporting form, written from the version in use."""

from __future__ import annotations

from collections.abc import Iterator

from goodstead.cases.definitions.categories import CATEGORIES

from .definitions.asking import Branch, Question
from .definitions.report_forms import FORM


def page(made: str) -> str:
    """What is asked and told about each kind of trouble. ``made`` says that the page is generated."""
    lines = [
        "# The reporting form",
        "",
        made,
        f"Version `{FORM.version}`. A published version is not edited: a report keeps the version "
        "that it was answered in. The pages come in this order, each only where it applies. After "
        "“What is happening?” comes one page about that kind of trouble; those stand below.",
        "",
        *(f"1. {step.heading}" for step in FORM.steps if not step.categories),
        "",
    ]
    for branch in FORM.branches:
        lines += [*_told(branch), *(line for q in branch.questions for line in _asked(q)), ""]
    return "\n".join(lines)


def _told(branch: Branch) -> Iterator[str]:
    yield f"## {', '.join(CATEGORIES[code].name for code in branch.categories)}"
    yield ""
    yield f"{branch.team}. {branch.happens}"
    yield ""
    yield from (f"- {line}" for line in branch.advice)
    yield from (f"- {line}" for line in branch.cannot)
    for help in branch.elsewhere:
        yield f"- {help.when}: " + ", ".join(filter(None, (help.who, help.telephone, help.site)))
    yield ""


def _asked(question: Question) -> Iterator[str]:
    yield f"**{question.label}** (`{question.code}`)"
    offered = "; ".join(
        f"{answer.text} (everyday)" if answer.everyday else answer.text
        for answer in question.answers
    )
    yield f"{offered or 'In their own words.'}"
    yield ""
