"""``manage.py write_reference``: the reference pages that are generated from definitions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from goodstead.access.definitions.roles import ROLES
from goodstead.cases.definitions.statuses import STATUSES
from goodstead.clocks.reference import page as clocks_page
from goodstead.insight.definitions.measures import MEASURES
from goodstead.intake.reference import page as report_form_page
from goodstead.ledger.verbs import registered
from goodstead.risk.definitions.catalogue import CURRENT

FOLDER = settings.BASE_DIR / "docs" / "reference"
MADE = "Made from the definitions by `make docs`. Do not edit it here.\n"


def roles() -> str:
    lines = ["# Roles and permissions", "", MADE, "| Role | May |", "|---|---|"]
    for role in ROLES.values():
        held = ", ".join(p.replace("_", " ") for p in sorted(role.permissions)) or "nothing yet"
        lines.append(f"| {role.name} | {held} |")
    return "\n".join(lines) + "\n"


def statuses() -> str:
    lines = ["# Statuses of a case", "", MADE, "```mermaid", "stateDiagram-v2"]
    lines.append("    [*] --> opened")
    lines += [f"    {s.code} --> {to}" for s in STATUSES.values() for to in s.to]
    lines += ["```", "", "| Status | Open | May become |", "|---|---|---|"]
    for status in STATUSES.values():
        names = ", ".join(STATUSES[to].name for to in status.to)
        lines.append(f"| {status.name} | {'yes' if status.open else 'no'} | {names} |")
    return "\n".join(lines) + "\n"


def measures() -> str:
    lines = ["# Measures", "", MADE]
    for measure in MEASURES.values():
        lines += [
            f"## {measure.code} {measure.title}",
            "",
            measure.meaning,
            "",
            measure.left_out,
            "",
        ]
        lines += [
            f"- {part.name} ({part.unit}{f' of {part.over}' if part.over else ''})"
            for part in measure.main
        ]
        if measure.groups:
            lines.append(
                f"- Split by {' and by '.join(measure.groups)}, for people who may open cases"
            )
        lines.append("")
    return "\n".join(lines)


def instruments() -> str:
    lines = [
        f"# {CURRENT.title}",
        "",
        MADE,
        f"Version {CURRENT.version}. Source: {CURRENT.source}",
        "",
    ]
    for question in CURRENT.questions:
        lines += [f"## {question.number}. {question.text}", ""]
        lines += [f"- {option.label}: {option.points} points" for option in question.options]
        lines.append("")
    return "\n".join(lines)


def verbs() -> str:
    lines = ["# What the ledger records", "", MADE, "| Verb | As it is told |", "|---|---|"]
    lines += [f"| `{verb}` | {told.text} |" for verb, told in sorted(registered().items())]
    return "\n".join(lines) + "\n"


def pages() -> Iterator[tuple[str, str]]:
    """File name and content of every generated page."""
    yield "clocks.md", clocks_page()
    yield "roles.md", roles()
    yield "statuses.md", statuses()
    yield "measures.md", measures()
    yield "risk-instrument.md", instruments()
    yield "report-form.md", report_form_page(MADE)
    yield "verbs.md", verbs()


class Command(BaseCommand):
    help = "Writes docs/reference from the definitions; --check fails when a page has drifted."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        drifted = []
        for name, content in pages():
            file = FOLDER / name
            if options["check"]:
                if not file.exists() or file.read_text() != content:
                    drifted.append(name)
            else:
                file.write_text(content)
        if drifted:
            raise CommandError(
                f"Run `make docs`: {', '.join(drifted)} no longer say what is defined."
            )
