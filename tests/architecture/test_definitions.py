"""A published definition is something that people relied on. Change it by adding a version."""

import hashlib
import importlib
import json
from dataclasses import is_dataclass

from .source import APPS, ROOT

LOCK = ROOT / "tests/architecture/definitions.lock.json"
LOCKED = (
    "clocks.definitions",
    "risk.definitions",
    "cases.definitions.standards",
    "intake.definitions.branches_v",
    "intake.definitions.report_form_v",
)


def published() -> dict[str, str]:
    """Every dataclass instance held in a module of definitions, with a digest of what it says."""
    found = {}
    for path in sorted(APPS.glob("*/definitions/*.py")):
        name = ".".join(path.relative_to(APPS).with_suffix("").parts)
        if not name.startswith(LOCKED):
            continue
        module = importlib.import_module(f"goodstead.{name}")
        for key, value in vars(module).items():
            if is_dataclass(value) and not isinstance(value, type):
                found[f"{name}.{key}"] = hashlib.sha256(repr(value).encode()).hexdigest()[:16]
    return found


def test_published_definitions_have_not_been_edited():
    now, locked = published(), json.loads(LOCK.read_text())
    changed = {code for code in locked if now.get(code) != locked[code]}
    assert not changed, f"Add a new version instead of editing {changed}"
    assert set(now) == set(locked), "New definitions: run `make lock-definitions`"


def write_lock() -> None:
    """For `make lock-definitions`."""
    LOCK.write_text(json.dumps(published(), indent=1, sort_keys=True) + "\n")
