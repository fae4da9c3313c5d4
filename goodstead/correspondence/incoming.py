"""An email as somebody sent it, read without trusting it.

Whatever is in it becomes plain text and bytes. HTML is never kept as HTML: its words are taken out,
and nothing that it points to is ever fetched.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from email.parser import BytesParser
from email.policy import compat32, default
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from typing import Any

from .definitions.incoming import (
    AUTOMATIC_ANSWERS,
    AUTOMATIC_HEADERS,
    AUTOMATIC_PRECEDENCE,
    LONGEST_BODY,
    LONGEST_HEAD,
    LONGEST_HEAD_OF_A_PART,
    LONGEST_PART,
    MACHINES,
    MOST_ATTACHMENTS,
    MOST_DASHED_LINES,
    MOST_HEADS_OF_PARTS,
    MOST_LINES,
    MOST_LINES_TIMES_PARTS,
    MOST_PARTS,
)
from .markup import words_of

REFERENCE = re.compile(r"\b(R-[0-9A-Z]{4}-[0-9A-Z]{4}|ASB-[0-9A-Z]{3}-[0-9A-Z]{3})\b", re.I)
_HEADS_OF_PARTS = re.compile(rb"^(?:content-|mime-version)[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M)
_OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.I)


class TooHard(Exception):
    """Made so that reading it takes very long. Nobody writes such a letter by accident."""


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What an email says. ``apart`` is the code of why it is set apart; empty for a person's."""

    message_id: str
    sender: str  # the address alone
    sender_name: str
    subject: str
    sent_at: datetime | None
    text: str
    cut: bool  # whether the text was longer
    attachments: tuple[Attachment, ...]
    more_parts: bool  # whether there were more files or parts than are taken
    references: tuple[str, ...]  # of reports and cases, in the subject or the address
    answers: tuple[str, ...]  # the numbers of messages of ours to which it replies
    apart: str

    @property
    def same_as(self) -> str:
        """By what the same email is known again, whichever way it came."""
        files = [hashlib.sha256(one.content).hexdigest() for one in self.attachments]
        said = [self.message_id, self.sender, self.subject, self.text, files]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def read(raw: bytes, *, ours: frozenset[str] = frozenset()) -> Mail:
    """The email. ``ours`` are the addresses that we send from.

    May raise anything for an email that was made to break a reader: the caller sets it apart.
    """
    _require_easy(raw)
    parts = BytesParser(policy=default).parsebytes(raw)
    heads = BytesParser(policy=compat32).parsebytes(raw[:200_000], headersonly=True)
    found_in = _Found()
    text = _said(parts, found_in).strip()
    name, sender = parseaddr(_head(parts, heads, "from"))
    subject = _head(parts, heads, "subject")[:300]
    to = ("to", "cc", "delivered-to", "x-original-to")
    addressed = " ".join(one for _, one in getaddresses([_head(parts, heads, name) for name in to]))
    replies = " ".join(_head(parts, heads, name) for name in ("in-reply-to", "references"))
    found = [one.upper() for one in REFERENCE.findall(f"{subject} {addressed.replace('+', ' ')}")]
    mail = Mail(
        message_id=_head(parts, heads, "message-id")[:250],
        sender=_plain(sender)[:254],
        sender_name=_plain(name)[:120],
        subject=subject,
        sent_at=_date(_head(parts, heads, "date")),
        text=text[:LONGEST_BODY],
        cut=len(text) > LONGEST_BODY,
        attachments=tuple(found_in.files),
        more_parts=found_in.left,
        references=tuple(dict.fromkeys(found)),
        answers=tuple(dict.fromkeys(one.lower() for one in _OURS.findall(replies))),
        apart="",
    )
    why = _apart(parts, heads, mail, ours)
    return Mail(**{**mail.__dict__, "apart": why}) if why else mail


def _require_easy(raw: bytes) -> None:
    """Refuse what keeps the reader of the library busy for minutes and more. Raises ``TooHard``.

    Its time grows with the lines for each part that is open, and with the square of a header.
    """
    text = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines, parts = text.count(b"\n"), text.lower().count(b"boundary")
    if lines > MOST_LINES or lines * parts > MOST_LINES_TIMES_PARTS:
        raise TooHard
    if text.count(b"\n--") > MOST_DASHED_LINES:
        raise TooHard
    heads = [len(found[0]) for found in _HEADS_OF_PARTS.finditer(text)]
    if max(heads, default=0) > LONGEST_HEAD_OF_A_PART or sum(heads) > MOST_HEADS_OF_PARTS:
        raise TooHard


@dataclass
class _Found:
    """What stands in the parts of an email, in their order. ``left``: there was more."""

    files: list[Attachment] = field(default_factory=list)
    parts: int = 0
    left: bool = False


def _said(part: Any, found: _Found) -> str:
    """The words of a part and of those in it; its files are put with the others.

    Of alternatives the first that has words, unless another has far more: a stub that says "this
    is HTML" is not what somebody wrote. Everything else is read, also below it: mail servers put
    their own words behind those of a person, as another part.
    """
    found.parts += 1
    if found.parts > MOST_PARTS:
        found.left = True
        return ""
    kind = part.get_content_type()
    if part.is_multipart():
        said = [words for one in part.get_payload() if (words := _said(one, found).strip())]
        if kind != "multipart/alternative":
            return "\n\n".join(said)
        first, *others = said or [""]
        return next((one for one in others if len(one) > 2 * len(first) + 200), first)
    name = part.get_filename()
    is_file = part.get_content_disposition() == "attachment" or bool(name)
    if kind == "text/plain" and not is_file:
        return _plain(_decoded(part)[:LONGEST_PART])
    if kind == "text/html" and not is_file:
        return _plain(words_of(_decoded(part)[:LONGEST_PART]))
    if len(found.files) >= MOST_ATTACHMENTS:
        found.left = True
    else:
        end = kind.rpartition("/")[2][:8]
        content = part.get_payload(decode=True) or b""
        called = _plain(name or f"part-{found.parts}.{end}")[:200]
        found.files.append(Attachment(called, content))
    return ""


def _decoded(part: Any) -> str:
    """The text of a part, in whatever encoding it says or does not say."""
    content = part.get_payload(decode=True) or b""
    for encoding in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return str(content.decode(encoding))
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return str(content.decode("utf-8", "replace"))


def _head(parts: Any, heads: Any, name: str) -> str:
    """A header in one line. One that the strict reader chokes on is taken as it stands, and so is
    the beginning of one that is long: the strict reader takes hours over it."""
    written = (str(value) for key, value in parts.raw_items() if key.lower() == name)
    if len(long := next(written, "")) > LONGEST_HEAD:
        return " ".join(_plain(long[:LONGEST_HEAD]).split())
    try:
        found = parts.get(name, "")
    except Exception:  # the library raises many kinds for headers that were made to break it
        found = heads.get(name, "")
    return " ".join(_plain(str(found)).split())


def _plain(text: str) -> str:
    """Text that a database and a page can hold: no control characters, no broken letters."""
    kept = text.replace("\r\n", "\n").encode("utf-8", "replace").decode()
    return "".join(c for c in kept if c.isprintable() or c in "\n\t")


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo and 1990 <= found.year <= 2100 else None


def _apart(parts: Any, heads: Any, mail: Mail, ours: frozenset[str]) -> str:
    """Why it is from a machine, or from nobody: the code; nothing for a person's email."""
    local = mail.sender.lower().partition("@")[0]
    returned = str(heads.get("return-path", "-")).strip() == "<>"
    kind = parts.get_content_type()
    if local in MACHINES or (kind == "multipart/report" and (returned or "daemon" in local)):
        return "bounce"
    if mail.sender.lower() in ours or _head(parts, heads, "x-loop").lower() in ours - {""}:
        return "loop"
    answered = _head(parts, heads, "auto-submitted").lower().startswith(AUTOMATIC_ANSWERS)
    precedence = _head(parts, heads, "precedence").lower()
    marked = any(heads.get(name) for name in AUTOMATIC_HEADERS)
    if answered or marked or precedence in AUTOMATIC_PRECEDENCE:
        return "automatic"
    if _head(parts, heads, "x-spam-flag").lower() == "yes":
        return "spam"
    return "" if mail.text or mail.attachments or mail.subject else "empty"
