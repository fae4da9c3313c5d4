"""P-2 and T11: a link that was never given, one that was stopped and one for something else are one
and the same to whoever tries them, and cost the same work."""

import hashlib
import random
import statistics
import time
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodstead.intake import actions, following, queries
from goodstead.intake.models import Report
from goodstead.intake.tests.telling import EVERYTHING, key
from goodstead.intake.tests.test_non_interference import alike

from .figures import SEED, SOAK, many, stands

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
GUESSES = many(10_000, 1_000_000)
TIMINGS = 1_000


@pytest.fixture
def tokens(people):
    """One that opens, one that was stopped, one never given and one that is too short."""
    opens = actions.submit_report(by=None, at=AT, submission_key=key(), answers=EVERYTHING)
    gone = actions.submit_report(by=None, at=AT, submission_key=key(), answers=EVERYTHING)
    actions.stop_link(by=None, at=AT, report=gone[0])
    never = following.token_of(key())
    return {"opens": opens[1], "stopped": gone[1], "never": never, "short": never[:9]}


@pytest.fixture
def counted(monkeypatch):
    """How many hashes were made."""
    made = []
    kept = following.hash_of
    monkeypatch.setattr(following, "hash_of", lambda token: made.append(1) or kept(token))
    return made


def asked(token, counted):
    """How many statements and hashes it costs to look a token up."""
    counted.clear()
    with CaptureQueriesContext(connection) as found:
        queries.report_of_link(token)
    return len(found), len(counted)


def test_looking_a_link_up_costs_the_same_whether_or_not_there_is_one(tokens, counted):
    assert {asked(token, counted) for token in tokens.values()} == {(1, 1)}
    assert queries.report_of_link(tokens["opens"]) is not None


def test_the_twin_a_look_up_that_asks_more_of_a_link_that_is_there_is_found(
    tokens, counted, monkeypatch
):
    kept = queries.report_of_link

    def telling(token):
        found = kept(token)
        return found if found is None else Report.objects.get(pk=found.pk)

    monkeypatch.setattr(queries, "report_of_link", telling)
    assert len({asked(token, counted) for token in tokens.values()}) > 1


def answer(url, post=False):
    """Status, headers, bytes and the number of statements of one try by a stranger."""
    client = Client()
    with CaptureQueriesContext(connection) as found:
        got = client.post(url, {}) if post else client.get(url)
    headers = {k: v for k, v in got.headers.items() if k != "Set-Cookie"}
    return got.status_code, headers, alike(got.content.decode()), len(found)


@pytest.mark.parametrize(
    "page", ["", "/more", "/worse", "/contact", "/disagree", "/look-again", "/files", "/stop"]
)
def test_every_page_behind_a_link_refuses_each_in_the_same_way(tokens, page):
    for post in (False, True):
        refused = {405} if post and not page else {404}
        tried = [answer(f"/follow/{tokens[which]}{page}", post) for which in ("stopped", "never")]
        assert tried[0] == tried[1] and tried[0][0] in refused
        short = answer(f"/follow/{tokens['short']}{page}", post)
        assert (short[0], len(short[2]), short[3]) == (tried[0][0], len(tried[0][2]), tried[0][3])


def test_guesses_open_nothing(tokens):
    chance, hits = random.Random(SEED), 0
    with connection.cursor() as cursor:
        for first in range(0, GUESSES, 500):
            hashes = [
                hashlib.sha256(chance.randbytes(24)).hexdigest()
                for _ in range(min(500, GUESSES - first))
            ]
            marks = ", ".join(["%s"] * len(hashes))
            table = Report._meta.db_table
            cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE follow_hash IN ({marks})", hashes)
            hits += cursor.fetchone()[0]
    assert hits == 0
    assert queries.report_of_link(tokens["opens"]) is not None
    stands("T11 guessing", f"{hits} of {GUESSES:,} guesses of a private link open anything")


@pytest.mark.skipif(not SOAK, reason="times are measured by make soak; here the work is counted")
def test_the_time_of_a_look_up_does_not_tell(tokens):
    """Mann-Whitney over a thousand look-ups of each, one after the other in turns."""
    taken = {"stopped": [], "never": []}
    for _ in range(TIMINGS):
        for which, times in taken.items():
            begun = time.perf_counter()
            Client().get(f"/follow/{tokens[which]}")
            times.append(time.perf_counter() - begun)
    p = mann_whitney(taken["stopped"], taken["never"])
    middle = [statistics.median(times) for times in taken.values()]
    apart = abs(middle[0] - middle[1]) / max(middle)
    stands(
        "P-2 timing", f"p = {p:.3f}, medians {apart:.1%} apart",
        timings=2 * TIMINGS, medians_ms=[round(1000 * one, 2) for one in middle],
    )  # fmt: skip
    assert p > 0.01 and apart < 0.05


def mann_whitney(one: list[float], two: list[float]) -> float:
    """The chance that two samples of one kind differ so much (two-sided, normal approximation)."""
    ranked = sorted([(t, 0) for t in one] + [(t, 1) for t in two])
    ranks = sum(place for place, (_, which) in enumerate(ranked, 1) if which == 0)
    n, m = len(one), len(two)
    u = ranks - n * (n + 1) / 2
    z = (u - n * m / 2) / (n * m * (n + m + 1) / 12) ** 0.5
    return 2 * (1 - statistics.NormalDist().cdf(abs(z)))


def test_the_test_of_times_sees_a_difference_and_none_where_there_is_none():
    chance = random.Random(SEED)
    same = [chance.gauss(10, 1) for _ in range(1000)]
    assert mann_whitney(same, [chance.gauss(10, 1) for _ in range(1000)]) > 0.01
    assert mann_whitney(same, [chance.gauss(10.3, 1) for _ in range(1000)]) < 0.01
