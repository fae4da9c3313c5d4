"""The one door through which mail comes in: a mailbox, read by IMAP. It can send nothing.

A letter is fetched without being marked as read, from a mailbox that is opened for reading only.
It is marked afterwards, when it is stored here. Nothing is ever deleted or moved.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

TIMEOUT = 15.0
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailboxDown(Exception):
    """It cannot be read now, and may be later. The message says why, and names no password."""


class CannotFetch(Exception):
    """This one letter cannot be had, and the others may."""


class BadAddress(ValueError):
    """The address of the mailbox is not one. The message says what it must look like."""


@dataclass(frozen=True)
class Address:
    """Where the mailbox is. ``secure``: TLS from the first byte."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    secure: bool

    @property
    def name(self) -> str:
        """What it is called on pages and in records: without the password."""
        return f"{self.user}@{self.host}/{self.folder}"[:200]


def address_of(url: str) -> Address:
    """From ``imaps://user:password@host:993/INBOX``. Raises ``BadAddress``.

    Without TLS (``imap://``) only on this very machine.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadAddress("it is not an address") from None
    if parts.scheme not in {"imap", "imaps"} or not host or not parts.username:
        raise BadAddress("it must look like imaps://user:password@host:993/INBOX")
    secure = parts.scheme == "imaps"
    if not secure and host not in LOOPBACK:
        raise BadAddress("a mailbox on another machine is read by imaps:// only")
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if not folder.isprintable() or '"' in folder or "\\" in folder:
        raise BadAddress("the folder has a character that is not possible")
    user, password = unquote(parts.username), unquote(parts.password or "")
    return Address(host, port or (993 if secure else 143), user, password, folder, secure)


class Box:
    """An open mailbox. Letters are known by their UID, which means nothing without ``validity``."""

    def __init__(self, spoken: imaplib.IMAP4, address: Address) -> None:
        self._spoken, self._address = spoken, address
        self._select(readonly=True)
        found = spoken.response("UIDVALIDITY")[1]
        self.validity = int(found[0]) if found and found[0] else 0

    def _select(self, *, readonly: bool) -> None:
        try:
            said, _ = self._spoken.select(f'"{self._address.folder}"', readonly=readonly)
        except imaplib.IMAP4.readonly:
            raise CannotFetch("The mail server lets us read only.") from None
        except (OSError, imaplib.IMAP4.error) as error:
            raise MailboxDown(_in_words(error)) from None
        if said != "OK":
            raise MailboxDown(f"There is no folder “{self._address.folder}” in the mailbox.")

    def after(self, uid: int) -> list[int]:
        """The UIDs of the letters that came after this one, in order."""
        _, found = self._ask("SEARCH", f"UID {uid + 1}:*")
        listed = found[0] if found and isinstance(found[0], bytes) else b""
        numbers = (int(one) for one in listed.split())
        return sorted(number for number in numbers if number > uid)  # "5:*" also finds a last 4

    def size(self, uid: int) -> int:
        """How many bytes it has, before it is fetched. Raises ``CannotFetch``."""
        _, found = self._ask("FETCH", str(uid), "(RFC822.SIZE)")
        sizes = [_SIZE.search(one) for one in found if isinstance(one, bytes)]
        for size in sizes:
            if size:
                return int(size[1])
        raise CannotFetch("The mail server does not say how large it is.")

    def fetch(self, uid: int) -> bytes:
        """The whole letter as it lies there, still unread. Raises ``CannotFetch``."""
        _, found = self._ask("FETCH", str(uid), "(BODY.PEEK[])")
        for part in found:
            if isinstance(part, tuple) and len(part) > 1 and isinstance(part[1], bytes):
                return part[1]
        raise CannotFetch("The mail server did not hand it over.")

    def mark_read(self, uids: Iterable[int]) -> None:
        """Mark those that are stored here as read, so that people see in the mailbox which are."""
        wanted = list(uids)
        if wanted:
            self._select(readonly=False)
            self._ask("STORE", ",".join(map(str, wanted)), "+FLAGS.SILENT", r"(\Seen)")

    def _ask(self, command: str, *arguments: str) -> tuple[str, list[bytes | tuple[bytes, bytes]]]:
        try:
            said, found = self._spoken.uid(command, *arguments)
        except (OSError, imaplib.IMAP4.abort) as error:
            raise MailboxDown(_in_words(error)) from None
        except imaplib.IMAP4.error:
            raise CannotFetch("The mail server refused.") from None
        if said != "OK":
            raise CannotFetch("The mail server refused.")
        return said, found


@contextmanager
def opened(address: Address) -> Iterator[Box]:
    """Sign in and open the folder for reading. Raises ``MailboxDown``, also later when it breaks."""
    try:
        spoken = _connected(address)
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxDown(_in_words(error)) from None
    try:
        try:
            spoken.login(address.user, address.password)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            raise MailboxDown("The mail server refused the user or the password.") from None
        yield Box(spoken, address)
    except (OSError, imaplib.IMAP4.abort) as error:
        raise MailboxDown(_in_words(error)) from None
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            spoken.logout()


def _connected(address: Address) -> imaplib.IMAP4:
    if not address.secure:
        return imaplib.IMAP4(address.host, address.port, timeout=TIMEOUT)
    context = ssl.create_default_context()
    return imaplib.IMAP4_SSL(address.host, address.port, ssl_context=context, timeout=TIMEOUT)


def _in_words(error: Exception) -> str:
    """Why, without what the server says about a person."""
    if isinstance(error, TimeoutError):
        return "The mail server did not answer in time."
    if isinstance(error, ConnectionRefusedError):
        return "The mail server is not running."
    if isinstance(error, ssl.SSLError):
        return "The mail server has no certificate that we can trust."
    return "The connection to the mail server broke."
