"""To whom a recording or an email belongs: by the reference that was given, or by telephone or email.

Nothing is guessed. Two possible answers are none, and it waits in the inbox. What the other party
of a case sends is never added to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from goodstead.cases.models import Case
from goodstead.correspondence.addresses import email_key, phone_key
from goodstead.correspondence.incoming import Mail
from goodstead.correspondence.models import Message, SafeContact
from goodstead.evidence.queries import record_of
from goodstead.intake.models import Report

from .noise_export import Recording

_OTHER_PARTY = "alleged_perpetrator"
_MOST = 50
_FILES = ("cases.case:", "intake.report:")


@dataclass(frozen=True)
class Match:
    """The report that waits, or the open case, and why it is this one."""

    report: Report | None
    case: Case | None
    why: str


def match(recording: Recording) -> Match | None:
    """The one report or case; nothing when there is none, or more than one."""
    if recording.reference:
        return _by_reference(recording.reference.strip().upper()[:20])
    return _by_contact(recording)


def _by_reference(reference: str) -> Match | None:
    """A reference that leads nowhere open is not tried by other ways: somebody must look."""
    why = f"The recording came with the reference {reference}."
    case = Case.objects.filter(reference=reference).first()
    report = Report.objects.filter(reference=reference).select_related("case").first()
    if report is not None and not report.outcome:
        return Match(report, None, why)
    case = case or (report.case if report else None)
    return Match(None, case, why) if case and case.closed_at is None else None


def match_mail(mail: Mail) -> Match | None:
    """The report or open case whose reference stands in the subject, or in our own message.

    The first that leads anywhere counts. What the other party of the case writes is not added.
    """
    found = [_by_reference(reference) for reference in mail.references]
    found += [_by_reference(reference) for reference in _answered(mail)]
    match = next((one for one in found if one), None)
    if match and match.case and _is_other_party(mail.sender, match.case):
        return None
    return match and replace(match, why=match.why.replace("The recording", "The email"))


def mail_is_closed(mail: Mail) -> bool:
    """Whether only trained people may read this email, whatever its words: see ``_is_closed``."""
    return _is_closed([*mail.references, *_answered(mail)], _with(mail.sender, ""))


def is_closed(recording: Recording) -> bool:
    """Whether only trained people may read about this recording: see ``_is_closed``."""
    given = [recording.reference.strip().upper()[:20]] if recording.reference else []
    return _is_closed(given, _with(recording.email, recording.phone))


def _is_closed(references: list[str], contacts: list[int]) -> bool:
    """Whether what it answers is restricted, or, when it answers nothing of ours, anything of whom
    it comes from.

    Also when that is over by now, or waits still, so that nothing is added to it.
    """
    named = Q(reference__in=references)
    if Report.objects.filter(named).exists() or Case.objects.filter(named).exists():
        of_report, of_case = named, named
    else:
        of_report = Q(contact__in=contacts)
        of_case = Q(parties__person__contact__in=contacts)
    closed = Q(restricted=True) | Q(case__restricted=True)
    reports = Report.objects.filter(of_report).filter(closed)
    return reports.exists() or Case.objects.filter(of_case, restricted=True).exists()


def _with(email: str, phone: str) -> list[int]:
    """How the people are reached who have this email address or this telephone number."""
    found, number = email_key(email), phone_key(phone)
    same = Q(pk__in=[])
    same |= Q(email_key=found) if found else Q(pk__in=[])
    same |= Q(phone_key=number) if number else Q(pk__in=[])
    return list(SafeContact.objects.filter(same).values_list("pk", flat=True)[:_MOST])


def _answered(mail: Mail) -> list[str]:
    """References of what our own messages were about, to which this one replies."""
    uids = [UUID(one) for one in mail.answers[:_MOST]]
    keys = Message.objects.filter(uid__in=uids).values_list("about", flat=True)
    records = (record_of(key) for key in keys if key.startswith(_FILES))
    return [str(record) for record in records if record]


def _is_other_party(sender: str, case: Case) -> bool:
    against = case.parties.filter(part=_OTHER_PARTY)
    return against.filter(person__contact__email_key=email_key(sender) or "-").exists()


def _by_contact(recording: Recording) -> Match | None:
    contacts = _with(recording.email, recording.phone)
    if not contacts:
        return None
    cases = set(_cases(contacts))
    reports = list(Report.objects.waiting().filter(contact__in=contacts)[:2])
    if len(cases) + len(reports) != 1:
        return None
    why = "The recording came from the telephone or email of somebody in this case."
    return Match(reports[0], None, why) if reports else Match(None, cases.pop(), why)


def _cases(contacts: list[int]) -> list[Case]:
    """Open cases of these people, unless one of them is the other party in it."""
    still = Q(parties__person__contact__in=contacts, parties__ended_at=None)
    against = Case.objects.filter(still, parties__part=_OTHER_PARTY)
    found = Case.objects.still_open().filter(still).exclude(pk__in=against.values("pk"))
    return list(found.distinct()[:_MOST])
