"""Three programs that judge HTML, fetched by npm for the tests alone. Running Goodstead needs none.

``fetch`` is called by ``make test``. What is not here is said in one line, and its tests are skipped
with that line.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
CODESNIFFER = MODULES / "html_codesniffer/build/HTMLCS.js"
VALIDATE = MODULES / "html-validate/bin/html-validate.mjs"
VNU = MODULES / "vnu-jar/build/dist/vnu.jar"
NOT_FETCHED = (
    "the second engine and the validators of HTML (no node and npm, or they could not be fetched)"
)
NO_JAVA = "the validator of the web's own standard (no Java)"


def fetch() -> None:
    """Fetch them where npm is there; with the hashes of the lock, and nothing of theirs is run."""
    npm = shutil.which("npm")
    if npm is None or (CODESNIFFER.exists() and VALIDATE.exists() and VNU.exists()):
        return
    print("Fetching what judges the HTML of the public pages …", flush=True)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=HERE, check=False, stdout=subprocess.DEVNULL)


def missing() -> list[str]:
    """What is not run here, in words."""
    found = (
        [] if CODESNIFFER.exists() and VALIDATE.exists() and shutil.which("node") else [NOT_FETCHED]
    )
    return found if VNU.exists() and shutil.which("java") else [*found, NO_JAVA]


def html_validate(folder: Path) -> list[tuple[str, str, str]]:
    """(file, rule, words) for all that html-validate finds in the pages of a folder."""
    command = [
        "node",
        str(VALIDATE),
        "--config",
        str(HERE / "htmlvalidate.json"),
        "--formatter",
        "json",
    ]
    with tempfile.TemporaryFile() as said:  # node breaks off in a pipe that is full
        subprocess.run([*command, str(folder)], stdout=said, check=False)
        said.seek(0)
        pages = json.load(said)
    return [
        (Path(page["filePath"]).stem, found["ruleId"], found["message"])
        for page in pages
        for found in page["messages"]
    ]


def vnu(folder: Path) -> list[tuple[str, str, str]]:
    """(file, kind, words) for all errors that the Nu checker finds in the pages of a folder."""
    command = ["java", "-jar", str(VNU), "--format", "json", "--errors-only", "--exit-zero-always"]
    ran = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(ran.stderr)["messages"]
    return [(Path(one["url"]).stem, one["type"], one["message"]) for one in found]


if __name__ == "__main__":
    fetch()
    sys.exit("\n".join(missing()) or 0)
