"""Written addresses and numbers made comparable, and text made safe to keep."""

from __future__ import annotations

import re
import unicodedata

_NOT_TEXT = {"Cc", "Cf", "Cs", "Co", "Cn"}
_KEEP = {"\u200c", "\u200d"}  # joiners: some languages and family emoji need them


def one_line(text: str) -> str:
    """The text on one line: no control, direction-changing or broken characters."""
    return " ".join(_clean(text.replace("\n", " ").replace("\r", " ")).split())


def lines(text: str) -> str:
    """The text with its line breaks, without anything else that cannot be read."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = [" ".join(_clean(line).split()) for line in text.split("\n")]
    return "\n".join(kept).strip("\n")


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\t", " "))
    return "".join(c for c in text if c in _KEEP or unicodedata.category(c) not in _NOT_TEXT)


def email_key(email: str) -> str:
    """The email as a key: case does not tell two mailboxes apart. Empty stays empty."""
    return one_line(email).replace(" ", "").casefold()


def phone_key(telephone: str) -> str:
    """The last ten digits of a United Kingdom number, however written; other numbers whole.

    +44 7700 900123, 0044 7700 900123, (+44)(0)7700 900123 and 07700900123 are one number.
    Fewer than six digits is no number: an empty key.
    """
    text = unicodedata.normalize("NFKC", telephone)
    international = text.strip().lstrip("(").startswith(("+", "00"))
    digits = "".join(str(unicodedata.digit(c)) for c in text if c.isdigit())
    if digits.startswith("00"):
        digits = digits[2:]
    if digits.startswith("44") and (international or len(digits) > 11):
        digits = digits[2:].removeprefix("0")
    elif international:
        return digits[:20] if len(digits) >= 6 else ""
    else:
        digits = digits.removeprefix("0")
    return digits[:20] if len(digits) >= 6 else ""


def postcode_in(address: str) -> str:
    """The first United Kingdom postcode in a postal address, or nothing."""
    found = re.search(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", address.upper())
    return f"{found[1]} {found[2]}" if found else ""
