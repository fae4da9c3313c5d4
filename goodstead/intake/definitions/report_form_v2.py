"""The questions of the reporting form, second version.

Hate, violence and being targeted come with every kind of report: the words on a wall can be a threat
to whoever lives behind it. So whether it is aimed at somebody, whether anybody was hurt or
threatened, and whether it is because of who they are, is asked of everybody, in three pages. The
other questions about harm follow where it is not about rubbish, litter, graffiti or a left car, and
there too once one of the three says that it is about a person.
"""

from __future__ import annotations

from dataclasses import replace

from . import report_form_v1 as v1
from .asking import Only, Step

_YOU = "How it affects you"
_ASKED = (
    Step("targeted", v1.TARGETED.label, (v1.TARGETED,), section=_YOU),
    Step("violence", v1.VIOLENCE.label, (v1.VIOLENCE,), section=_YOU),
    Step("who-you-are", v1.STRANDS.label, (v1.STRANDS,), section=_YOU),
    Step("who-is-affected", v1.AFFECTED.label, (v1.AFFECTED,), Only.ABOUT_A_PERSON, _YOU),
    Step("daily-life", v1.DAILY_LIFE.label, (v1.DAILY_LIFE,), Only.ABOUT_A_PERSON, _YOU),
    Step("fear", v1.FEAR.label, (v1.FEAR,), Only.ABOUT_A_PERSON, _YOU),
    Step("support", v1.SUPPORT.label, (v1.SUPPORT,), Only.ABOUT_A_PERSON, _YOU),
    Step("harder", v1.VULNERABLE.label, (v1.VULNERABLE,), Only.ABOUT_A_PERSON, _YOU),
)


VOICEMAIL = replace(v1.VOICEMAIL, only_way="phone")
_SAFE = (v1.SAFE_TIMES, VOICEMAIL, v1.MUST_NOT_KNOW)


def _with_voicemail_for_telephones(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Who chose email only is not asked about voicemail."""
    return tuple(replace(s, questions=_SAFE) if s.code == "safe" else s for s in steps)


def _with_harm_asked_of_all(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps of the first version, with its questions about harm replaced where they stood."""
    first = next(n for n, step in enumerate(steps) if step.only == Only.PERSONAL)
    others = [step for step in steps if step.only != Only.PERSONAL]
    return (*others[:first], *_ASKED, *others[first:])


FORM = replace(
    v1.FORM,
    version="report-2",
    steps=_with_voicemail_for_telephones(_with_harm_asked_of_all(v1.FORM.steps)),
)
