"""The regulator's list: what the Government Digital Service looks at by hand, and in PDF files.

Its program for monitoring public websites is published, with the list as data
(``wcag_definitions.csv`` in the repository ``alphagov/accessibility-monitoring-platform``): 55 rules of
axe, 16 checks by hand, 6 of PDF files. The steps are ours. The checks of the statement are in
``statement``. What nobody has done by hand says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NOT_DONE = "not done yet"
_RUN = date(2026, 11, 24)  # the last run of ``make everyone`` over every state


@dataclass(frozen=True)
class ByHand:
    """One check. ``held``: the tests that do its steps on every release, as ``module::test``."""

    criterion: str
    steps: str
    result: str
    on: date | None  # when it was last done over every page; None: not done yet
    held: tuple[str, ...] = ()
    person: str = NOT_DONE  # what a person with the page before them found, and when


_TAB = (
    "test_tabbing::test_every_page_is_gone_through_with_tab",
    "test_tabbing::test_every_page_is_gone_through_on_a_desk_and_without_scripts",
    "test_keyboard::test_the_form_the_link_and_the_survey_by_keyboard",
)
_LOOKS = ("test_looks::test_everybody_can_use_it",)
_STILL = ("test_still::test_nothing_plays_moves_reloads_or_is_text_in_a_picture",)

BY_HAND = (
    ByHand(
        "2.1.1 Keyboard",
        "Put the mouse away. Press Tab from the top of the page to its end. Reach everything that a "
        "mouse can use; fill in and send the form.",
        "Everything is reached", _RUN, _TAB,
    ),
    ByHand(
        "2.1.2 No Keyboard Trap", "Press Tab until the browser itself has the focus again.",
        "Every page is left again", _RUN, _TAB,
    ),
    ByHand(
        "2.4.7 Focus Visible",
        "At each stop say where you are. Look for a line of 2 pixels or a change as clear.",
        "The focus is seen at each stop", _RUN, _TAB,
    ),
    ByHand(
        "1.4.4 Resize Text", "Make the letters twice as large. Look for what is cut off or gone.",
        "Nothing is cut off", _RUN, _LOOKS,
    ),
    ByHand(
        "1.4.10 Reflow", "Zoom to 400 %, which is a window of 320 pixels. Look for a bar to move sideways.",
        "No page moves sideways. The diary sheet does inside its box, which the rule allows for tables",
        _RUN, _LOOKS,
    ),
    ByHand(
        "1.2.1 Audio-only and Video-only", "Look for sound or film that the council publishes.",
        "There is none. The one player is for the sound that the reader has just made", _RUN, _STILL,
    ),
    ByHand(
        "1.2.2 Captions", "Look for film with sound.",
        "The public pages have none. What others send us has no captions: the statement says so",
        _RUN, _STILL,
    ),
    ByHand(
        "1.4.5 Images of Text", "Look for pictures with words in them.",
        "The public pages have no pictures", _RUN, _STILL,
    ),
    ByHand(
        "2.2.2 Pause, Stop, Hide", "Wait ten seconds on each page. Look for anything that moves.",
        "Nothing moves by itself", _RUN, _STILL,
    ),
    ByHand(
        "1.4.2 Audio Control", "Open each page with the sound on.",
        "Nothing plays by itself", _RUN, _STILL,
    ),
    ByHand(
        "1.4.3 Contrast in images of text", "Look at the words in pictures.",
        "The public pages have no pictures", _RUN, _STILL,
    ),
    ByHand(
        "1.4.13 Content on Hover or Focus",
        "Move over everything with the mouse, then with Tab. Look for what appears.",
        "No words show only under a mouse; the skip link and the way out appear with the focus and "
        "go with it", _RUN, _STILL,
    ),
    ByHand(
        "2.2.1 Timing Adjustable", "Leave each page open for ten minutes. Look for one that reloads.",
        "Nothing reloads. What is typed into the form is dropped ten hours after the last answer, to "
        "protect whoever shares a device; the first page says so, and nothing warns of it", _RUN,
        (*_STILL, "test_private::test_what_was_typed_lasts_as_long_as_the_pages_say"),
    ),
    ByHand(
        "2.4.3 Focus Order", "Press Tab and compare the order with that of reading.",
        "The order is that of the text", _RUN, _TAB,
    ),
    ByHand(
        "3.2.1 On Focus", "Press Tab and watch for a page or a window that opens.",
        "No page is left and nothing opens", _RUN, _TAB,
    ),
    ByHand(
        "Anything else", "Use the page for what it is for. Write down what keeps somebody from it.",
        NOT_DONE, None,
    ),
)  # fmt: skip

PDF = (
    "1.4.3 Contrast (Minimum)",
    "2.4.2 Page Titled",
    "3.1.1 Language of Page",
    "1.3.1 Info and Relationships, in tables",
    "1.3.1 Info and Relationships, in forms",
    "1.1.1 Non-text Content",
)


def _day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else NOT_DONE


def by_hand() -> str:
    """The checks by hand, as they stand in ``docs/reference/accessibility.md``."""
    rows = [
        "| | Check | Steps | Result | By a test on | By a person | Test |",
        "|---|---|---|---|---|---|---|",
    ]
    for number, one in enumerate(BY_HAND, 1):
        tests = ", ".join(f"`{test.partition('::')[0]}`" for test in one.held) or "none"
        rows.append(
            f"| {number} | {one.criterion} | {one.steps} | {one.result} | {_day(one.on)} | {one.person} | {tests} |"
        )
    return "\n".join(rows)


def pdf() -> str:
    rows = [f"| {number} | {one} | no PDF is made |" for number, one in enumerate(PDF, 1)]
    return "\n".join(["| | Check | Result |", "|---|---|---|", *rows])
