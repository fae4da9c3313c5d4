"""Messages that wait for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from goodstead.access.models import User
from goodstead.access.permissions import Permission, can
from goodstead.cases.models import Case
from goodstead.correspondence.definitions.delivery import State
from goodstead.correspondence.models import Message, MessageQuerySet
from goodstead.intake.models import Report
from goodstead.ledger.models import key_of
from goodstead.ledger.named import among, number_in

WAITING = (State.HELD, State.FAILED)


def decidable(user: User) -> MessageQuerySet:
    """Messages whose file this person may open, and works on.

    Narrower than the outbox on purpose: to release a message one must know the person's story.
    """
    if not can(user, Permission.CASE_WORK):
        return Message.objects.none()
    found = Message.objects.alias(case_number=number_in(Case), report_number=number_in(Report))
    return found.filter(
        among(Case.objects.visible_to(user), "case_number")
        | among(Report.objects.visible_to(user), "report_number")
    )


def to_decide(user: User) -> MessageQuerySet:
    """Held or failed, and this person's to decide."""
    return decidable(user).filter(state__in=WAITING).select_related("to__person")


@dataclass(frozen=True)
class Letter:
    """One message with the file that it is about, when the reader may open it."""

    message: Message
    case: Case | None
    report: Report | None

    @property
    def who(self) -> str:
        person = getattr(self.message.to, "person", None)
        return person.called if person else "Name not known"


def with_files(user: User, messages: list[Message]) -> list[Letter]:
    """Messages beside their files, in two more queries however many there are."""
    cases = Case.objects.visible_to(user).in_bulk(_numbers(Case, messages))
    reports = Report.objects.visible_to(user).in_bulk(_numbers(Report, messages))
    case_of = {key_of(case): case for case in cases.values()}
    report_of = {key_of(report): report for report in reports.values()}
    return [Letter(m, case_of.get(m.about), report_of.get(m.about)) for m in messages]


def _numbers(model: type[Model], messages: list[Message]) -> list[int]:
    label = f"{model._meta.label_lower}:"
    return [int(m.about.removeprefix(label)) for m in messages if m.about.startswith(label)]
