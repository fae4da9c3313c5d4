"""RAM-1: the harm that anti-social behaviour does to one person, in sixteen questions.

Topics follow the risk assessment matrix that English police forces and landlords share. No
published matrix with points per answer exists, so points and bands are a local default that a
council should agree. Review intervals: a police force's published scheme (high 14 days and its
manager 28, medium 28 and 56) and Wiltshire Council's housing policy 2024 (every 3 months).
"""

from goodstead.clocks.definitions.counting import Clock, Count, Unit

from .instruments import Band, Instrument, Option, Prompt, Question

_POLICE = "Local default, after a police force's published review scheme"
_WILTSHIRE = "Local default, after Wiltshire Council's housing policy 2024"


def _again(amount: int, unit: Unit, source: str) -> Clock:
    return Clock("risk_assessment", "Assess the risk again", amount, unit, Count.FOLLOWING, source)


def _manager(amount: int) -> Clock:
    return Clock(
        "manager_review",
        "Manager to review the case",
        amount,
        Unit.DAYS,
        Count.FOLLOWING,
        _POLICE,
    )


BANDS = (
    Band("standard", "Standard", 0, _again(3, Unit.MONTHS, _WILTSHIRE)),
    Band("medium", "Medium", 16, _again(28, Unit.DAYS, _POLICE), _manager(56)),
    Band("high", "High", 28, _again(14, Unit.DAYS, _POLICE), _manager(28)),
)

PROMPTS = (
    Prompt(
        "police",
        "Tell the police today. If anyone is in danger now, call 999.",
    ),
    Prompt(
        "safeguarding",
        "Make a safeguarding referral today and do not leave the person without a next step. "
        "In danger now: call 999. To talk at any hour: Samaritans, 116 123.",
    ),
    Prompt(
        "dash",
        "Do a domestic abuse risk assessment with the person, somewhere safe. "
        "Do not contact the other party before that.",
    ),
    Prompt(
        "hate",
        "Mark the case as hate-related. Offer to tell the police hate crime officer.",
    ),
)

QUESTIONS = (
    Question(
        "frequency", 1, "How often does it happen?", "How often",
        (
            Option("once", "It has happened once", 0),
            Option("occasional", "Now and then", 1, "It happens now and then"),
            Option("monthly", "About once a month", 2, "It happens about once a month"),
            Option("weekly", "About once a week", 3, "It happens about once a week"),
            Option("most_days", "Most days", 4, "It happens most days"),
            Option("daily", "Every day", 5, "It happens every day"),
        ),
    ),
    Question(
        "linked", 2, "Is it linked to something that happened before?", "Linked to earlier incidents",
        (
            Option("no", "No", 0),
            Option("unsure", "Not sure", 1, "It may be linked to earlier incidents"),
            Option("yes", "Yes", 2, "It is linked to earlier incidents"),
        ),
    ),
    Question(
        "worse", 3, "Is it happening more often, or getting worse?", "More often or worse",
        (
            Option("no", "No, it is getting better", 0),
            Option("same", "It is about the same", 1, "It is not getting better"),
            Option("yes", "Yes, more often or worse", 3, "It is getting worse"),
        ),
    ),
    Question(
        "relationship", 4, "Do you know the person doing it?", "Relationship to the other party",
        (
            Option("unknown", "No, or I do not know who it is", 0),
            Option("by_sight", "Only by sight", 1, "Knows the other party by sight"),
            Option(
                "known_well", "Yes, a neighbour or someone I know well", 2,
                "The other party is a neighbour or well known to them",
            ),
            Option(
                "household", "Yes, someone I live with, a partner or an ex-partner", 3,
                "The other party is a partner, an ex-partner or lives with them",
                prompt="dash",
            ),
        ),
        guidance="Ask when the person is alone. If you cannot be sure of that, choose “not asked”.",
    ),
    Question(
        "intimidation", 5, "Have they frightened or harassed people before?",
        "Other party’s history of intimidation",
        (
            Option("none", "Not that I know of", 0),
            Option("reputation", "They are known for it", 2, "The other party is known to intimidate"),
            Option("before", "They have harassed me before", 4, "Harassed by the same person before"),
            Option("now", "They are harassing me now", 6, "Being harassed now"),
        ),
    ),
    Question(
        "targeted", 6, "Is it aimed at anyone?", "Deliberately targeted",
        (
            Option("no", "No, or I do not think so", 0),
            Option("community", "At people around here", 1, "Aimed at people in the area"),
            Option("family", "At my home or my family", 3, "Aimed at their home or family"),
            Option("personally", "At me", 4, "Aimed at them personally"),
        ),
    ),
    Question(
        "hate", 7, "Do you think it is because of who you are?", "Hate or hostility perceived",
        (
            Option("no", "No", 0),
            Option(
                "yes", "Yes", 4, "They believe it is because of who they are",
                floor="medium", flag="hate", prompt="hate",
            ),
        ),
        guidance=(
            "For example race, faith, disability, sexual orientation or gender identity. "
            "The person’s own belief is enough; no proof is needed."
        ),
    ),
    Question(
        "daily_life", 8, "How much does it affect your daily life?", "Effect on daily life",
        (
            Option("none", "Not at all", 0),
            Option("a_little", "A little", 1, "Affects daily life a little"),
            Option("moderate", "Somewhat", 2, "Affects daily life"),
            Option("a_lot", "A lot", 3, "Affects daily life a lot"),
            Option("extreme", "It has taken over my life", 5, "Has taken over daily life"),
        ),
    ),
    Question(
        "health", 9, "Has it affected your health, in body or mind?", "Health affected",
        (
            Option("no", "No", 0),
            Option("some", "Yes, somewhat, such as worry or poor sleep", 2, "Health is affected"),
            Option(
                "serious", "Yes, seriously, or I am having treatment", 4,
                "Health is seriously affected",
            ),
        ),
    ),
    Question(
        "self_harm", 10, "Have you thought about hurting yourself or ending your life?",
        "Suicidal thoughts or self-harm",
        (
            Option("no", "No", 0),
            Option(
                "yes", "Yes", 0, "Thoughts of suicide or self-harm",
                automatic=True, prompt="safeguarding",
            ),
        ),
        guidance="Ask it plainly and calmly. Asking does not put the thought into anyone’s mind.",
    ),
    Question(
        "support", 11, "Who can you turn to for support?", "Support network",
        (
            Option("good", "I have people I can rely on", 0),
            Option("few", "Only a few people", 1, "Few people to turn to"),
            Option("alone", "Nobody, I am on my own", 3, "Alone, with nobody to turn to"),
        ),
    ),
    Question(
        "vulnerability", 12, "Does anything make this harder for you than for others?",
        "Personal vulnerability",
        (
            Option("none", "No", 0),
            Option("one", "Yes, one thing", 2, "Something makes this harder for them"),
            Option("several", "Yes, several things", 4, "Several things make this harder for them"),
        ),
        guidance=(
            "For example age, disability, mental health, learning disability, language, caring "
            "for someone, pregnancy, drugs or alcohol."
        ),
    ),
    Question(
        "others", 13, "Are children or other people at risk?", "Children or others at risk",
        (
            Option("no", "No", 0),
            Option("yes", "Yes", 2, "Children or others are at risk"),
        ),
    ),
    Question(
        "violence", 14,
        "Has there been violence, a weapon, a threat to kill, fire-setting or stalking?",
        "Violence, weapons, threats to kill, arson or stalking",
        (
            Option("no", "No", 0),
            Option(
                "yes", "Yes", 0, "Violence, a weapon, a threat to kill, arson or stalking",
                automatic=True, prompt="police",
            ),
        ),
    ),
    Question(
        "fear", 15, "Are you afraid of what they may do, or have you changed how you live?",
        "Fear of reprisal, or changed routine",
        (
            Option("no", "No", 0),
            Option("some", "A little", 1, "Some fear, or small changes in routine"),
            Option(
                "yes", "Yes, or I want to move away", 3,
                "Afraid of reprisal, has changed routine or wants to move",
            ),
        ),
    ),
    Question(
        "acted_on", 16, "When you reported before, was something done?",
        "Earlier reports acted on",
        (
            Option("yes", "Yes, or I have not reported before", 0),
            Option("partly", "In part", 1, "Earlier reports were only partly acted on"),
            Option("no", "No", 2, "Earlier reports were not acted on"),
        ),
    ),
)  # fmt: skip

RAM_1 = Instrument(
    code="ram",
    version=1,
    title="Risk assessment matrix (RAM-1)",
    source="Topics of the matrix that police and landlords share; points and bands are ours",
    status="local default",
    questions=QUESTIONS,
    bands=BANDS,
    prompts=PROMPTS,
    enough=12,
)
