"""What people may read who may not open cases: no count from one to four can be worked out.

Three things are done, in this order.

1. Counts from one to four say "Fewer than 5". Answers to surveys are given to the nearest ten per
   cent of a band, so that neither side of them can be counted.
2. What stays is checked as somebody with a pencil would: the sums that hold between the figures of
   a month and from month to month are worked through until nothing more follows. While a hidden
   number follows, another figure of that month is held back.
3. Some figures are never given: the number of open cases would tell from month to month how many
   were reopened, and the kinds of behaviour of one month are nearly all small.

The sums form a tree (no two of them share more than one number), so working through their limits
finds everything that follows from them. A month is decided from itself and the months before it,
and never again, so two readings at different times say no more than the later one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from math import ceil, inf

from .definitions.measures import FEWEST_ANSWERS, FEWEST_SHOWN, MEASURES, TWELVE_WEEKS_DAYS, Part
from .rules import Shown, half_up, shown

# One month's counts as kept: (measure, part) to numerator and denominator.
Kept = Mapping[tuple[str, str], tuple[int, int | None]]
Name = tuple[int, str]  # the place of the month, and the number in it
Limits = dict[Name, tuple[float, float]]

FEW = (1.0, FEWEST_SHOWN - 1.0)
ANYTHING = (0.0, inf)
NOT_SHOWN = Shown("Not shown", None)
NEVER = Shown("Not shown", None)
SMALL = Shown(f"Fewer than {FEWEST_SHOWN}", None)
TOO_SMALL = Shown("Not shown", None)

# The numbers that stand in a table, by the name that they have in the sums.
STAND = {
    "new": ("K2", ""),
    "reopened": ("K2", "reopened"),
    "nm01": ("K2", "nm01"),
    "hate": ("K2", "hate"),
    "old": ("K3", ""),
    "court": ("K3", "waiting_court"),
    "watched": ("K3", "monitoring"),
    "partner": ("K3", "with_partner"),
    "entered": ("K3", "entered"),
    "cleared": ("K3", "cleared"),
    "closed": ("K3b", ""),
    "quick": ("K3b", "before_12_weeks"),
}
# What is held back first when a hidden number follows: the least asked for.
_NEW_CASES = ("nm01", "reopened", "hate", "new")
_OLD_CASES = (
    "entered", "cleared", "quick", "partner", "watched", "court", "median", "closed", "old",
)  # fmt: skip
_BLOCKS = {name: block for block in (_NEW_CASES, _OLD_CASES) for name in block} | {
    "no_hate": _NEW_CASES, "other_status": _OLD_CASES, "slow": _OLD_CASES,
}  # fmt: skip
_NOWHERE = ("no_hate", "other_status", "slow")  # they stand in no table, but follow from others
_BANDS = (5, 10, 20, 50, 100, 200, 500, 1000)  # where each begins
_WIDE = 50  # from here on, ten per cent always holds several numbers


class Contradiction(Exception):
    """Kept figures that do not add up: one of the months waits to be counted again."""


@cache
def sums(place: int) -> tuple[tuple[tuple[int, Name], ...], ...]:
    """What holds between the numbers of a month, and with the month before: each comes to nought."""
    m = place
    found: list[tuple[tuple[int, Name], ...]] = [
        ((-1, (m, "nm01")), (1, (m, "new")), (1, (m, "reopened"))),
        ((-1, (m, "new")), (1, (m, "hate")), (1, (m, "no_hate"))),
        (
            (-1, (m, "old")), (1, (m, "court")), (1, (m, "watched")), (1, (m, "partner")),
            (1, (m, "other_status")),
        ),
        ((-1, (m, "closed")), (1, (m, "quick")), (1, (m, "slow"))),
        ((-1, (m, "slow")), (1, (m, "cleared")), (1, (m, "day_84"))),
    ]  # fmt: skip
    if m:
        found.append(
            (
                (-1, (m, "old")), (1, (m - 1, "old")), (1, (m, "entered")), (-1, (m, "cleared")),
            )
        )  # fmt: skip
    return tuple(found)


def work_out(limits: Limits, newest: int) -> Limits:
    """The limits of every number that follow from the sums, once those of ``newest`` are known.

    The limits of the months before are as they were worked out then.
    """
    limits, waiting = dict(limits), list(sums(newest))
    while waiting:
        row = waiting.pop()
        for sign, name in row:
            rest = [(s * -sign, other) for s, other in row if other != name]
            low = sum(limits[other][s < 0] * s for s, other in rest)
            high = sum(limits[other][s > 0] * s for s, other in rest)
            before = limits[name]
            now = max(before[0], low), min(before[1], high)
            if now[0] > now[1]:
                raise Contradiction
            if now != before:
                limits[name] = now
                near = {name[0], min(name[0] + 1, newest)}
                waiting += [
                    one
                    for place in near
                    for one in sums(place)
                    if one not in waiting and any(other == name for _, other in one)
                ]
    return limits


def _true(kept: Kept) -> dict[str, int]:
    """The numbers of a month, those between them, and the median in tenths of a day."""
    n = {name: kept[key][0] for name, key in STAND.items()}
    n["no_hate"] = n["new"] - n["hate"]
    n["other_status"] = n["old"] - n["court"] - n["watched"] - n["partner"]
    n["slow"] = n["closed"] - n["quick"]
    # A case closed on day 84 itself is rare: whoever reckons that there was none is nearly always
    # right, so this number counts as known.
    n["day_84"] = n["slow"] - n["cleared"]
    n["median"] = kept["K3b", "median"][0]
    return n


def _given(true: Mapping[str, int], held: frozenset[str], place: int) -> Limits:
    """What the table itself says of a month, when ``held`` is held back."""
    found: Limits = {(place, name): ANYTHING for name in _NOWHERE}
    for name in STAND:
        number = true[name]
        few = 0 < number < FEWEST_SHOWN
        found[place, name] = ANYTHING if name in held else FEW if few else (number, number)
    found[place, "day_84"] = (true["day_84"], true["day_84"])
    if "quick" in held or not _exact(true, held, "closed") or not _exact(true, held, "quick"):
        found[place, "quick"] = ANYTHING
    if _median_given(true, held):
        low, high = found[place, "quick"]
        half = true["closed"] / 2
        if true["median"] < 10 * TWELVE_WEEKS_DAYS:
            found[place, "quick"] = (max(low, ceil(half)), high)
        else:
            found[place, "quick"] = (low, min(high, int(half)))
    return found


def _exact(true: Mapping[str, int], held: frozenset[str], name: str) -> bool:
    return name not in held and not 0 < true[name] < FEWEST_SHOWN


def _median_given(true: Mapping[str, int], held: frozenset[str]) -> bool:
    return true["closed"] >= FEWEST_SHOWN and not held & {"closed", "median"}


def _follow(
    limits: Limits, years: Sequence[Mapping[str, int]], held: Sequence[frozenset[str]]
) -> set[str]:
    """The hidden numbers that follow, of any month, by name."""
    found = set()
    for place, true in enumerate(years):
        for name in (*STAND, *_NOWHERE) if true else ():  # nothing is hidden of a month not counted
            low, high = limits[place, name]
            hidden = not _exact(true, held[place], name) or (
                name == "quick" and not _exact(true, held[place], "closed")
            )
            if hidden and low == high:
                found.add(name)
    return found


@lru_cache(maxsize=64)
def held_back(years: tuple[tuple[tuple[str, int], ...] | None, ...]) -> list[frozenset[str]]:
    """What is held back of each month, the oldest first. ``None`` is a month that is not counted."""
    true: list[Mapping[str, int]] = []
    held: list[frozenset[str]] = []
    limits: Limits = {}
    for place, numbers in enumerate(years):
        true.append(dict(numbers or ()))
        held.append(frozenset(_EVERY) if numbers is None else frozenset())
        if numbers is None:
            limits |= {(place, name): ANYTHING for name in (*_EVERY, "day_84")}
            continue
        held[place] = _held_of(limits, true, held)
        limits = work_out(limits | _given(true[place], held[place], place), place)
    return held


# The most asked for first.
_EVERY = (*reversed(_NEW_CASES), *reversed(_OLD_CASES), *_NOWHERE, "day_84")


def _held_of(
    limits: Limits, true: Sequence[Mapping[str, int]], held: Sequence[frozenset[str]]
) -> frozenset[str]:
    """What is held back of the newest month: the least asked for until nothing hidden follows, and
    of that, the most asked for first, whatever can be given after all."""
    place = len(true) - 1

    def follow(back: frozenset[str]) -> set[str]:
        now = work_out(limits | _given(true[place], back, place), place)
        return _follow(now, true, [*held[:-1], back])

    back: frozenset[str] = frozenset()
    try:
        while following := follow(back):
            back |= {_least_asked_for(following, back)}
    except Contradiction:
        return frozenset(_EVERY)
    for name in sorted(back, key=_EVERY.index):
        if not follow(back - {name}):
            back -= {name}
    return back


def _least_asked_for(following: set[str], back: frozenset[str]) -> str:
    """Of the numbers that are bound up with those that follow, and are not held back yet."""
    blocks = dict.fromkeys(_BLOCKS[name] for name in sorted(following))
    return next(name for block in blocks for name in block if name not in back)


def published(
    months: Sequence[date], kept: Mapping[date, Kept]
) -> dict[tuple[date, str, str], Shown]:
    """What may be read of these months, which follow each other, the oldest first."""
    numbers = [_true(kept[month]) if month in kept else None for month in months]
    held = held_back(tuple(tuple(n.items()) if n else None for n in numbers))
    found: dict[tuple[date, str, str], Shown] = {}
    for month, true, back in zip(months, numbers, held, strict=True):
        for measure in MEASURES.values() if true else ():
            for part in measure.main:
                key = (measure.code, part.code)
                if key in kept[month]:
                    found[month, *key] = _cell(key, part, kept[month][key], true or {}, back)
    return found


_NAMES = {key: name for name, key in STAND.items()}


def _cell(
    key: tuple[str, str],
    part: Part,
    figure: tuple[int, int | None],
    true: Mapping[str, int],
    held: frozenset[str],
) -> Shown:
    if key[0] in {"K1a", "K1b"}:
        return _roughly(part, figure[0], figure[1] or 0)
    if key == ("K3", "share"):
        return NEVER
    if key == ("K3b", "median"):
        wanted = _median_given(true, held)
    elif part.unit == "rate":
        wanted = _exact(true, held, "new")
    else:
        name = _NAMES[key]
        wanted = _exact(true, held, name)
        if part.unit == "percent":
            wanted = wanted and _exact(true, held, "closed")
        elif not wanted and name not in held:
            return SMALL
    if not wanted:
        return NOT_SHOWN
    full = shown(part, *figure)
    return Shown(full.words, full.value, full.why)


def _roughly(part: Part, numerator: int, denominator: int) -> Shown:
    """Answers to the nearest ten per cent of a band, unless even that tells how many there were."""
    if not denominator:
        return Shown("–", None, f"No {part.over} yet")
    near, least = (
        _tens(numerator, denominator),
        max((b for b in _BANDS if b <= denominator), default=0),
    )
    if denominator < FEWEST_ANSWERS or not _keeps(near, least):
        return TOO_SMALL
    return Shown(f"About {near}%", near, f"{_band(least)} {part.over}")


def _band(least: int) -> str:
    after = [begin for begin in _BANDS if begin > least]
    return f"{least} to {after[0] - 1}" if after else f"{least:,} or more"


def _tens(numerator: int, denominator: int) -> int:
    return 10 * half_up(10 * numerator, denominator)


@cache
def _keeps(near: int, least: int) -> bool:
    """Whether these words leave open how many there were on either side, where there were few."""
    if least >= _WIDE:
        return True
    pairs = [
        (some, every - some)
        for every in range(least, _BANDS[_BANDS.index(least) + 1])
        for some in range(every + 1)
        if _tens(some, every) == near
    ]
    sides = ({some for some, _ in pairs}, {rest for _, rest in pairs})
    return not any(len(side) == 1 and 0 < min(side) < FEWEST_SHOWN for side in sides)
