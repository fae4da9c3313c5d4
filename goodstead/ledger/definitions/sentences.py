"""How one kind of entry is told to a reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """What readers are told of a verb. ``{facts}`` in the text are filled from the entry.

    ``quiet`` keeps the entry out of the timeline unless the reader asks for everything.
    ``kind`` groups verbs for the timeline's filter; the name of the app when not given.
    ``nobody`` names who did it when no user did: the public, or the service by itself.
    """

    text: str
    quiet: bool = False
    icon: str = ""
    kind: str = ""
    nobody: str = "The service"
