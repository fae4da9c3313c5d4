"""Why a case was closed, and what came of it: two axes, never one.

A case can be closed because the person moved away (reason) with nothing solved (outcome). The
reasons are those that English councils and landlords publish, with some of our own.
"""

from __future__ import annotations

from dataclasses import dataclass

# Within this many days the same trouble is the same episode; later it is a new case. Local
# default, in step with the regulator's rule that a report after resolution is a new case.
REOPEN_WITHIN_DAYS = 28


# What somebody sent us and nobody has dealt with: the codes of its dates. No case closes over it.
UNHEARD = ("follow_added", "follow_worse", "follow_contact", "follow_diary", "recording_unheard")


@dataclass(frozen=True)
class CloseReason:
    """One reason. ``told`` completes “We are closing the case because …” in the letter.

    ``ask`` is false where a survey would be wrong: there is nobody to ask, or another case
    carries on and is asked about later. ``contact`` is false where the people harmed are looked
    after in another case. ``unreached``: nobody answered, so closing asks for the attempts.
    ``one_has_died``: one of them cannot be asked any more, the others can.
    """

    code: str
    name: str
    told: str
    ask: bool = True
    contact: bool = True
    unreached: bool = False
    one_has_died: bool = False


REASONS: dict[str, CloseReason] = {
    r.code: r
    for r in (
        CloseReason("early_intervention", "Settled by early action", "the problem was settled early"),
        CloseReason("formal_action", "Settled by formal action", "formal action was taken"),
        CloseReason("no_further_incidents", "Nothing more has happened", "nothing more has happened for some time"),
        CloseReason("insufficient_evidence", "Not enough evidence", "we do not have enough evidence to do more"),
        CloseReason("not_asb", "Not anti-social behaviour", "what was reported is not something that this service can act on"),
        CloseReason("referred", "Referred to another body", "another service is now dealing with it"),
        CloseReason("withdrawn", "Withdrawn by the person who reported it", "you asked us not to go on"),
        CloseReason("out_of_contact", "Could not be reached", "we tried to reach you and could not", unreached=True),
        CloseReason("moved_away", "Someone has moved away", "the people involved no longer live near each other"),
        CloseReason("evicted", "The person causing it was evicted", "the person causing the trouble has had to leave their home"),
        CloseReason("unresolved", "Nothing more can be done", "we have done all that we can"),
        CloseReason("duplicate", "Already in another case", "it is dealt with in another case", ask=False, contact=False),
        CloseReason("deceased", "The person has died", "the person it was about has died", ask=False, one_has_died=True),
    )
}  # fmt: skip

OUTCOMES: dict[str, str] = {
    "resolved": "Resolved",
    "partially": "Partly resolved",
    "unresolved": "Not resolved",
    "transferred": "Passed to someone else",
}
