"""What residents are promised, in their words, and which clock of the service standard it is."""

from dataclasses import dataclass

FEWEST_COUNTED = 20  # a share of fewer promises than this tells of single households


@dataclass(frozen=True)
class Promise:
    """One promise of the published standard. ``code`` is the clock that keeps it.

    ``every`` says that it is kept again and again, and not once.
    """

    code: str
    name: str
    every: bool = False


PROMISES = (
    Promise("acknowledge", "We answer your report"),
    Promise("first_contact", "An officer speaks to you"),
    Promise("interview", "We listen to the whole story"),
    Promise("plan_due", "We agree a plan with you"),
    Promise("next_contact", "We tell you how things stand, also when there is no news", every=True),
    Promise("case_review", "We look again at whether the plan works", every=True),
    Promise("oversight_review", "A manager asks why it is still open", every=True),
)


@dataclass(frozen=True)
class Counted:
    """Words about one of something, and about several."""

    one: str
    many: str


# By the unit of the clock.
WITHIN: dict[str, Counted] = {
    "hours": Counted("in {amount} hour", "in {amount} hours"),
    "days": Counted("in {amount} day", "in {amount} days"),
    "weeks": Counted("in {amount} week", "in {amount} weeks"),
    "months": Counted("in {amount} month", "in {amount} months"),
    "working days": Counted("in {amount} working day", "in {amount} working days"),
}
EVERY: dict[str, Counted] = {
    "hours": Counted("every hour", "every {amount} hours"),
    "days": Counted("every day", "every {amount} days"),
    "weeks": Counted("every week", "every {amount} weeks"),
    "months": Counted("every month", "every {amount} months"),
    "working days": Counted("every working day", "every {amount} working days"),
}
