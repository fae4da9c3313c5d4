"""Dates that a person may see and change, and those that were missed without a word."""

from __future__ import annotations

from django.db.models import Q

from goodstead.access.models import User
from goodstead.cases.models import Case
from goodstead.clocks.models import Deadline, DeadlineQuerySet
from goodstead.ledger.named import among, number_in


def dates(user: User) -> DeadlineQuerySet:
    """One's own, the team's by permission, and those of every case that this person may open."""
    own = Deadline.objects.all().visible_to(user).values("pk")
    found = Deadline.objects.alias(case_number=number_in(Case))
    visible = among(Case.objects.visible_to(user), "case_number")
    return found.filter(Q(pk__in=own) | visible).select_related("owner", "team")


def missed(user: User, *, of_team: bool) -> DeadlineQuerySet:
    """Missed, and nobody has said why: one's own, or all that a team leader answers for."""
    found = Deadline.objects.all().visible_to(user).unexplained()
    found = found if of_team else found.filter(owner=user)
    return found.select_related("owner", "team")
