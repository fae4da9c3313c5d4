"""The strategy's measures, exactly: what is counted, over what, from which day, and what is left out.

Source: commitments 8.2, 8.3 and 8.4 of the strategy, made exact; the twelve weeks are 84 days and
the clock never stops.
"""

from dataclasses import dataclass

from goodstead.cases.definitions.categories import CATEGORIES
from goodstead.people.definitions.tenure import TENURES

TWELVE_WEEKS_DAYS = 84
REOPEN_WINDOW_DAYS = 28
FEWEST_ANSWERS = 5  # a percentage of fewer answers than this says more about people than about us
FEWEST_SHOWN = 5  # to people who may not open cases


@dataclass(frozen=True)
class Part:
    """One figure of a measure.

    A count, a percentage of ``over``, a number of days (kept in tenths), or a rate for every 1,000
    of ``over``. Percentages are rounded to whole ones and rates to hundredths, a half always up.
    Parts with a ``group`` stand in a table of their own.
    """

    code: str
    name: str
    unit: str = "count"  # count, percent, days or rate
    over: str = ""  # what the percentage or the rate is of, in words
    group: str = ""  # "category" or "tenure"


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
    behind: str = "The cases that this number counts."  # what the list behind a number holds

    @property
    def main(self) -> tuple[Part, ...]:
        """The parts of the measure's own table."""
        return tuple(part for part in self.parts if not part.group)

    @property
    def groups(self) -> dict[str, tuple[Part, ...]]:
        """The parts of its other tables."""
        names = dict.fromkeys(part.group for part in self.parts if part.group)
        return {name: tuple(part for part in self.parts if part.group == name) for name in names}


UNKNOWN_TENURE = "unknown"
STATUS_PARTS = ("waiting_court", "monitoring", "with_partner")
GROUPS = {
    "category": "New cases by kind of behaviour",
    "tenure": "New cases by how the person who complained lives in their home",
}
CATEGORY_PARTS = tuple(
    Part(f"category:{one.code}", one.name, group="category") for one in CATEGORIES.values()
)
TENURE_PARTS = tuple(
    Part(f"tenure:{code or UNKNOWN_TENURE}", name, group="tenure") for code, name in TENURES.items()
)
_ASKED = (
    "The cases closed in the month whose residents were asked. Who answered, and how, is not told: "
    "we promised that."
)

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
            behind=_ASKED,
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
            behind=_ASKED,
        ),
        Measure(
            "K2",
            "New cases",
            "New cases opened in the month",
            "Cases opened in the month. A report that does not become a case is not counted. A case reopened within 28 days is the same case: "
            "it is counted as reopened in each month in which that happened, and not as new. The national measure for landlords counts it as new.",
            "Duplicates and the good neighbourhood track are left out.",
            (
                Part("", "New cases"),
                Part("rate", "New cases for every 1,000 people", "rate", "people"),
                Part("reopened", "Reopened cases"),
                Part("nm01", "New and reopened, as the national measure counts"),
                Part("hate", "New cases with hate"),
                *CATEGORY_PARTS,
                *TENURE_PARTS,
            ),
            behind="The cases that this number counts. One that was opened and reopened in the same month is counted twice by the national measure "
            "and stands in the list once.",
        ),
        Measure(
            "K3",
            "Open after 12 weeks",
            "Cases open after 12 weeks",
            "Cases that were open when the last day of the month ended and had been open for 84 days or more. The count of days never stops. "
            "The number of the month before, and those that came, less those that went, is the number of this month.",
            "Duplicates and the good neighbourhood track are left out. A case that is closed on day 84 was never open after 12 weeks.",
            (
                Part("", "Open 12 weeks or more"),
                Part("share", "Share of open cases", "percent", "open cases"),
                Part("waiting_court", "of these, waiting for court"),
                Part("monitoring", "of these, being watched"),
                Part("with_partner", "of these, with a partner"),
                Part("entered", "Came in the month"),
                Part("cleared", "Went in the month"),
            ),
            good="down",
        ),
        Measure(
            "K3b",
            "Closed",
            "Cases closed in the month, and how long they took",
            "Cases closed in the month and still closed when it ended, the middle number of days that they were open, and how many were closed before 12 weeks.",
            "Duplicates and the good neighbourhood track are left out.",
            (
                Part("", "Cases closed"),
                Part("median", "Middle number of days open", "days"),
                Part("before_12_weeks", "Closed before 12 weeks", "percent", "cases closed"),
            ),
        ),
    )
}
