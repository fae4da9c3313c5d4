"""What is kept out of the log: whoever holds a private link acts in another's name."""

from __future__ import annotations

import logging
import re

# Every address that ends in a token; a test holds this to the addresses there are.
_PRIVATE = re.compile(r"(/(?:follow|survey|refer|choose-password)/)[^\s/?\"']+")
_ASKED = re.compile(r"((?:\?|&)(?:q|next)=)[^\s&\"']+")


def without_tokens(text: str) -> str:
    """The same line, with the private part of each link and every searched name left out."""
    return _ASKED.sub(r"\1…", _PRIVATE.sub(r"\1…", text))


class WithoutTokens(logging.Filter):
    """On the handler, so that it meets every line of every library."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        cleaned = without_tokens(said)
        if cleaned != said:
            record.msg, record.args = cleaned, ()
        return True
