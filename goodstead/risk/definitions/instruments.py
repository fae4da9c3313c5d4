"""What an instrument is: questions put to a person, options with points, and bands with clocks.

An instrument is frozen once published. A changed question, point or band is a new version in a
new file; stored answers keep the code and version they were given to.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodstead.clocks.definitions.counting import Clock

DECLINED = "declined"  # would rather not say: never the same as no, never zero
NOT_ASKED = "not_asked"  # nobody put the question: as little known, and nobody refused
UNSAID = (DECLINED, NOT_ASKED)


@dataclass(frozen=True)
class Prompt:
    """What an answer asks of the officer the same day, whatever the score."""

    code: str
    words: str


@dataclass(frozen=True)
class Option:
    """One answer. ``words`` say it as a reason; an option without points or effect needs none.

    ``floor`` is the lowest band this answer allows; ``automatic`` makes the band the highest.
    """

    code: str
    label: str
    points: int
    words: str = ""
    floor: str = ""
    automatic: bool = False
    flag: str = ""
    prompt: str = ""


@dataclass(frozen=True)
class Question:
    """One topic: ``text`` as it is asked, ``label`` as staff name it, ``guidance`` for asking."""

    code: str
    number: int
    text: str
    label: str
    options: tuple[Option, ...]
    guidance: str = ""

    @property
    def maximum(self) -> int:
        """The most points that any answer to this question scores."""
        return max(option.points for option in self.options)

    def option(self, code: str) -> Option | None:
        """The option with this code; ``None`` for unsaid. Raises ``KeyError`` if unknown."""
        if code in UNSAID:
            return None
        return {option.code: option for option in self.options}[code]


@dataclass(frozen=True)
class Band:
    """A result: from ``minimum`` points up. ``review`` says when to assess again at the latest.

    ``manager`` is the manager's own review of the case, where the band asks for one.
    """

    code: str
    name: str
    minimum: int
    review: Clock
    manager: Clock | None = None


@dataclass(frozen=True)
class Instrument:
    """A published set of questions. ``bands`` go from the lowest to the highest.

    ``enough`` is how many questions must be answered before the lowest band may have its own
    long interval; with fewer the next assessment is due as for the band above.
    """

    code: str
    version: int
    title: str
    source: str
    status: str
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]
    prompts: tuple[Prompt, ...]
    enough: int

    @property
    def maximum(self) -> int:
        """The most points there are, with every question answered."""
        return sum(question.maximum for question in self.questions)

    def question(self, code: str) -> Question:
        """The question with this code. Raises ``KeyError``."""
        return {question.code: question for question in self.questions}[code]

    def band(self, code: str) -> Band:
        """The band with this code. Raises ``KeyError``."""
        return {band.code: band for band in self.bands}[code]

    def rank(self, code: str) -> int:
        """The place of a band among the bands: 0 is the lowest. Raises ``KeyError``."""
        return [band.code for band in self.bands].index(self.band(code).code)

    def prompt(self, code: str) -> Prompt:
        """The prompt with this code. Raises ``KeyError``."""
        return {prompt.code: prompt for prompt in self.prompts}[code]

    def floor(self, unsaid: int) -> str:
        """The lowest band with so many questions unsaid that could raise it."""
        return self.bands[0].code


@dataclass(frozen=True)
class CautiousInstrument(Instrument):
    """An instrument by which not known is not low, as the public form has it.

    With ``unsaid`` or more questions without an answer, while any of them could still raise the
    band, it is at least ``unsaid_floor``.
    """

    unsaid: int
    unsaid_floor: str

    def floor(self, unsaid: int) -> str:
        return self.unsaid_floor if unsaid >= self.unsaid else super().floor(unsaid)
