"""What the regulator asks of an accessibility statement, check by check.

The questions are those of the Government Digital Service, which monitors public websites and
publishes the program that it does so with (``statementcheck.json`` in the repository
``alphagov/accessibility-monitoring-platform``): 44 of them, by its numbers. The words here are ours.
What must stand word for word is from the model statement of the regulations.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

from goodstead.design.definitions import statement
from goodstead.design.tests.test_accessibility_statement import released

REGULATIONS = "the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"
STANDARD = "the Web Content Accessibility Guidelines version 2.2 AA standard"
EASS = "https://www.equalityadvisoryservice.com/"
DAY = r"\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
SECTIONS = (
    "Compliance status",
    "Non-accessible content",
    "Preparation of this accessibility statement",
    "Feedback and contact information",
    "Enforcement procedure",
)


class Page(HTMLParser):
    """The statement as somebody reads it: headings, what stands under each, links."""

    def __init__(self, html: str, council: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html, self.council = html, council
        self.title = self.heading = self.tag = self.now = ""
        self.links: list[str] = []
        self.under = {"": ""}  # what stands under each heading; before the first one, ""
        self.feed(html)
        self.under = {name: " ".join(text.split()) for name, text in self.under.items()}
        self.text = " ".join(f"{name} {text}" for name, text in self.under.items())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"title", "h1", "h2", "h3", "script", "style"}:
            self.tag, self.now = tag, ""
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag != self.tag:
            return
        if tag == "title":
            self.title = self.now.strip()
        elif tag == "h1":
            self.heading = " ".join(self.now.split())
        elif tag in {"h2", "h3"}:
            self.under[" ".join(self.now.split())] = ""
        self.tag = ""

    def handle_data(self, data: str) -> None:
        if self.tag:
            self.now += data
        else:
            self.under[list(self.under)[-1]] += data

    def has(self, heading: str) -> bool:
        return heading in self.under

    def section(self, heading: str) -> str:
        return self.under.get(heading, "")


@dataclass(frozen=True)
class Check:
    """One question. ``spoil`` is what is taken out of the page to see that the check notices."""

    number: int
    asks: str
    holds: Callable[[Page], bool]
    spoil: str = ""
    put: str = ""  # in the place of what is taken out
    reason: str = ""  # why it says nothing about us
    twin: bool = True  # False: has one of its own


def _heading(words: str) -> Callable[[Page], bool]:
    return lambda page: page.has(words)


def _says(heading: str, pattern: str) -> Callable[[Page], bool]:
    return lambda page: bool(re.search(pattern, page.section(heading)))


def _no_burden(page: Page) -> bool:
    return "disproportionate" not in page.text.lower()


def _listed(page: Page) -> bool:
    told = page.section("Non-accessible content")
    return all(one.what in told for one in statement.BARRIERS if one.criterion)


def _status_is_true(page: Page) -> bool:
    """“Partially” as long as a barrier breaks a criterion, “fully” when none does."""
    broken = any(one.criterion for one in statement.BARRIERS)
    words = f"partially compliant with {STANDARD}, due to the non-compliances" if broken else (
        f"fully compliant with {STANDARD}"
    )  # fmt: skip
    return words in page.section("Compliance status")


STATUS, NOT_WORKING, PREPARED, CONTACT, ENFORCED = SECTIONS
_NO_BURDEN = "None is claimed. The check is that the statement says nothing of it."
_ENGLAND = "About Northern Ireland. The product is for councils in England."

CHECKS = (
    Check(1, "There is a page about accessibility", lambda p: bool(p.heading), "<h1"),
    Check(
        2, "It has a statement with the sections that must be there",
        lambda p: all(p.has(one) for one in SECTIONS), STATUS,
    ),
    Check(
        3, "Title and main heading say “Accessibility statement”",
        lambda p: p.title.startswith("Accessibility statement") and p.heading == "Accessibility statement",
        "Accessibility statement",
    ),
    Check(4, "The council commits itself", lambda p: "is committed to making" in p.text, "committed"),
    Check(
        5, "The commitment is in the words of the model",
        lambda p: f"{p.council} is committed to making its website accessible, in accordance with "
        f"{REGULATIONS}." in p.text,
        "(No. 2) ",
    ),
    Check(
        6, "It is clear what the statement applies to",
        lambda p: "This accessibility statement applies to" in p.section(""), "applies to",
    ),
    Check(7, "It is a page of the web", lambda p: p.html.startswith("<!doctype html>"), "<!doctype html>"),
    Check(8, "Every page leads to it", lambda p: "/accessibility" in p.links, 'href="/accessibility"'),
    Check(
        9, "It is whole on one page",
        lambda p: all(p.section(one) for one in SECTIONS[1:]) and bool(p.section(STATUS)), PREPARED,
    ),
    Check(
        10, "It covers the whole website",
        lambda p: "the whole of this website" in p.section(""), "the whole of",
    ),
    Check(11, "There is a heading for the status", _heading(STATUS), STATUS),
    Check(12, "That heading is worded as in the model", _heading(STATUS), STATUS, "Status"),
    Check(
        13, "One of the three states is named",
        _says(STATUS, "(fully|partially|not) compliant with"), "partially compliant",
    ),
    Check(
        14, "It is the true one, in the words of the model", _status_is_true,
        "partially compliant", "fully compliant",
    ),
    Check(15, "There is a heading for what does not work", _heading(NOT_WORKING), NOT_WORKING),
    Check(16, "That heading is worded as in the model", _heading(NOT_WORKING), NOT_WORKING, "Problems"),
    Check(
        17, "What the tests found stands there", _listed, "no description and no captions",
    ),
    Check(
        18, "What stands there is right and whole", _listed, "sound that other people send us",
    ),
    Check(
        19, "It is clear: what, and what to do instead",
        lambda p: all(one.instead in p.section(NOT_WORKING) for one in statement.BARRIERS if one.criterion),
        "Ask us, and we tell you",
    ),
    Check(
        20, "It names the criteria that are broken",
        _says(NOT_WORKING, r"success criterion \d\.\d\.\d+ "), "success criterion",
    ),
    Check(
        21, "No day by which it is mended has passed",
        lambda p: not re.search(DAY, p.section(NOT_WORKING)),
        "This fails success", "Mended by 3 March 2020. This fails success",
    ),
    Check(22, "What a burden is claimed for is clear", _no_burden, reason=_NO_BURDEN),
    Check(23, "An assessment of the burden is there", _no_burden, reason=_NO_BURDEN),
    Check(
        24, "Nothing is called out of scope that belongs elsewhere",
        lambda p: "scope" not in p.text.lower(), "What we have not tested yet", "Out of scope",
    ),
    Check(25, "There is a heading for the preparation", _heading(PREPARED), PREPARED),
    Check(26, "That heading is worded as in the model", _heading(PREPARED), PREPARED, "Preparation"),
    Check(27, "There is a day of preparation", _says(PREPARED, f"prepared on {DAY}"), "prepared on "),
    Check(
        28, "It is worded as in the model",
        _says(PREPARED, f"^This statement was prepared on {DAY}\\."), "This statement was",
    ),
    Check(29, "There is a day of the last review", _says(PREPARED, f"reviewed on {DAY}"), "reviewed on "),
    Check(
        30, "It is worded as in the model",
        _says(PREPARED, f"It was last reviewed on {DAY}\\."), "It was last",
    ),
    Check(
        31, "It was reviewed within a year before the release",
        lambda p: not statement.is_stale(released()),
        twin=False,
    ),
    Check(32, "It says how it was prepared", _says(PREPARED, "The test was carried out by"), "carried out"),
    Check(
        33, "That says enough: who, what, by which standard, how often",
        _says(PREPARED, "against the WCAG 2.2 AA standard.*by the people who make it.*every public page"
              ".*with each release"),
        "every public page",
    ),
    Check(34, "There is a heading for feedback", _heading(CONTACT), CONTACT),
    Check(35, "That heading is worded as in the model", _heading(CONTACT), CONTACT, "Contact"),
    Check(
        36, "There is an email address or a form",
        lambda p: any(one.startswith("mailto:") for one in p.links), "mailto:",
    ),
    Check(37, "There is a heading for the enforcement", _heading(ENFORCED), ENFORCED),
    Check(38, "That heading is worded as in the model", _heading(ENFORCED), ENFORCED, "Complaints"),
    Check(
        39, "It names the Equality and Human Rights Commission",
        _says(ENFORCED, "The Equality and Human Rights Commission \\(EHRC\\) is responsible for enforcing "
              + re.escape(REGULATIONS)),
        "is responsible for enforcing",
    ),
    Check(40, "Northern Ireland: it names the Equality Commission", lambda p: True, reason=_ENGLAND),
    Check(
        41, "It leads to the Equality Advisory and Support Service",
        lambda p: EASS in p.links and "contact the Equality Advisory and Support Service" in p.section(ENFORCED),
        EASS,
    ),
    Check(42, "Northern Ireland: it leads to the Equality Commission", lambda p: True, reason=_ENGLAND),
    Check(43, "A claim of a burden has its heading", _no_burden, reason=_NO_BURDEN),
    Check(
        44, "It clearly covers this website",
        lambda p: p.council in p.section("") and "this website" in p.section(""), "this website",
    ),
)  # fmt: skip


def as_table() -> str:
    """The checks, as they stand in ``docs/reference/accessibility.md``."""
    rows = [f"| {one.number} | {one.asks} | {one.reason or 'holds'} |" for one in CHECKS]
    return "\n".join(["| | Check | |", "|---|---|---|", *rows])
