"""Who may put two records of one person together or take them apart, and what then holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, require
from goodstead.correspondence.definitions.contact import FIELDS, LENGTHS
from goodstead.correspondence.models import SafeContact
from goodstead.people.models import Merge, Person

from ..definitions.merging import BOTH, CHOSEN, OF_THE_CONTACT, OF_THE_PERSON, STRICTER

LONGEST_REASON = 1000
WHERE_IT_WAITS = "You find it under “Search”, “Records of one person”"
NOBODY_DECIDES = (
    "Nobody who decides this may see all of both records yet. Let somebody in, or take it back "
    "under “Search”, “Records of one person”"
)
_STRICTNESS = {True: 0, None: 1, False: 2}


def values(person: Person) -> dict[str, Any]:
    """What a record says that may be chosen; an empty text where there is nothing."""
    contact = person.contact or SafeContact()
    found = {name: getattr(person, name) or "" for name in OF_THE_PERSON}
    return found | {name: getattr(contact, name) or "" for name in OF_THE_CONTACT}


def differing(kept: Person, other: Person) -> list[str]:
    """The fields in which both say something, and not the same."""
    a, b = values(kept), values(other)
    return [name for name in CHOSEN if a[name] and b[name] and a[name] != b[name]]


def merged(kept: Person, other: Person, chosen: Mapping[str, str]) -> dict[str, Any]:
    """What the record says after the merge, as far as it could be chosen. What only one says stands."""
    a, b = values(kept), values(other)
    return {
        name: (b if chosen.get(name) == "other" else a)[name] if a[name] and b[name]
        else a[name] or b[name]
        for name in CHOSEN
    }  # fmt: skip


def safest(one: SafeContact, other: SafeContact) -> dict[str, Any]:
    """The stricter of every answer, the care of both, and the words of both, one below the other."""
    found: dict[str, Any] = {
        name: max(getattr(one, name), getattr(other, name), key=_STRICTNESS.__getitem__)
        for name in STRICTER
    }
    found["flagged"] = one.flagged or other.flagged
    found["doubted"] = one.doubted or other.doubted
    for name in BOTH:
        said = dict.fromkeys(filter(None, (getattr(one, name), getattr(other, name))))
        found[name] = "\n".join(said)
    return found


def require_can_propose(
    by: User | None, kept: Person, other: Person, why: str, chosen: Mapping[str, str], *, sees: bool
) -> None:
    """Somebody who may see every file of both, with a reason and a choice for what differs."""
    require(by, Permission.PERSON_MERGE)
    if not sees:
        raise PermissionDenied(Permission.PERSON_MERGE)
    if kept.pk == other.pk:
        raise NotNow("This is one record. Choose another person.")
    _require_standing(kept, other)
    _require_words(why)
    if missing := [name for name in differing(kept, other) if name not in chosen]:
        raise NotNow(f"Choose which stands: {CHOSEN[missing[0]].lower()}.")
    _require_room(kept, other)


def require_no_other_proposal(waiting: Merge | None, kept: Person, other: Person) -> None:
    """Of another pair it is said that something waits, in the same words whether or not one may
    see it: with whom one of these may be one person is told to nobody who may not see both."""
    if waiting is None:
        return
    if {waiting.kept_id, waiting.other_id} == {kept.pk, other.pk}:
        raise NotNow("Somebody has proposed this already. It waits for a second person.")
    raise NotNow("One of these records waits for another decision. Ask your team leader.")


def require_no_conflict(conflict: str) -> None:
    """The one who complains and the one complained about never become one record."""
    if conflict:
        raise NotNow(conflict)


def require_can_decide(by: User, merge: Merge, *, sees: bool, proposer_sees: bool) -> None:
    """A second person, never the one who proposed it; both of them see every file of both records."""
    require(by, Permission.PERSON_MERGE_DECIDE)
    if not sees:
        raise PermissionDenied(Permission.PERSON_MERGE_DECIDE)
    if merge.state != "proposed":
        raise NotNow("This was decided already.")
    if merge.proposed_by_id == by.pk:
        raise NotNow("You proposed this. A second person decides.")
    if not proposer_sees:
        raise NotNow(
            "Whoever proposed this may not see all of it now. Decline it; somebody who may see "
            "all of it can propose it again."
        )


def require_can_withdraw(by: User, merge: Merge) -> None:
    """Whoever proposed it, while nobody has decided. It shows nothing, so it asks for no sight."""
    require(by, Permission.PERSON_MERGE)
    if merge.state != "proposed":
        raise NotNow("This was decided already.")
    if merge.proposed_by_id != by.pk:
        raise NotNow("Somebody else proposed this. Only they can take it back.")


def require_as_it_was_seen(merge: Merge, saw: str) -> None:
    """The second person confirms what the first one saw, or nothing."""
    if merge.saw != saw:
        raise NotNow(
            "One of the two records has changed since this was proposed. Decline it, look at both "
            "again and propose it anew."
        )
    _require_standing(merge.kept, merge.other)


def require_reason(why: str) -> None:
    _require_words(why)


def require_can_unmerge(by: User, merge: Merge, why: str, *, sees: bool, later: bool) -> None:
    """One person who decides merges is enough: two people's facts in one record are the danger."""
    require(by, Permission.PERSON_MERGE_DECIDE)
    if not sees:
        raise PermissionDenied(Permission.PERSON_MERGE_DECIDE)
    if merge.state != "done":
        raise NotNow("These records are not together.")
    if later:
        raise NotNow(
            "One of them was put together with another record since. Take that apart first."
        )
    _require_words(why)


def _require_standing(*people: Person) -> None:
    if any(person.merged_into_id for person in people):
        raise NotNow("One of the two was put together with another record since. Open that one.")


def _require_words(why: str) -> None:
    if not why.strip():
        raise NotNow("Say why.")
    if len(why) > LONGEST_REASON:
        raise NotNow(f"The reason must be {LONGEST_REASON} characters or fewer.")


def _require_room(kept: Person, other: Person) -> None:
    """Words about safety are never cut off."""
    if kept.contact is None or other.contact is None:
        return
    for name, text in safest(kept.contact, other.contact).items():
        if name in LENGTHS and name in FIELDS and len(str(text)) > LENGTHS[name]:
            raise NotNow(
                "What is said about safety in both records is too long for one. Shorten it in one "
                "of them first, so that nothing is lost."
            )
