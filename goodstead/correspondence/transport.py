"""The one door through which a message leaves. No other module may import a mail library.

One recipient per message, plain text, a neutral sender. What cannot be a header never becomes one.
"""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from types import TracebackType
from typing import Any, Protocol, Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from .definitions.delivery import State
from .rules import require_one_mailbox

_NO_MAILBOX = frozenset({550, 551, 553, 556})


class TransportDown(Exception):
    """It did not leave, and may later: the server is away, busy or slow."""


class AddressRefused(Exception):
    """The server says that there is no such mailbox. Trying again will not help."""


@dataclass(frozen=True)
class Letter:
    """What a transport delivers: one recipient, one subject, plain text."""

    to: str
    subject: str
    body: str
    uid: str


class Transport(Protocol):
    """Takes letters. ``outcome`` is the state that an accepted message gets."""

    outcome: State

    def open(self) -> None:
        """Connect, outside any transaction. Raises ``TransportDown``."""

    def deliver(self, letter: Letter) -> None:
        """Return when the other side has taken it. Raises ``TransportDown`` or ``AddressRefused``."""

    def close(self) -> None:
        """Hang up. Never raises."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class _Door:
    def open(self) -> None:
        return None

    def close(self) -> None:
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class ShownNotSent(_Door):
    """The demonstration: nothing is mailed; the message is shown on a page."""

    outcome = State.SHOWN

    def deliver(self, letter: Letter) -> None:
        return None


class Mail(_Door):
    """Any SMTP server, by Django's mail settings. One object for one round of the worker.

    The person's wishes are checked just before a letter is handed over, so a server that hangs must
    be found out first: ``open`` asks it for a sign of life each time, and after one broken or
    timed-out connection nothing more is tried in this round.
    """

    outcome = State.SENT

    def __init__(self) -> None:
        self._connection: Any = None  # Django's SMTP backend, once open
        self._broken: TransportDown | None = None

    def open(self) -> None:
        if self._broken is not None:
            raise self._broken
        try:
            if self._connection is None:
                connection = get_connection(fail_silently=False)
                connection.open()
                self._connection = connection
            self._sign_of_life()
        except (OSError, smtplib.SMTPException) as error:
            raise self._gave_up(error) from error

    def deliver(self, letter: Letter) -> None:
        message = compose(letter)
        if self._connection is None:
            self.open()
        message.connection = self._connection
        try:
            message.send(fail_silently=False)
        except smtplib.SMTPRecipientsRefused as error:
            if all(code in _NO_MAILBOX for code, _ in error.recipients.values()):
                raise AddressRefused(
                    "The mail server says that there is no such mailbox."
                ) from error
            raise TransportDown("The mail server did not take the message yet.") from error
        except smtplib.SMTPResponseException as error:
            self.close()  # about this letter; the next one connects anew
            raise TransportDown(_in_words(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise self._gave_up(error) from error

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except (OSError, smtplib.SMTPException):
                return

    def _sign_of_life(self) -> None:
        spoken = getattr(self._connection, "connection", None)
        if spoken is not None and spoken.noop()[0] != 250:
            raise smtplib.SMTPServerDisconnected

    def _gave_up(self, error: Exception) -> TransportDown:
        self.close()
        self._broken = TransportDown(_in_words(error))
        return self._broken


def compose(letter: Letter) -> EmailMessage:
    """The email. The sender is the council's name alone; answers from out-of-office are unwanted."""
    require_one_mailbox(letter.to)
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return EmailMessage(
        subject=letter.subject,
        body=letter.body,
        from_email=formataddr((settings.COUNCIL["name"], sender)),
        to=[letter.to],
        headers={
            "Message-ID": f"<{letter.uid}@{sender.rpartition('@')[2]}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )


def configured() -> Transport:
    """The transport that the settings choose."""
    return ShownNotSent() if settings.MESSAGES_SHOWN_NOT_SENT else Mail()


def _in_words(error: Exception) -> str:
    """Why, without anything that the server says about a person."""
    if isinstance(error, TimeoutError):
        return "The mail server did not answer in time."
    if isinstance(error, ConnectionRefusedError):
        return "The mail server is not running."
    code = getattr(error, "smtp_code", None)
    return (
        f"The mail server refused ({code})." if code else "The connection to the mail server broke."
    )
