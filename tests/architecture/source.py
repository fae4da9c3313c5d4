"""Reading our own source, so that nobody has to remember the rules."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = ROOT / "goodstead"
WRITES = {
    "save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create",
    "update_or_create", "aupdate", "asave", "acreate", "adelete", "set", "add", "remove", "clear",
}  # fmt: skip
# set, add, remove and clear are writes on a relation and harmless on a Python collection.
RELATION_WRITES = {"set", "add", "remove", "clear"}


def modules(app: str = "*") -> Iterator[Path]:
    """Every module of an app (or of all), without tests and migrations."""
    for path in sorted(APPS.glob(f"{app}/**/*.py")):
        parts = path.relative_to(APPS).parts
        if "tests" not in parts and "migrations" not in parts:
            yield path


def kind(path: Path) -> str:
    """Which room of its app a module is in: ``actions``, ``rules``, ``views`` …"""
    parts = path.relative_to(APPS).parts
    return parts[1].removesuffix(".py") if len(parts) > 1 else ""


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def calls(node: ast.AST) -> list[str]:
    """The names called below a node, in reading order."""
    found = [c for c in ast.walk(node) if isinstance(c, ast.Call)]
    return [ast.unparse(c.func) for c in sorted(found, key=lambda c: (c.lineno, c.col_offset))]


def contracts() -> list[dict]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return settings["tool"]["importlinter"]["contracts"]


def rows() -> dict[str, int]:
    """Each app's row, counted from the top."""
    return {
        app.strip(" ()"): row
        for row, names in enumerate(contracts()[0]["layers"])
        for app in names.split("|")
    }
