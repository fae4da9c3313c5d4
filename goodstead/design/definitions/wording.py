"""Words for refusing an answer: what to do, not what went wrong inside."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """``{asked}`` is one of ``ASKED`` about the field, ``{label}`` its label as it is."""

    text: str


ASKED: dict[str, Wording] = {
    "enter": Wording("Enter {what}"),
    "choose": Wording("Choose {what}"),
    "answer": Wording("Answer the question “{what}”"),
}

PLAIN_ERRORS: dict[str, Wording] = {
    "required": Wording("{asked}"),
    "invalid_choice": Wording("Choose one of the answers that are shown"),
    "invalid_list": Wording("Choose from the answers that are shown"),
    "invalid_pk_value": Wording("Choose one of the answers that are shown"),
    "invalid": Wording("{asked} in the format that is asked for"),
    "max_length": Wording(
        "“{label}” must be {limit_value} characters or fewer; you have {show_value}"
    ),
    "min_length": Wording("“{label}” must be at least {limit_value} characters"),
    "min_value": Wording("“{label}” must be {limit_value} or more"),
    "max_value": Wording("“{label}” must be {limit_value} or less"),
    "null_characters_not_allowed": Wording(
        "“{label}” has a character that we cannot keep; take it out and try again"
    ),
    "empty": Wording("The file is empty. Choose another file"),
    "missing": Wording("Choose a file"),
}

MONTHS: dict[str, int] = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
