"""The house keeps its shape: rows, names, sizes, shares."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, get_resolver

from tests import everything

from .source import APPS, ROOT, contracts, modules, rows

VAGUE = {
    "utils", "util", "helpers", "helper", "common", "core", "misc", "services", "service",
    "managers", "signals", "base",
}  # fmt: skip
MOST_LINES, MOST_SHARE = 400, 0.25


def test_relations_point_down_even_when_written_as_strings():
    """The import contracts cannot see ForeignKey("cases.Case"); the app registry can."""
    row, up = rows(), []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            to = getattr(field, "related_model", None)
            if not to or field.auto_created or to._meta.label == settings.AUTH_USER_MODEL:
                continue
            a, b = model._meta.app_label, to._meta.app_label
            if a != b and a in row and b in row and row[a] >= row[b]:
                up.append(f"{model._meta.label}.{field.name} -> {to._meta.label}")
    assert not up


def test_every_app_is_in_the_contract_for_the_rows_and_for_the_inside():
    built = {p.parent.name for p in APPS.glob("*/__init__.py")}
    assert built <= set(rows())
    inside = {name.removeprefix("goodstead.") for name in contracts()[1]["containers"]}
    assert built - {"config", "demo"} <= inside


# Django asks for this name: a database back end is its package's ``base``.
NAMED_BY_DJANGO = {APPS / "config/postgresql/base.py"}


def test_no_vague_module_names():
    assert not [p for p in APPS.rglob("*.py") if p.stem in VAGUE and p not in NAMED_BY_DJANGO]


@pytest.mark.parametrize("path", [p for p in APPS.rglob("*.py") if "migrations" not in p.parts])
def test_modules_stay_small(path):
    assert len(path.read_text().splitlines()) <= MOST_LINES


def lines_per_app() -> Counter[str]:
    counted: Counter[str] = Counter()
    for path in modules():
        counted[path.relative_to(APPS).parts[0]] += len(path.read_text().splitlines())
    return counted


def too_large(counted: Counter[str]) -> dict[str, float]:
    total = sum(counted.values())
    return {app: n / total for app, n in counted.items() if n / total > MOST_SHARE}


def test_no_app_holds_more_than_a_quarter_of_the_code():
    assert not too_large(lines_per_app())


def test_the_share_test_sees_an_app_that_grew_too_large():
    assert too_large(Counter(cases=260, risk=740)) == {"cases": 0.26, "risk": 0.74}


def features():
    """Every named page of ours: the app, the name and the view class."""
    for resolver in get_resolver().url_patterns:
        for pattern in getattr(resolver, "url_patterns", []):
            if isinstance(pattern, URLPattern) and pattern.name:
                view = getattr(pattern.callback, "view_class", None)
                if view and view.__module__.startswith("goodstead."):
                    yield pytest.param(view, pattern.name, id=f"{resolver.app_name}:{pattern.name}")


@pytest.mark.parametrize("view,name", list(features()))
def test_a_feature_has_one_name_everywhere(view, name):
    app = view.__module__.split(".")[1]
    word = name.replace("-", "_")
    assert view.__name__ == "".join(part.capitalize() for part in name.split("-"))
    assert (ROOT / f"goodstead/{app}/tests/test_{word}.py").exists()
    if getattr(view, "template_name", None):
        assert view.template_name == f"{app}/{word}.html"
        assert (ROOT / f"goodstead/{app}/templates/{app}/{word}.html").exists()


def test_whatever_is_killed_or_cut_off_is_in_a_place_that_is_run():
    """These tests are left out of the ordinary run, so elsewhere nobody would ever run them."""
    run = {"resilience": everything.ROUGH, "hostile": ("tests/hostile",)}
    for path in (*APPS.rglob("tests/test_*.py"), *(ROOT / "tests").rglob("test_*.py")):
        place, text = str(path.relative_to(ROOT)), path.read_text()
        for mark, places in run.items():
            if re.search(rf"^(@|    |.*\[)pytest\.mark\.{mark}\b", text, re.MULTILINE):
                assert place.startswith(places), f"{place} is marked {mark} and never run"
