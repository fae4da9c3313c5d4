"""Who may take in files from other systems, and when."""

from __future__ import annotations

from collections.abc import Mapping as Map

from goodstead.access.models import User
from goodstead.access.permissions import NotNow, Permission, PermissionDenied, require
from goodstead.cases.definitions.categories import CATEGORIES

from .definitions.deliveries import KINDS
from .models import Delivery, InboundMail, Mapping


def require_can_import(by: User | None) -> None:
    """The system administrator, or a command on the server (``None``)."""
    require(by, Permission.DATA_IMPORT)


def require_can_take_in(by: User | None) -> None:
    """Who may read all that such a file holds, or a command on the server (``None``)."""
    require(by, Permission.LOG_IMPORT)


def require_is_the_service(by: User | None) -> None:
    """Rows are taken in by the worker or a command, after somebody said so."""
    if by is not None:
        raise PermissionDenied("Rows are taken in by the service")


def require_set_apart(letter: InboundMail) -> None:
    """No report was made of it yet."""
    if letter.report is not None:
        raise NotNow(f"This email is already report {letter.report}.")


def require_looked(letters: int) -> None:
    """Something waited that nobody had looked at."""
    if not letters:
        raise NotNow("Nothing new was set apart, or somebody else has looked through it.")


def require_open(delivery: Delivery) -> None:
    """Nobody has decided about the file yet."""
    if not delivery.is_open:
        raise NotNow(f"This file was already decided about: {delivery.state_name.lower()}.")


def require_matched(delivery: Delivery) -> None:
    """It is known which of its columns is what."""
    if delivery.mapping is None:
        raise NotNow("Say first which of its columns is which.")


def require_same_kind(kind: str, mapping: Mapping | None) -> None:
    """A mapping is for one kind of file."""
    if kind not in KINDS:
        raise NotNow("Choose what kind of file it is.")
    if mapping is not None and mapping.kind != kind:
        raise NotNow(f"This mapping is for another kind of file: {mapping.get_kind_display()}.")


def require_whole_mapping(
    kind: str, name: str, columns: Map[str, str], types: Map[str, str], *, name_taken: bool
) -> None:
    """It has a name of its own, a column for each field that is needed, and none for two."""
    if not name.strip():
        raise NotNow("Give the mapping a name, so that you find it next time.")
    if name_taken:
        raise NotNow(f"There is already a mapping called “{name.strip()}”. Choose another name.")
    if kind not in KINDS:
        raise NotNow("Choose what kind of file it is.")
    fields = {field.code: field for field in KINDS[kind].fields}
    missing = [f.name for f in fields.values() if f.needed and not columns.get(f.code)]
    if missing:
        raise NotNow(f"Choose a column for: {', '.join(missing)}.")
    if unknown := [ours for ours in types.values() if ours not in CATEGORIES]:
        raise NotNow(f"“{unknown[0][:40]}” is not one of our kinds of behaviour.")
