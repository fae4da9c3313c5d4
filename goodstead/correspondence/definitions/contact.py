"""How one person may be reached: the fields, the channels, the limits."""

from enum import StrEnum
from typing import TypedDict


class Channel(StrEnum):
    """A way by which a message leaves. Only email is sent by this release."""

    EMAIL = "email"
    TEXT = "text"
    POST = "post"


CHANNEL_NAMES = {Channel.EMAIL: "email", Channel.TEXT: "text message", Channel.POST: "letter"}


class Details(TypedDict, total=False):
    """What ``add_contact`` and ``change_contact`` take. Not given in a change: stays as it was.

    ``may_*``: ``True`` yes, ``False`` no, ``None`` not known, which counts as no.
    ``flagged``: danger to the person if somebody else reads over their shoulder (domestic abuse,
    hate, exploitation, threats). Wording is then neutral and an old address is never told anything.
    """

    email: str
    telephone: str
    address: str
    may_email: bool | None
    may_text: bool | None
    may_phone: bool | None
    may_voicemail: bool | None
    may_post: bool | None
    safe_times: str
    who_must_not_know: str
    interpreter: str
    format_needed: str
    code_word: str
    flagged: bool


# The longest that each written field may be, in characters.
LENGTHS: dict[str, int] = {
    "email": 254,
    "telephone": 40,
    "address": 500,
    "safe_times": 500,
    "who_must_not_know": 500,
    "interpreter": 120,
    "format_needed": 200,
    "code_word": 60,
}
MAYS = ("may_email", "may_text", "may_phone", "may_voicemail", "may_post")
FIELDS: tuple[str, ...] = (*LENGTHS, *MAYS, "flagged")
SEVERAL_LINES = frozenset({"address", "safe_times", "who_must_not_know"})

# How each field is called where people read it, in the order in which it is told.
FIELD_NAMES: dict[str, str] = {
    "may_phone": "Telephone",
    "may_voicemail": "A message on voicemail",
    "may_text": "Text message",
    "may_email": "Email",
    "may_post": "Letter",
    "flagged": "Care needed",
    "safe_times": "When it is safe",
    "who_must_not_know": "Who must not know",
    "code_word": "Code word",
    "telephone": "Telephone number",
    "email": "Email address",
    "address": "Postal address",
    "interpreter": "Interpreter",
    "format_needed": "Format",
}


def in_words(value: object) -> str:
    """A value as staff read it: yes, no, not known, or what was written."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value else "not known"
