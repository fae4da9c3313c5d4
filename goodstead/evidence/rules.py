"""Which file is taken, and who may open the original."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, can, require

from .definitions.kinds import ENDINGS, TAKEN, Kind
from .definitions.limits import (
    FROM_ONE_PERSON_A_DAY,
    FROM_THE_PUBLIC_A_DAY,
    LARGEST_FILE,
    LARGEST_REPORT,
    MEGABYTE,
    MOST_FILES,
)
from .models import StoredFile

_GIVERS = (Permission.REPORT_LOG, Permission.REPORT_TRIAGE, Permission.CASE_WORK)


def require_can_store(
    by: User | None, *, name: str, end: str, files: int, total: int, today: int, size: int
) -> None:
    """The public for their own report (``None``), or staff who write reports or work on cases.

    ``files`` and ``total`` (bytes) are what the record has already; ``today`` (bytes) is what came
    in the last 24 hours from the public, or from this member of staff; ``size`` is what the file
    says it has, which is counted again while it is read.
    """
    if not any(can(by, permission) for permission in _GIVERS):
        raise PermissionDenied(Permission.CASE_WORK)
    if size == 0:
        raise NotNow(gettext("{name} is empty. Choose another file.").format(name=name))
    if size > LARGEST_FILE:
        raise too_large(name)
    if files >= MOST_FILES:
        raise NotNow(
            gettext("{name} was not added. You can add {most} files at most.").format(
                name=name, most=MOST_FILES
            )
        )
    if total + size > LARGEST_REPORT:
        most = LARGEST_REPORT // MEGABYTE
        raise NotNow(
            gettext("{name} was not added. All files together can be {most} MB at most.").format(
                name=name, most=most
            )
        )
    if today + size > (FROM_THE_PUBLIC_A_DAY if by is None else FROM_ONE_PERSON_A_DAY):
        raise enough_for_today(name, public=by is None)
    if end and end not in ENDINGS:
        raise not_taken(name)


def require_kind(name: str, kind: Kind | None) -> Kind:
    """Refuse what is not on the list, whatever it is called."""
    if kind is None:
        raise not_taken(name)
    return kind


def require_worker(by: User | None) -> None:
    """Checks and copies are the worker's to make."""
    if by is not None:
        raise PermissionDenied("Files are checked and copied by the worker")


def next_try(tries: int, *, at: datetime) -> datetime:
    """When to ask the antivirus again about one file: after 1, 2, 4 … minutes, an hour at most."""
    return at + timedelta(minutes=min(2 ** min(tries, 6), 60))


def require_can_open(by: User | None, file: StoredFile) -> None:
    """Staff who see cases. The caller has found the record that the file is about."""
    require(by, Permission.CASE_VIEW)
    if file.state == "withdrawn":
        raise NotNow("This file was taken back by the person who sent it.")
    if file.state == "infected":
        raise NotNow("A virus was found in this file. It stays sealed, and nobody can open it.")
    if not file.may_leave:
        raise NotNow("This file is being checked. Nobody can open it before that is done.")


def require_can_move(by: User | None) -> None:
    """From a report to the case that it became."""
    if not any(can(by, permission) for permission in _GIVERS):
        raise PermissionDenied(Permission.CASE_WORK)


def require_can_withdraw(by: User | None, file: StoredFile) -> None:
    """Only the giver takes a file back, and only before the report is sent: the caller knows that."""
    if by is not None and file.received_by_id != by.pk:
        raise PermissionDenied("Not their file")
    if file.state == "withdrawn":
        raise NotNow("This file was already taken back.")


def enough_for_today(name: str, *, public: bool) -> NotNow:
    """The disk must not fill: a report is worth more than a file, and is taken without it."""
    if public:
        return NotNow(
            gettext(
                "{name} was not added: too many files came today. Send your report without it, and "
                "say in it that you have a file."
            ).format(name=name)
        )
    return NotNow(
        gettext(
            "{name} was not added. You have added too much in 24 hours. Go on tomorrow."
        ).format(name=name)
    )


def too_large(name: str) -> NotNow:
    return NotNow(
        gettext("{name} is larger than {most} MB. Choose a smaller file.").format(
            name=name, most=LARGEST_FILE // MEGABYTE
        )
    )


def too_many_pixels(name: str) -> NotNow:
    return NotNow(
        gettext("{name} has too many pixels. Choose a smaller picture.").format(name=name)
    )


def not_taken(name: str) -> NotNow:
    return NotNow(
        gettext("{name} is not a kind of file that we can take. Choose {taken}.").format(
            name=name, taken=gettext(TAKEN)
        )
    )


def damaged(name: str) -> NotNow:
    return NotNow(
        gettext("{name} is damaged or is not what its name says. Choose another file.").format(
            name=name
        )
    )
