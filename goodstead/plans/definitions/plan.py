"""What a plan is made of, how it is agreed, and how the victim is kept informed."""

from __future__ import annotations

from dataclasses import dataclass

from goodstead.clocks.definitions.counting import Clock, Count, Unit

# The four limbs of the strategy, as a ladder: what is tried first stands first.
KINDS: dict[str, str] = {
    "prevention": "Prevention",
    "early_intervention": "Early intervention",
    "support": "Support",
    "enforcement": "Enforcement",
}
KIND_HINTS: dict[str, str] = {
    "prevention": "Stop it happening again: locks, lighting, patrols",
    "early_intervention": "Settle it early: a talk, a letter, mediation, an agreement",
    "support": "Help for anybody in the case: health, housing, money, safety at home",
    "enforcement": "Formal warning, notice or order",
}

STATES: dict[str, str] = {"to_do": "To do", "done": "Done", "cancelled": "Cancelled"}

AGREED_HOW: dict[str, str] = {
    "in_person": "In person",
    "phone": "By telephone",
    "letter": "By letter",
    "email": "By email",
    "not_agreed": "Not agreed",
}

# The end of a step is a date that somebody chose, so the amount is only what is offered first.
STEP_DUE = Clock(
    "step_due", "Do a step of the plan", 14, Unit.DAYS, Count.FOLLOWING, "The plan", pausable=True
)


@dataclass(frozen=True)
class Way:
    """A way of contact. ``rule`` names the rule of the person that allows it; empty: none needed.

    ``spoken`` is a way in which two people speak with each other: a message is not a talk.
    """

    code: str
    name: str
    rule: str
    spoken: bool = False


WAYS: dict[str, Way] = {
    w.code: w
    for w in (
        Way("phone", "Telephone", "may_phone", spoken=True),
        Way("voicemail", "Message on voicemail", "may_voicemail"),
        Way("text", "Text message", "may_text"),
        Way("email", "Email", "may_email"),
        Way("letter", "Letter", "may_post"),
        Way("visit", "Visit to their home", "", spoken=True),
        Way("meeting", "Meeting somewhere else", "", spoken=True),
    )
}
SPOKEN_WAYS = tuple(w.code for w in WAYS.values() if w.spoken)


@dataclass(frozen=True)
class PromptStep:
    """The step that an assessment asks for. ``words``, one of them, are how it is known again.

    A safeguarding step is known by its tick, so it has none.
    """

    text: str
    words: tuple[str, ...] = ()


# By the instrument's code. That hate is marked follows by itself, so no step is wanted for it.
PROMPT_STEPS: dict[str, PromptStep] = {
    "police": PromptStep("Tell the police", ("police", "999", "101")),
    "safeguarding": PromptStep("Make a safeguarding referral"),
    "dash": PromptStep(
        "Do a domestic abuse risk assessment, somewhere safe", ("domestic abuse", "dash")
    ),
}

REVIEW_OUTCOMES: dict[str, str] = {
    "continue": "Go on with the plan",
    "change_plan": "Change the plan",
    "escalate": "Take stronger action",
    "move_to_close": "Prepare to close",
}

# Before closing each person harmed was spoken with in the last 28 days, or tried three times, and
# their risk was scored again in as many. Local defaults, after the rule of three calls that
# councils publish. Who could not be reached was also written to and had ten working days.
SPOKEN_WITHIN_DAYS = 28
SCORED_WITHIN_DAYS = 28
ATTEMPTS_ENOUGH = 3
ANSWER_WITHIN_WORKING_DAYS = 10
WRITTEN_WAYS = ("letter", "email", "text")
# A manager's review this close to twelve weeks answers the question of twelve weeks too.
OVERSIGHT_WINDOW_DAYS = 28

TOLD: dict[str, str] = {
    "email": "By email, sent by us at once",
    "letter": "By a letter that I post or hand over",
    "spoken": "I have told them myself",
    "not_told": "They must not be told, or cannot be",
}
TOLD_WORDS: dict[str, str] = {
    "email": "by email",
    "letter": "by letter",
    "spoken": "told by the officer",
    "not_told": "not told, for a reason that is in the file",
}

# Paragraphs of a neutral message that begin so are advice about a telephone, not about a letter.
NOT_ON_PAPER = ("You may want to delete this message", "In danger now?")
