"""``make bench``: build, measure, print the table. ``--reports 100000 --database sqlite`` for a part."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import postgres

ROOT = Path(__file__).parents[1]
Figures = dict[tuple[str, int], dict[str, Any]]


@contextlib.contextmanager
def database(kind: str) -> Iterator[str]:
    """An empty database of this kind, thrown away afterwards."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="goodstead-bench-") as folder:
            yield f"sqlite:///{folder}/bench.sqlite3"
    else:
        with postgres.running() as server:
            yield server.url


def run(module: str, argument: str, url: str) -> str:
    settings = {**os.environ, "DATABASE_URL": url, "GOODSTEAD_ENV": "demo"}
    command = [sys.executable, "-W", "ignore", "-m", module, argument]
    ran = subprocess.run(
        command, cwd=ROOT, env=settings, check=True, stdout=subprocess.PIPE, text=True
    )
    return ran.stdout


def table(found: Figures) -> str:
    """Markdown: milliseconds of processor time, p50 and p95, and how the cost grows."""
    kinds = sorted({kind for kind, _ in found})
    sizes = sorted({size for _, size in found})
    columns = [(kind, size) for kind in kinds for size in sizes if (kind, size) in found]
    head = ["Page", *(f"{kind}, {size:,}" for kind, size in columns)]
    head += [f"{kind}, growth" for kind in kinds if len(sizes) > 1]
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    names = [n for n, v in found[columns[0]].items() if isinstance(v, dict) and "p50" in v]
    for name in names:
        cells = [
            f"{found[c][name]['p50']:g} ({found[c][name]['p95']:g}; {found[c][name]['yardsticks']:g})"
            for c in columns
        ]
        for kind in kinds if len(sizes) > 1 else []:
            small, large = (found.get((kind, s), {}).get(name) for s in (sizes[0], sizes[-1]))
            cells.append(
                f"{large['yardsticks'] / small['yardsticks']:.2f}" if small and large else "–"
            )
        lines.append("| " + " | ".join([name, *cells]) + " |")
    sticks = [f"{found[c]['yardstick_ms']:g} / {found[c]['yardstick_after_ms']:g}" for c in columns]
    blank = [" "] * (len(head) - 1 - len(sticks))
    lines.append("| " + " | ".join(["Yardstick, before / after", *sticks, *blank]) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, action="append")
    parser.add_argument("--database", choices=["sqlite", "postgres"], action="append")
    parser.add_argument("--runs", default="40")
    parser.add_argument("--save", type=Path, help="also write every figure to this JSON file")
    asked = parser.parse_args()
    found: Figures = {}
    for kind in asked.database or ["sqlite", "postgres"]:
        for size in asked.reports or [100_000, 1_000_000]:
            with database(kind) as url:
                run("bench.build", str(size), url)
                found[kind, size] = json.loads(run("bench.pages", asked.runs, url).splitlines()[-1])
            print(f"{kind}, {size:,}: {json.dumps(found[kind, size])}", flush=True)
            if asked.save:
                kept = {f"{k} {s}": v for (k, s), v in found.items()}
                asked.save.write_text(json.dumps(kept, indent=1))
    print(
        "\nMilliseconds of processor time, ours and the database’s: p50 (p95; p50 in yardsticks). Growth is of the yardsticks.\n"
    )
    print(table(found))


if __name__ == "__main__":
    main()
