"""What a reporting form is made of: steps, the questions on them, and the answers they offer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a question is asked."""

    ONE = "one"  # one of the answers
    MANY = "many"  # any number of them
    LINE = "line"  # a line of text
    TEXT = "text"  # several lines
    DATE = "date"
    EMAIL = "email"
    PHONE = "phone"
    FILES = "files"
    PLACE = "place"  # one of the places that were found


class Only(StrEnum):
    """On which reports a step is asked."""

    ALWAYS = "always"
    IN_DANGER = "in danger"
    PERSONAL = "personal"  # not for rubbish, litter, graffiti and left cars
    ABOUT_A_PERSON = "about a person"  # personal, or said to be aimed at somebody
    FOUND = "place found"
    NOT_FOUND = "place not found"
    CONTACT = "may be contacted"
    RESTRICTED = "restricted"  # somebody may be watched while they write


@dataclass(frozen=True)
class Answer:
    """One answer. ``points`` count towards harm; ``words`` is the reason that staff read.

    ``everyday``: an ordinary sound of people living, which is nobody's bad behaviour.
    """

    code: str
    text: str
    points: int = 0
    words: str = ""
    hint: str = ""
    everyday: bool = False


@dataclass(frozen=True)
class Question:
    """One question. ``topic`` is its number in the instrument RAM-1.

    ``needed`` is what the page says when an answer is missing; without it the answer is optional.
    For ``MANY``, ``by_count`` gives the points for none, one, two … ticked answers.
    """

    code: str
    label: str
    kind: Kind
    needed: str = ""
    hint: str = ""
    longest: int = 500
    rows: int = 5
    answers: tuple[Answer, ...] = ()
    topic: int | None = None
    by_count: tuple[int, ...] = ()
    words: str = ""
    autocomplete: str = ""
    only_way: str = ""  # asked only of those who chose this way of contact

    def answer(self, code: str) -> Answer | None:
        return next((a for a in self.answers if a.code == code), None)


@dataclass(frozen=True)
class Step:
    """One page. ``heading`` is the question when the page has just one.

    ``categories``: asked only about these kinds of behaviour; empty means about every kind.
    """

    code: str
    heading: str
    questions: tuple[Question, ...]
    only: Only = Only.ALWAYS
    section: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Elsewhere:
    """Somebody else who can help. ``site`` is an address on the web, without its https."""

    when: str
    who: str
    telephone: str = ""
    site: str = ""


@dataclass(frozen=True)
class Branch:
    """What is asked and told about one kind of trouble: a page of its own, with honest words.

    ``code`` is the page's address. Where somebody may be watched it says nothing of what it is
    about. ``team`` and ``happens`` say who deals with it and how; ``cannot`` says what they do not.
    """

    code: str
    categories: tuple[str, ...]
    heading: str
    team: str
    happens: str
    advice: tuple[str, ...]
    cannot: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...]
    questions: tuple[Question, ...]

    @property
    def step(self) -> Step:
        """The page on which its questions are asked."""
        return Step(
            self.code,
            self.heading,
            self.questions,
            section="What is happening",
            categories=self.categories,
        )


@dataclass(frozen=True)
class ReportForm:
    """A version of the form. A published one is not edited: answers name the version they belong to.

    ``medium_from`` and ``high_from`` are points; ``autos`` names question and answer that are High
    whatever the sum; ``floors`` those that are at least Medium.
    """

    version: str
    steps: tuple[Step, ...]
    medium_from: int
    high_from: int
    autos: tuple[tuple[str, str], ...]
    floors: tuple[tuple[str, str], ...]
    source: str
    branches: tuple[Branch, ...] = ()

    def step(self, code: str) -> Step | None:
        return next((s for s in self.steps if s.code == code), None)

    def branch(self, category: str) -> Branch | None:
        """What this version asks and tells about a kind of behaviour; the first two had nothing."""
        return next((b for b in self.branches if category in b.categories), None)

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for step in self.steps for question in step.questions)

    def question(self, code: str) -> Question:
        return next(q for q in self.questions if q.code == code)
