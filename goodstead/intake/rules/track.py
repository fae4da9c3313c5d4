"""Everyday noise between neighbours is not anti-social behaviour, unless harm says otherwise.

Most reports of noise are about people living: footsteps, doors, a washing machine. Treated as
anti-social behaviour they are unfair to both sides and seldom end well. They go the way of a good
neighbourhood: advice, and somebody who helps both to talk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goodstead.access.permissions import NotNow
from goodstead.cases.definitions.tracks import ASB, GOOD_NEIGHBOURHOOD, TRACKS

from ..definitions.asking import ReportForm
from ..definitions.branches_v3_home import HOME
from .journey import Answers, is_hate

_NOT_AIMED = ("no", "community")


@dataclass(frozen=True)
class Proposed:
    """The track that the answers speak for, and the words for why."""

    track: str
    why: str


_AGAINST: tuple[tuple[Callable[[Answers], bool], str], ...] = (
    (lambda said: said["category"] != "noise", "it is not about noise"),
    (is_hate, "they think it is because of who they are"),
    (lambda said: bool(said["restricted"]), "the report is restricted"),
    (lambda said: said.get("danger") == "yes", "somebody is in danger"),
    (
        lambda said: said.get("violence") != "no",
        "it was not said that nobody was hurt or threatened",
    ),
    (lambda said: said.get("targeted") not in _NOT_AIMED, "it may be aimed at them"),
    (
        lambda said: said.get("fear") == "yes",
        "somebody changed what they do, because they are afraid",
    ),
    (
        lambda said: said.get("noise_from") not in (None, "", HOME),
        "it does not come from a home next to theirs",
    ),
)
"""What speaks against the good neighbourhood track, the weightiest first."""


def track_for(
    form: ReportForm, *, category: str, answers: Answers, harm_band: str, restricted: bool
) -> Proposed:
    """Good neighbourhood for everyday household noise that harms nobody much; otherwise ASB.

    What was not said is never taken for "no": then it is anti-social behaviour, and an officer
    who knows more chooses the other.
    """
    said = {**answers, "category": category, "restricted": restricted}
    against = [why for holds, why in _AGAINST if holds(said)]
    if harm_band != "standard":
        against.append("the harm is more than standard")
    against += _not_everyday(form, said)
    if against:
        return Proposed(ASB, against[0])
    return Proposed(
        GOOD_NEIGHBOURHOOD, "it is everyday household noise, and nothing tells of more harm"
    )


def _not_everyday(form: ReportForm, answers: Answers) -> Iterator[str]:
    kinds = answers.get("noise_kinds") or ()
    if not kinds:
        yield "it was not said what kind of noise it is"
        return  # also where the version of the form did not ask
    known = {answer.code: answer for answer in form.question("noise_kinds").answers}
    for code in kinds:
        if code not in known or not known[code].everyday:
            said = known[code].text if code in known else str(code)
            yield f"it is more than everyday noise: {said[0].lower()}{said[1:]}"


def require_can_take_track(
    track: str, proposed: Proposed, *, harm_band: str, sensitive: bool, reason: str
) -> None:
    """Another track than the proposed one needs a reason. Harm cannot be reasoned away."""
    if track not in TRACKS:
        raise NotNow("Choose what kind of case it is.")
    if track == GOOD_NEIGHBOURHOOD and (sensitive or harm_band == "high"):
        raise NotNow(
            "This report tells of hate, high harm or something restricted. Open it as anti-social "
            "behaviour."
        )
    if track != proposed.track and not reason.strip():
        raise NotNow(
            f"We proposed “{TRACKS[proposed.track].lower()}”, because {proposed.why}. "
            "Say why it is the other kind of case."
        )
