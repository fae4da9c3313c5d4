"""The Neighbourhood Standard: what is promised today, and how often it was kept last quarter.

Read from the configuration that the clocks themselves are started from, so the page cannot promise
anything else than what officers are held to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from goodstead.cases.definitions.categories import CATEGORIES
from goodstead.cases.definitions.standards import Standard, in_force
from goodstead.clocks.definitions.counting import Unit
from goodstead.intake.definitions.asking import Branch
from goodstead.intake.definitions.report_forms import FORM
from goodstead.intake.definitions.standards import ACKNOWLEDGE

from .definitions.promises import EVERY, FEWEST_COUNTED, PROMISES, WITHIN, Promise
from .models import KeptPromise
from .quarters import quarter_before
from .rules import half_up

BANDS = ("high", "medium", "standard")


@dataclass(frozen=True)
class Shown:
    """One promise as the page says it: the time for each band, and how often it was kept."""

    promise: Promise
    high: str
    medium: str
    standard: str
    kept: str
    counted: str


@dataclass(frozen=True)
class Kind:
    """What the council does about one kind of trouble."""

    name: str
    branch: Branch


def promises(on: date) -> list[Shown]:
    """Each promise as it applies on a day."""
    kept = {row.code: row for row in KeptPromise.objects.of(quarter_before(on))}
    return [_shown(promise, kept.get(promise.code), on) for promise in PROMISES]


def kinds() -> list[Kind]:
    """Every kind of trouble that the form in use asks about, in its order."""
    return [
        Kind(", ".join(gettext(CATEGORIES[code].public) for code in branch.categories), branch)
        for branch in FORM.branches
    ]


def _shown(promise: Promise, row: KeptPromise | None, on: date) -> Shown:
    standard = _standard(promise.code, on)
    high, medium, low = (_words(standard, band, every=promise.every) for band in BANDS)
    if row is None or row.counted < FEWEST_COUNTED:
        return Shown(promise, high, medium, low, gettext("Too few to say"), "")
    share = f"{half_up(100 * row.in_time, row.counted)}%"
    return Shown(promise, high, medium, low, share, f"{row.counted:,}")


def _standard(code: str, on: date) -> Standard:
    return ACKNOWLEDGE if code == ACKNOWLEDGE.code else in_force(code, on)


def _words(standard: Standard, band: str, *, every: bool) -> str:
    """“in 3 working days”, “every 2 weeks”; days that make whole weeks are said as weeks."""
    amount = standard.amount(band)
    if amount is None:
        return gettext("not promised")
    unit = standard.unit.value
    if standard.unit is Unit.DAYS and amount % 7 == 0:
        amount, unit = amount // 7, "weeks"
    said = (EVERY if every else WITHIN)[unit]
    return ngettext(said.one, said.many, amount).format(amount=amount)
