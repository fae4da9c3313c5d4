"""Processor time of each page: ours and the database's together. Prints one JSON object.

Run in the settings of a database made by ``bench.build``: ``python -m bench.pages 30``.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstead.config.settings")
_began = time.process_time()

import django  # noqa: E402

django.setup()

import psutil  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from goodstead.access.models import User  # noqa: E402
from goodstead.cases.models import Case  # noqa: E402
from goodstead.intake.models import Report  # noqa: E402

from .build import RARE_HITS  # noqa: E402

STEPS = {
    "danger": {"danger": "yes"},
    "what": {"category": "noise"},
    "about-noise": {"noise_kinds": ["music"], "noise_from": "home", "noise_times": ["night"]},
    "describe": {"description": "Loud music at night"},
    "where": {"search": "HM1 1AA"},
    "which-place": {"place": "postcode:HM11AA", "house": "14"},
    "when": {"frequency": "weekly"},
    "who-is-affected": {"affected": "me"},
    "daily-life": {"daily_life": "a_lot"},
    "fear": {"fear": "yes"},
    "targeted": {"targeted": "no"},
    "violence": {"violence": "no"},
    "support": {"support": "few"},
    "may-we-contact-you": {"may_contact": "yes"},
    "contact": {"name": "Ann Example", "telephone": "01632 960001", "ways": ["phone"]},
    "safe": {"voicemail": "no"},
    "follow": {"follow": "yes"},
}


def backend() -> psutil.Process | None:
    """The database's own process for our connection."""
    if connection.vendor == "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return psutil.Process(cursor.fetchone()[0])


class Meter:
    """Milliseconds of processor time, ours and the database's."""

    def __init__(self) -> None:
        self.database = backend()

    def now(self) -> float:
        used = time.process_time()
        if self.database:
            times = self.database.cpu_times()
            used += times.user + times.system
        return used * 1000

    def measure(self, runs: int, prepare: Callable[[], Callable[[], object]]) -> dict[str, float]:
        """Each run is prepared outside the measuring. The server's clock ticks at 10 ms, so the
        middle is of batches of five."""
        found, walls, beside = [], [], []
        for _ in range(3):
            prepare()()
        for _ in range(max(runs // 5, 4)):
            batch = [prepare() for _ in range(5)]
            stick = yardstick(2)
            before, started = self.now(), time.perf_counter()
            for one in batch:
                one()
            walls.append((time.perf_counter() - started) * 200)
            found.append((self.now() - before) / 5)
            beside.append(found[-1] / stick)
        return {
            "p50": _part(found, 0.5),
            "p95": _part(found, 0.95),
            "wall_p50": _part(walls, 0.5),
            "yardsticks": round(_part(beside, 0.5, 3), 2),
        }


def _part(figures: list[float], part: float, digits: int = 1) -> float:
    found = sorted(figures)
    return round(found[min(int(len(found) * part), len(found) - 1)], digits)


def yardstick(times: int = 5) -> float:
    """Milliseconds of processor time for a fixed piece of Python, the quickest of so many.

    A shared machine is sometimes twice as slow as an hour before. Figures of two days, or of two
    databases measured one after the other, are compared by what this took beside them. It is 7 on
    the machine of the first figures when nobody else uses it.
    """
    taken = []
    for _ in range(times):
        before = time.process_time()
        words = [f"{number} of the same words" for number in range(20_000)]
        sum(len(word.split()) for word in sorted(words))
        taken.append((time.process_time() - before) * 1000)
    return round(min(taken), 1)


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(User.objects.filter(role=role).order_by("pk")[0])
    client.get("/my-day")
    return client


def get(client: Client, path: str) -> Callable[[], object]:
    def ask() -> object:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer

    return ask


_houses = count(1)


def last_step() -> Callable[[], object]:
    """A resident who has answered everything; what is measured is the last button.

    Each lives in another house: hundreds of reports about one door are nobody's inbox.
    """
    house = {"house": str(next(_houses) % 300 + 1)}
    client = Client()
    here = client.post("/report").url
    while here != "/report/check":
        step = STEPS.get(here.removeprefix("/report/"), {})
        here = client.post(here, step | house if "house" in step else step).url
    found = re.search(rb'name="submission_key" value="([^"]+)"', client.get(here).content)
    assert found
    key = found[1].decode()

    def send() -> object:
        answer = client.post("/report/check", {"submission_key": key})
        assert answer.url == "/report/done", answer
        return answer

    return send


def turns(*paths: str) -> Iterator[str]:
    for number in count():
        yield paths[number % len(paths)]


def pages() -> dict[str, Callable[[], Callable[[], object]]]:
    """What is measured, by name."""
    leader, officer = signed_in("team_leader"), signed_in("neighbourhood_officer")
    many = Report.objects.order_by("-pk").values_list("pk", flat=True)[0]
    full = Case.objects.order_by("-pk")[0].reference
    numbers = count(1)
    common = turns("music", "shouting", "fence", "loud music")
    rare, words = count(7), many // RARE_HITS
    lists = turns("noise", "drugs", "pets")

    def page(client: Client, path: Callable[[], str]) -> Callable[[], Callable[[], object]]:
        return lambda: get(client, path())

    def somebody() -> int:
        return next(numbers) * 7919 % many + 1

    return {
        "Last step of the report form (durable)": last_step,
        "Triage inbox": page(leader, lambda: "/inbox"),
        "Triage inbox, officer": page(officer, lambda: "/inbox"),
        "Filtered list of reports": page(leader, lambda: f"/reports?category={next(lists)}"),
        "Filtered list of reports, officer": page(
            officer, lambda: f"/reports?category={next(lists)}"
        ),
        "List of cases": page(leader, lambda: "/cases"),
        "Text search, common word": page(leader, lambda: f"/search?q={next(common)}"),
        "Text search, rare word": page(leader, lambda: f"/search?q=item{next(rare) * 31 % words}"),
        "Case page, 200 entries": page(leader, lambda: f"/cases/{full}"),
        "Look-up of a reporter": page(leader, lambda: f"/search?q=01632{100000 + somebody()}"),
        "What is near a place": page(leader, lambda: "/search?q=near HM1 1AA"),
        "Due list": page(leader, lambda: "/due?whose=team"),
        "Figures page": page(leader, lambda: "/figures"),
    }


def csv_of_everything(client: Client, meter: Meter) -> dict[str, float]:
    """Every report as CSV, streamed: processor time and how much the memory grew."""
    process, before = psutil.Process(), meter.now()
    start = process.memory_info().rss
    most = start
    lines = 0
    for number, chunk in enumerate(client.get("/reports?format=csv").streaming_content):
        lines += chunk.count(b"\n")
        if number % 200 == 0:
            most = max(most, process.memory_info().rss)
    return {
        "rows": lines - 1,
        "seconds": round((meter.now() - before) / 1000, 1),
        "grew_mb": round((most - start) / 2**20, 1),
    }


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    Client().get("/healthz")
    start_up = round((time.process_time() - _began), 2)
    meter = Meter()
    found: dict[str, object] = {"yardstick_ms": yardstick()}
    found |= {name: meter.measure(runs, ask) for name, ask in pages().items()}
    found["yardstick_after_ms"] = yardstick()
    found["memory_mb"] = round(psutil.Process().memory_info().rss / 2**20)
    if "quick" not in sys.argv:
        found["csv"] = csv_of_everything(signed_in("coordinator"), meter)
    found["start_up_s"] = start_up
    print(json.dumps(found))


if __name__ == "__main__":
    main()
