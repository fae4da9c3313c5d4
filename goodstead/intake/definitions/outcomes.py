"""What triage may decide about a report."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """One decision. ``makes_case`` outcomes end with the report linked to a case."""

    code: str
    name: str
    makes_case: bool = False


OUTCOMES = {
    o.code: o
    for o in (
        Outcome("opened", "A case was opened", makes_case=True),
        Outcome("attached", "Added to an open case", makes_case=True),
        Outcome("referred", "Referred to someone else"),
        Outcome("advised", "Advice given"),
        Outcome("not_asb", "Not anti-social behaviour"),
    )
}
