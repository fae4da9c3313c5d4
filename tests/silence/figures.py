"""A figure is printed and stands in the reference; of a long run a line is kept as evidence."""

from __future__ import annotations

import json
import os
import subprocess
import time

from tests.architecture.source import ROOT

REFERENCE = ROOT / "docs/reference/safety-figures.md"
EVIDENCE = ROOT / "docs/evidence/soak.jsonl"
SOAK = os.environ.get("GOODSTEAD_SOAK") == "1"
SEED = int(os.environ.get("GOODSTEAD_SEED", "7"))


def many(usual: int, soak: int) -> int:
    """So many in every run of the tests, so many on ``make soak``."""
    return soak if SOAK else usual


def stands(name: str, figure: str, **counts: object) -> None:
    """Print it. In every run it must be what the reference says; a soak is written down instead."""
    print(f"{name}: {figure} {counts or ''}")
    if SOAK:
        keep(name, figure, **counts)
        return
    said = " ".join(REFERENCE.read_text().replace("\n> ", " ").split())
    assert f"{name}: {figure}" in said, f"docs/reference/safety-figures.md lacks: {name}: {figure}"


def keep(name: str, figure: str, **counts: object) -> None:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True,
        check=False,
    ).stdout.strip()  # fmt: skip
    line = {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "commit": commit,
        "seed": SEED,
        "figure": f"{name}: {figure}",
        **counts,
    }
    with EVIDENCE.open("a") as kept:
        kept.write(json.dumps(line) + "\n")
