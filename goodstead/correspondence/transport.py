"""The one door through which a message leaves. No other module may import a mail library.

One recipient per message, plain text, a neutral sender. What cannot be a header never becomes one.
"""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from types import TracebackType
from typing import Protocol, Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from .definitions.delivery import State
from .rules import require_one_mailbox


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
    """Any SMTP server, by Django's mail settings."""

    outcome = State.SENT

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def open(self) -> None:
        if self._connection is not None:
            return
        connection: BaseEmailBackend = get_connection(fail_silently=False)
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise TransportDown(_in_words(error)) from error
        self._connection = connection

    def deliver(self, letter: Letter) -> None:
        self.open()
        message = compose(letter)
        message.connection = self._connection
        try:
            message.send(fail_silently=False)
        except smtplib.SMTPRecipientsRefused as error:
            self.close()
            if all(code in {550, 551, 553, 556} for code, _ in error.recipients.values()):
                raise AddressRefused(
                    "The mail server says that there is no such mailbox."
                ) from error
            raise TransportDown("The mail server did not take the message yet.") from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise TransportDown(_in_words(error)) from error

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except (OSError, smtplib.SMTPException):
                return


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
