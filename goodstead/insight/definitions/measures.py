"""The strategy's measures, exactly: what is counted, over what, from which day, and what is left out.

Source: commitments 8.2, 8.3 and 8.4 of the strategy, made exact; the twelve weeks are 84 days and
the clock never stops.
"""

from dataclasses import dataclass

TWELVE_WEEKS_DAYS = 84
REOPEN_WINDOW_DAYS = 28
FEWEST_ANSWERS = 5  # a percentage of fewer answers than this says more about people than about us
FEWEST_SHOWN = 5  # to people who may not open cases


@dataclass(frozen=True)
class Part:
    """One figure of a measure: a count, a percentage of ``over``, or a number of days."""

    code: str
    name: str
    unit: str = "count"  # count, percent or days
    over: str = ""  # what the percentage is of, in words


@dataclass(frozen=True)
class Measure:
    """One measure: its main figure first, then what is published beside it."""

    code: str
    short: str
    title: str
    meaning: str  # what is counted, in words a resident understands
    left_out: str
    parts: tuple[Part, ...]
    good: str = ""  # "up" or "down": which way is better
    target: float | None = None
    target_words: str = ""  # who set the target
    cases: bool = True  # whether there is a list of cases behind each number


MEASURES: dict[str, Measure] = {
    m.code: m
    for m in (
        Measure(
            "K1a",
            "Satisfied with handling",
            "Residents satisfied with how their case was handled",
            "Of the residents who answered our survey about a case closed in the month, how many were very or fairly "
            "satisfied with how it was handled.",
            "Blank answers and “don’t know” are left out, and so are cases closed as duplicates. Cases that are unsafe to ask about are never surveyed.",
            (
                Part("", "Satisfied", "percent", "answers"),
                Part("returned", "Surveys returned", "percent", "surveys sent"),
            ),
            good="up",
        ),
        Measure(
            "K1b",
            "Satisfied with outcome",
            "Residents satisfied with the outcome of their case",
            "Of the residents who answered our survey about a case closed in the month, how many were very or fairly "
            "satisfied with the outcome.",
            "As for how the case was handled.",
            (Part("", "Satisfied", "percent", "answers"),),
            good="up",
        ),
        Measure(
            "K2",
            "New cases",
            "New cases opened in the month",
            "Cases opened in the month. A report that does not become a case is not counted. A case reopened within 28 days is the same case.",
            "Duplicates and the good neighbourhood track are left out.",
            (
                Part("", "New cases"),
                Part("reopened", "Reopened cases"),
                Part("hate", "New cases with hate"),
            ),
        ),
        Measure(
            "K3",
            "Open after 12 weeks",
            "Cases open after 12 weeks",
            "Cases that were open on the last day of the month and had been open for 84 days or more. The count of days never stops.",
            "The good neighbourhood track is left out. A case that is closed on day 84 is not counted.",
            (
                Part("", "Open 12 weeks or more"),
                Part("share", "Share of open cases", "percent", "open cases"),
                Part("waiting_court", "of these, waiting for court"),
                Part("monitoring", "of these, being watched"),
                Part("with_partner", "of these, with a partner"),
                Part("entered", "Passed 12 weeks in the month"),
                Part("cleared", "Closed in the month after 12 weeks"),
            ),
            good="down",
        ),
        Measure(
            "K3b",
            "Closed",
            "Cases closed in the month, and how long they took",
            "Cases closed in the month, the middle number of days that they were open, and how many were closed before 12 weeks.",
            "Duplicates are left out.",
            (
                Part("", "Cases closed"),
                Part("median_days", "Middle number of days open", "days"),
                Part("before_12_weeks", "Closed before 12 weeks", "percent", "cases closed"),
            ),
        ),
    )
}
