"""By which words a report is found. Called inside actions, in their transaction."""

from __future__ import annotations

from goodstead.search import actions as search

from .models import Report


def keep_findable(report: Report) -> None:
    """By its reference, its place, what was said and who said it. Who may see it is asked later."""
    place = str(report.premises) if report.premises else report.location_text
    name = report.person.name if report.person else ""
    words = [report.reference, report.get_category_display(), place, report.description, name]
    search.index(report, words=[*words, str(report.answers.get("who_did_it") or "")])
