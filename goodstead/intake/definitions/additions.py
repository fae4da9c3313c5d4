"""What may come through a private link after the report, and what we promise about it.

Local defaults. The law sets no day for the answer to somebody who asks for an ASB case review; a
council publishes its own (Anti-social Behaviour, Crime and Policing Act 2014, section 104).
"""

from __future__ import annotations

from dataclasses import dataclass

from goodstead.cases.definitions.standards import LOCAL_DEFAULT
from goodstead.clocks.definitions.counting import Clock, Count, Unit

_DAYS, _NEXT = Unit.WORKING_DAYS, Count.FOLLOWING
ADDED = Clock(
    "follow_added", "Read what they added to their report", 1, _DAYS, _NEXT, LOCAL_DEFAULT
)
WORSE = Clock(
    "follow_worse", "They say it is getting worse: contact them", 1, _DAYS, _NEXT, LOCAL_DEFAULT
)
DANGER = Clock(
    "follow_worse",
    "They say somebody is in danger: contact them",
    0,
    _DAYS,
    _NEXT,
    LOCAL_DEFAULT,
    rolls=True,
)

NEW_CONTACT = Clock(
    "follow_contact",
    "Check with them how they want to be contacted",
    1,
    _DAYS,
    _NEXT,
    LOCAL_DEFAULT,
)

DISPUTE = Clock(
    "follow_dispute", "Answer somebody who does not agree with us", 10, _DAYS, _NEXT, LOCAL_DEFAULT
)
REVIEW = Clock(
    "follow_review",
    "Decide on the request for an ASB case review, and tell them",
    14,
    _DAYS,
    _NEXT,
    "Anti-social Behaviour, Crime and Policing Act 2014 s.104; local procedure",
)


@dataclass(frozen=True)
class AdditionKind:
    """One kind. ``read``: it is done with when an officer has read it; others want an answer."""

    code: str
    name: str
    read: bool = False


ADDITIONS = {
    kind.code: kind
    for kind in (
        AdditionKind("incident", "Something else happened", read=True),
        AdditionKind("worse", "It is getting worse", read=True),
        AdditionKind("file", "Files", read=True),
        AdditionKind("contact", "Contact them in another way"),
        AdditionKind("dispute", "They do not agree with us"),
        AdditionKind("review", "They ask for an ASB case review"),
    )
}
ONLY_READ = tuple(kind.code for kind in ADDITIONS.values() if kind.read)
# What became of what wants an answer. An empty one still waits.
OUTCOMES = {
    "read": "Read",
    "applied": "Changed at once; the address before it was told",
    "confirmed": "Checked with them and changed",
    "refused": "Not from them, or not safe: nothing changed",
    "stands": "Looked at again; the decision stands",
    "again": "Taken up again",
    "met": "The threshold is met; a review is held",
    "not_met": "The threshold is not met",
}

# How it got worse. ``HEAVY`` make the case as urgent as a report of high harm does.
CHANGES = {
    "often": "It happens more often",
    "stronger": "What they do is worse than before",
    "threat": "Somebody was threatened",
    "hurt": "Somebody was hurt",
    "damage": "Something was damaged",
    "afraid": "I am more afraid, or changed what I do",
}
HEAVY = ("threat", "hurt")
CHANGES_FOR_STAFF = CHANGES | {"afraid": "They are more afraid, or changed what they do"}
