"""Words that must not be seen on a locked telephone or over a shoulder when a person is in danger."""

import re

# The subject, the sender's name and the first lines of a message to a flagged person hold none.
TELLING = (
    "abuse", "abuser", "abusive", "abused", "asb", "anti-social", "antisocial", "anti social",
    "assault", "behaviour", "case", "complain", "complained", "complainant", "complaint",
    "complaints", "crime", "criminal", "domestic", "evidence", "exploitation", "harass",
    "harassed", "harassment", "hate", "incident", "incidents", "injunction", "intimidation",
    "neighbour", "neighbours", "nuisance", "offender", "perpetrator", "police", "refuge",
    "report", "reported", "reports", "risk", "safeguarding", "stalking", "threat", "threats",
    "victim", "victims", "violence", "violent", "witness",
)  # fmt: skip
# What a telephone shows before it is opened, with room to spare.
PREVIEW = 140

_FOUND = re.compile(
    r"(?<![a-z])(" + "|".join(w.replace(" ", r"\s+") for w in TELLING) + r")(?![a-z])", re.I
)


def telling_words(text: str) -> list[str]:
    """The telling words in a text, each once, in the order of the alphabet."""
    return sorted({found.lower() for found in _FOUND.findall(text)})


def shows_too_much(subject: str, body: str) -> bool:
    """Whether the subject or the first lines of a message hold a telling word."""
    return bool(telling_words(subject) or telling_words(body[:PREVIEW]))
