"""Questions about who somebody is: optional, asked after the report, and kept apart from it.

Source: the protected characteristics of the Equality Act 2010, section 4, which the public sector
equality duty (section 149) asks councils to have regard to. The answers follow the broad groups of
the Census 2021 for England and Wales.
"""

from dataclasses import dataclass

NOT_SAID = "not_said"
FEWEST_SHOWN = 5
QUARTERS_SHOWN = 4


@dataclass(frozen=True)
class Question:
    """One question. Nobody has to answer it, and “I would rather not say” is an answer."""

    code: str
    text: str
    short: str  # as staff read it above the counts
    answers: tuple[tuple[str, str], ...]
    hint: str = ""

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return (*self.answers, (NOT_SAID, "I would rather not say"))


_YES_NO = (("yes", "Yes"), ("no", "No"))
QUESTIONS = (
    Question(
        "age", "How old are you?", "Age",
        (
            ("under_18", "Under 18"), ("18_24", "18 to 24"), ("25_34", "25 to 34"),
            ("35_44", "35 to 44"), ("45_54", "45 to 54"), ("55_64", "55 to 64"),
            ("65_74", "65 to 74"), ("75", "75 or over"),
        ),
    ),
    Question("sex", "What is your sex?", "Sex", (("female", "Female"), ("male", "Male"))),
    Question(
        "gender", "Is your gender the same as the sex you were registered with at birth?",
        "Gender the same as registered at birth", _YES_NO,
    ),
    Question(
        "disability", "Does a disability or an illness limit what you do from day to day?",
        "Limited by a disability or illness",
        (("a_lot", "Yes, a lot"), ("a_little", "Yes, a little"), ("no", "No")),
        hint="One that has lasted, or will last, for 12 months or more.",
    ),
    Question(
        "ethnic_group", "What is your ethnic group?", "Ethnic group",
        (
            ("asian", "Asian or Asian British"),
            ("black", "Black, Black British, Caribbean or African"),
            ("mixed", "Mixed or several ethnic groups"), ("white", "White"),
            ("another", "Another ethnic group"),
        ),
    ),
    Question(
        "religion", "What is your religion?", "Religion",
        (
            ("none", "No religion"), ("christian", "Christian"), ("buddhist", "Buddhist"),
            ("hindu", "Hindu"), ("jewish", "Jewish"), ("muslim", "Muslim"), ("sikh", "Sikh"),
            ("another", "Another religion"),
        ),
    ),
    Question(
        "orientation", "Which of these describes you best?", "Sexual orientation",
        (
            ("straight", "Straight or heterosexual"), ("gay", "Gay or lesbian"),
            ("bisexual", "Bisexual"), ("another", "Another orientation"),
        ),
    ),
    Question(
        "pregnancy", "Are you pregnant, or have you had a baby in the last 12 months?",
        "Pregnant, or a baby in the last 12 months", _YES_NO,
    ),
)  # fmt: skip
BY_CODE = {question.code: question for question in QUESTIONS}
