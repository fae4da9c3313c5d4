"""A reader with a pencil and patience, and a council with small numbers to try them on.

They take every word of the pages and of the files, set up the sums that hold between measures and
from month to month, and solve them.
"""

import csv
import re
from calendar import month_name
from datetime import date, datetime, time
from fractions import Fraction
from html import unescape
from io import StringIO
from random import Random

from django.utils import timezone

from goodstead.insight.definitions.measures import MEASURES
from goodstead.insight.models import CountedMonth, Figure

ANYTHING = (0, 10**6)
PATIENCE = 100  # rounds; what follows at all follows in a few
CODES = ("K1a", "K1b", "K2", "K3", "K3b")


# A council with small numbers, whose sums are right


def council(seed, months, size):
    """Consistent figures by month: what came in, what stood open, what went out."""
    chance = Random(seed)
    old, found = chance.randint(0, size), {}
    standing = old + 30 * size  # enough that no month ends with more old cases than open ones
    for month in months:
        n = {"new": chance.randint(0, size), "reopened": chance.choice((0, 0, 0, 1, 2))}
        n["hate"] = chance.randint(0, n["new"] // 2)
        entered = chance.randint(0, size // 2)
        cleared = chance.randint(0, min(old + entered, size // 2))
        quick = chance.randint(0, size)
        closed = cleared + quick
        old += entered - cleared
        standing += n["new"] + n["reopened"] - closed
        court, watched, partner = _some_of(chance, old, 3)
        answers = chance.randint(0, 3 * size)
        content = chance.randint(0, answers)
        middle = 10 * chance.randint(1, 80) if 2 * quick > closed else 10 * chance.randint(90, 200)
        found[month] = {
            ("K1a", ""): (content, answers),
            ("K1a", "returned"): (answers, 2 * answers),
            ("K1b", ""): (answers - content, answers),
            ("K2", ""): (n["new"], None),
            ("K2", "rate"): (n["new"], 120_000),
            ("K2", "reopened"): (n["reopened"], None),
            ("K2", "nm01"): (n["new"] + n["reopened"], None),
            ("K2", "hate"): (n["hate"], None),
            ("K3", ""): (old, None),
            ("K3", "share"): (old, standing),
            ("K3", "waiting_court"): (court, None),
            ("K3", "monitoring"): (watched, None),
            ("K3", "with_partner"): (partner, None),
            ("K3", "entered"): (entered, None),
            ("K3", "cleared"): (cleared, None),
            ("K3b", ""): (closed, None),
            ("K3b", "median"): (middle if closed else 0, closed),
            ("K3b", "before_12_weeks"): (quick, closed),
        }
    return found


def _some_of(chance, whole, parts):
    found = []
    for _ in range(parts):
        found.append(chance.randint(0, whole - sum(found)))
    return found


def keep(figures, on):
    """As the worker keeps them: each month counted after it ended."""
    at = datetime.combine(on, time(3), tzinfo=timezone.get_current_timezone())
    for month, numbers in figures.items():
        row = CountedMonth.objects.create(month=month, counted_at=at)
        Figure.objects.bulk_create(
            Figure(month=row, measure=code, part=part, numerator=n, denominator=d)
            for (code, part), (n, d) in numbers.items()
        )


# What the reader has


def read_pages(client):
    """Every cell of the pages and of the files: (month, measure, part) to its words and the why."""
    cells, files = {}, {}
    for code in CODES:
        body = client.get(f"/figures/{code}").content.decode()
        table = body[body.index("By month, the newest first") :]
        for row in re.findall(r"<tr.*?</tr>", table[table.index("<tbody") :], re.S):
            name, year = re.search(r"<th[^>]*>([^<]*)", row)[1].split()
            month = date(int(year), list(month_name).index(name), 1)
            for part, cell in zip(
                MEASURES[code].main, re.findall(r"<td.*?</td>", row, re.S), strict=True
            ):
                plain = re.sub(r"<span class=.govuk-visually-hidden.*?</span>", "", cell)
                words, _, why = unescape(re.sub(r"<(?!br)[^>]*>", "", plain)).partition("<br>")
                cells[month, code, part.code] = (words.strip(), why.strip())
        text = b"".join(client.get(f"/figures/{code}?format=csv").streaming_content).decode(
            "utf-8-sig"
        )
        for line in csv.reader(StringIO(text)):
            if line[0] != "Month":
                month = date.fromisoformat(f"{line[0]}-01")
                for part, words in zip(MEASURES[code].main, line[1:], strict=True):
                    files[month, code, part.code] = words
    assert files == {key: words for key, (words, _) in cells.items()}, "the file says the same"
    return cells


NAMES = {
    ("K2", ""): "new", ("K2", "reopened"): "reopened", ("K2", "nm01"): "nm01",
    ("K2", "hate"): "hate", ("K3", ""): "old", ("K3", "waiting_court"): "court",
    ("K3", "monitoring"): "watched", ("K3", "with_partner"): "partner",
    ("K3", "entered"): "entered", ("K3", "cleared"): "cleared", ("K3b", ""): "closed",
}  # fmt: skip


def limits_read(cells):
    """From words to limits: exact, 1 to 4, or anything."""
    limits = {}

    def narrow(name, low, high):
        before = limits.get(name, ANYTHING)
        limits[name] = (max(before[0], low), min(before[1], high))

    for (month, code, part), (words, why) in cells.items():
        if (code, part) in NAMES:
            name = (month, NAMES[code, part])
            number = int(words) if words.isdigit() else None
            narrow(name, *((number, number) if number is not None else ANYTHING))
            if words == "Fewer than 5":
                narrow(name, 1, 4)
        said = re.match(r"(\d+) of (\d+) (open cases|cases closed)", why)
        if said:
            top, whole = int(said[1]), int(said[2])
            names = ("old", "open") if said[3] == "open cases" else ("quick", "closed")
            narrow((month, names[0]), top, top)
            narrow((month, names[1]), whole, whole)
        if why == "No cases closed yet":
            narrow((month, "quick"), 0, 0)
        if part == "rate" and words[0].isdigit():
            near, people = Fraction(words), int(re.search(r"[\d,]+", why)[0].replace(",", ""))
            step = Fraction(5, 1000)
            low, high = ((near + s) * people / 1000 for s in (-step, step))
            narrow((month, "new"), max(0, -(-low // 1)), high // 1)
    return limits


def sums_known(months):
    """Every sum that holds, with the open cases as well: each row comes to nought."""
    rows = []
    for before, m in zip([None, *months], months, strict=False):
        rows += [
            {(m, "nm01"): -1, (m, "new"): 1, (m, "reopened"): 1},
            {(m, "new"): -1, (m, "hate"): 1, (m, "no_hate"): 1},
            {(m, "old"): -1, (m, "court"): 1, (m, "watched"): 1, (m, "partner"): 1, (m, "rest"): 1},
            {(m, "closed"): -1, (m, "quick"): 1, (m, "cleared"): 1},  # but for closings on day 84
            {(m, "open"): -1, (m, "old"): 1, (m, "young"): 1},
        ]
        if before:
            rows += [
                {(m, "old"): -1, (before, "old"): 1, (m, "entered"): 1, (m, "cleared"): -1},
                {
                    (m, "open"): -1, (before, "open"): 1, (m, "new"): 1, (m, "reopened"): 1,
                    (m, "closed"): -1,
                },
            ]  # fmt: skip
    return rows


def solve(limits, rows):
    """The limits that follow; a number is found when both meet. By limits, and by elimination."""
    every = rows + eliminated(limits, rows)
    limits = {name: ANYTHING for row in every for name in row if name is not None} | limits
    for _ in range(PATIENCE):
        before = dict(limits)
        for row in every:
            for name in row:
                if name is not None:
                    low, high = between(limits, row, name)
                    low, high = max(limits[name][0], -(-low // 1)), min(limits[name][1], high // 1)
                    assert low <= high, "the sums that the reader uses are right"
                    limits[name] = (low, high)
        if limits == before:
            break
    return limits


def between(limits, row, name):
    """What the other numbers of a sum leave for one of them."""
    low = high = Fraction(0)
    for other, times in row.items():
        if other != name:
            ends = [-times * end / Fraction(row[name]) for end in limits.get(other, (1, 1))]
            low, high = low + min(ends), high + max(ends)
    return low, high


def eliminated(limits, rows):
    """The sums with what is known put in, brought to echelon form: what follows from all at once."""
    left, done = [known_put_in(limits, row) for row in rows], []
    while left:
        row = left.pop()
        first = next((name for name in row if name is not None), None)
        if first is not None:
            row = {name: factor / row[first] for name, factor in row.items()}
            left = [less(other, row, first) for other in left]
            done = [*(less(other, row, first) for other in done), row]
    return done


def known_put_in(limits, row):
    found = {None: Fraction(0)}
    for name, factor in row.items():
        low, high = limits.get(name, ANYTHING)
        if low == high:
            found[None] += factor * Fraction(low)
        else:
            found[name] = Fraction(factor)
    return found


def less(other, row, first):
    """A sum without one of its numbers, by taking away a multiple of another."""
    times = other.get(first, 0)
    if not times:
        return other
    new = {name: other.get(name, 0) - times * row.get(name, 0) for name in {*other, *row}}
    return {name: factor for name, factor in new.items() if factor or name is None}


NOWHERE = ("no_hate", "rest", "young", "open")  # of these only the small ones matter


def worked_out(cells):
    """The hidden or small numbers that the reader finds."""
    months = sorted({month for month, *_ in cells})
    given = limits_read(cells)
    found = {}
    for name, (low, high) in solve(given, sums_known(months)).items():
        before = given.get(name, ANYTHING)
        hidden = before[0] != before[1] and name[1] not in NOWHERE
        if low == high and (hidden or 0 < low < 5):
            found[name] = int(low)
    return found
