"""``make screenshots``: the pictures in docs/screenshots, taken while the journey is walked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

if __name__ == "__main__":
    folder = ROOT / "docs" / "screenshots"
    settings = {**os.environ, "GOODSTEAD_PICTURES": str(folder)}
    command = [sys.executable, "-m", "pytest", "tests/journeys", "-q", "-p", "no:xdist"]
    sys.exit(subprocess.run(command, cwd=ROOT, env=settings, check=False).returncode)
