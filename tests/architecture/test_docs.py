"""The docs say what the definitions say, and name only pages that exist."""

import re

from django.core.management import call_command

from .source import ROOT

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_generated_reference_pages_have_not_drifted():
    call_command("write_reference", check=True)


def test_every_link_and_picture_in_the_docs_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text())
        if not (page.parent / target).exists()
    ]
    assert not broken


def test_decisions_are_numbered_without_gaps():
    numbers = [int(page.name[:4]) for page in sorted((ROOT / "docs/decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
