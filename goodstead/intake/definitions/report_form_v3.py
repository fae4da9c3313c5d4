"""The questions of the reporting form, third version: a few of their own for each kind of trouble.

After what is happening comes one page about it: who deals with it and by when, what helps meanwhile,
what the council cannot do, and two to four questions. All of them may be left empty.
"""

from __future__ import annotations

from dataclasses import replace

from . import branches_v3_home, branches_v3_people, branches_v3_street
from . import report_form_v1 as v1
from . import report_form_v2 as v2
from .asking import Step

BRANCHES = (
    *branches_v3_home.BRANCHES,
    *branches_v3_street.BRANCHES,
    *branches_v3_people.BRANCHES,
)
_HINTS = {"other": "For example a quarrel with a neighbour"}
CATEGORY = replace(
    v1.CATEGORY,
    hint="Choose the one that matters most to you. You can tell us more on the next pages.",
    answers=tuple(replace(a, hint=_HINTS.get(a.code, a.hint)) for a in v1.CATEGORY.answers),
)


def _with_branches(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The page about it stands after the way out was shown, and before the story is told."""
    first = next(n for n, step in enumerate(steps) if step.code == "describe")
    what = (replace(s, questions=(CATEGORY,)) if s.code == "what" else s for s in steps[:first])
    return (*what, *(branch.step for branch in BRANCHES), *steps[first:])


FORM = replace(
    v2.FORM,
    version="report-3",
    steps=_with_branches(v2.FORM.steps),
    branches=BRANCHES,
    autos=(*v2.FORM.autos, ("safe_now", "no")),
    floors=(
        *v2.FORM.floors,
        ("animal_harm", "hurt"),
        ("graffiti_words", "yes"),
        ("sexual_forced", "yes"),
    ),
)
