"""What a merge of two people moves, what it asks about, and what it never loses."""

from __future__ import annotations

from dataclasses import dataclass

from goodstead.cases.definitions.standards import LOCAL_DEFAULT
from goodstead.clocks.definitions.counting import Clock, Count, Unit

UNDECIDED = Clock(
    "merge_undecided", "Decide whether two records are of one person", 5, Unit.WORKING_DAYS,
    Count.FOLLOWING, LOCAL_DEFAULT,
)  # fmt: skip


@dataclass(frozen=True)
class Link:
    """A column that names a person or their contact details. ``file`` leads to the file of the row:
    empty for a row that is a file itself, ``None`` for one that stands with the person.

    ``once`` are the other columns of a constraint by which the person may stand there only once.
    """

    label: str
    column: str
    file: str | None = None
    once: tuple[str, ...] = ()


# A test holds these lists against every foreign key that there is.
OF_PERSON = (
    Link("people.vulnerability", "person", once=("kind",)),
    Link("cases.party", "person", file="case", once=("case", "part")),
    Link("risk.assessment", "person", file="case"),
    Link("risk.told", "person", file="case"),
    Link("plans.agreement", "person", file="plan.case"),
    Link("plans.contact", "person", file="case"),
    Link("plans.closing", "person", file="case"),
    Link("intake.report", "person", file=""),
    Link("engagement.survey", "person", file="case", once=("case",)),
)
OF_CONTACT = (
    Link("intake.report", "contact", file=""),
    Link("engagement.survey", "contact", file="case"),
)
# They say what was, or are written by the merge itself.
STAY = frozenset(
    {
        "people.person.merged_into",  # an earlier merge: its record leads on to the survivor
        "people.merge.kept",
        "people.merge.other",
        "people.person.contact",
        "correspondence.safecontactversion.contact",  # history
        "correspondence.message.to",  # to whom it was written; what waits is held
    }
)

# Of these, one value is chosen when both records have one and they differ.
OF_THE_PERSON: dict[str, str] = {
    "name": "Name",
    "known_as": "Likes to be called",
    "born_on": "Date of birth",
    "tenure": "Home",
}
OF_THE_CONTACT: dict[str, str] = {
    "email": "Email address",
    "telephone": "Telephone number",
    "address": "Postal address",
    "code_word": "Code word",
    "interpreter": "Interpreter",
    "format_needed": "Format",
}
CHOSEN = OF_THE_PERSON | OF_THE_CONTACT
# Of these nothing is chosen: both texts stand, the stricter answer stands.
BOTH = ("safe_times", "who_must_not_know")
STRICTER = ("may_email", "may_text", "may_phone", "may_voicemail", "may_post")
CARE = ("flagged", "doubted")
