"""What a program could not decide or holds against us, and the answer of somebody who looked.

Each line: where, what is said (the beginning of it), and why it stands. A line that nothing asks for
any more fails its test.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    page: str  # the name of the address; "" for all
    said: str  # the rule, or the beginning of the words
    target: str  # a part of what it is about; "" for all
    reason: str


AXE_INCOMPLETE = [
    Answer(
        "engagement:print-diary", "color-contrast", "",
        "The sheet to print is wider than a phone and is moved sideways inside its box, so some cells "
        "are outside of it. All cells have black text on white (21 to 1).",
    ),
]  # fmt: skip
STACK = (
    "On a phone the rows of this table are blocks one below the other. Some browsers then forget "
    "that it is a table; the roles say it again. Both validators find them needless."
)
HTML_VALIDATE = [
    Answer("insight:neighbourhood-standard", "no-redundant-role", "", STACK),
    Answer(
        "engagement:tick-checklist", "wcag/h32", "",
        "The check list is ticked on the screen or on paper and is sent nowhere, so it has no button. "
        "It is a form so that browsers forget the ticks.",
    ),
]  # fmt: skip
VNU = [Answer("insight:neighbourhood-standard", "The “role” attribute must not be used", "", STACK)]
CODESNIFFER = [
    Answer(
        "", "4_1_2.H91.InputFile.Name", 'hidden="hidden"',
        "The script hides the bare field and draws a button with a name in its place. Without the "
        "script the field has its label.",
    ),
    Answer("engagement:tick-checklist", "3_2_2.H32.2", "gs-checks", HTML_VALIDATE[1].reason),
    Answer(
        "access:sign-in", "1_3_5.H98", 'autocomplete="username"',
        "The program knows a user name only in a box for text. Here it is an email address, in a box "
        "for email addresses, which the standard allows; both validators agree.",
    ),
]  # fmt: skip


def answer_to(answers: list[Answer], page: str, said: str, target: str = "") -> Answer | None:
    return next(
        (
            one
            for one in answers
            if one.page in {"", page} and said.startswith(one.said) and one.target in target
        ),
        None,
    )


LISTS = {
    "axe": AXE_INCOMPLETE,
    "HTML_CodeSniffer": CODESNIFFER,
    "html-validate": HTML_VALIDATE,
    "Nu checker": VNU,
}


def as_table() -> str:
    """The answers, as they stand in ``docs/reference/accessibility.md``."""
    rows = [
        f"| {program} | {one.page or 'all'} | {one.said} | {one.reason} |"
        for program, known in LISTS.items()
        for one in known
    ]
    return "\n".join(["| Program | Page | What it says | Answer |", "|---|---|---|---|", *rows])
