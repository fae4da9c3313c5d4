"""What the product imports is what ``make run`` fetches. The tests fetch more, and would hide it."""

import ast
import re
import sys
from importlib.metadata import packages_distributions

from .source import ROOT, modules, tree


def imported() -> set[str]:
    """The packages from elsewhere that the product imports, wherever in a module it does."""
    found = set()
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                found |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add((node.module or "").split(".")[0])
    return found - set(sys.stdlib_module_names) - {"goodstead"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def not_fetched(names: set[str], lock: str) -> set[str]:
    fetched = {plain(name) for name in re.findall(r"^([\w.-]+)==", lock, re.M)}
    known = packages_distributions()
    return {name for name in names if not {plain(d) for d in known[name]} & fetched}


def test_everything_that_is_imported_is_fetched_for_running():
    assert imported() > {"django", "allauth"}
    assert not_fetched(imported(), (ROOT / "requirements/run.txt").read_text()) == set()


def test_a_package_that_only_the_tests_fetch_is_seen():
    """The twin. The types of Django are there in the tests; they once were not when it ran."""
    lock = (ROOT / "requirements/run.txt").read_text()
    without = lock.replace("django-stubs-ext==", "something-else==")
    assert not_fetched(imported(), without) == {"django_stubs_ext"}
    assert not_fetched({"pytest"}, lock) == {"pytest"}
