"""The reference page of clocks is written from the definitions."""

import sys
from dataclasses import dataclass
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from goodstead.clocks import reference

from .conftest import APPEAL, CONTACT, COURT, VISIT


@dataclass(frozen=True)
class Tool:
    name: str
    clocks: tuple


@pytest.fixture
def defined(monkeypatch):
    """Pretend that these values are all the definitions there are."""

    def _defined(**values):
        monkeypatch.setattr(reference, "_modules", lambda: [SimpleNamespace(**values)])

    return _defined


def test_clocks_are_found_wherever_a_definition_holds_them_with_its_name(defined):
    notice = Tool("Notice", (COURT, APPEAL))
    defined(A=APPEAL, B={"x": [CONTACT]}, C=notice, D={VISIT}, E=7, F=Tool)
    assert [(c.code, whose) for c, whose in reference.all_clocks()] == [
        ("appeal", "Notice"),
        ("contact", ""),
        ("court", "Notice"),
        ("visit", ""),
    ]


def test_one_promise_may_have_a_shorter_period_for_some(defined):
    from dataclasses import replace

    defined(A=Tool("Low harm", (CONTACT,)), B=Tool("High harm", (replace(CONTACT, amount=1),)))
    assert [(c.amount, whose) for c, whose in reference.all_clocks()] == [
        (1, "High harm"),
        (3, "Low harm"),
    ]


def test_the_page_has_a_row_for_each_with_a_worked_example(defined):
    defined(A=Tool("Notice", (APPEAL,)), B=CONTACT, C=COURT)
    out = StringIO()
    call_command("describe_clocks", stdout=out)
    rows = [line for line in out.getvalue().splitlines() if line.startswith("| `")]
    assert rows == [
        "| `appeal` | Last day to appeal | Notice | 21 days beginning with the day | No: set by law |"
        " section 46(2) | 2 March counts as day 1; last day 22 March 2026; section 46(2) |",
        "| `contact` | Contact the victim |  | 3 working days following the day |"
        " May be moved or paused | our service standard | 2 March does not count;"
        " weekends do not count; last day 5 March 2026; our service standard |",
        "| `court` | Go to court |  | 48 hours, Christmas Day not counted | No: set by law |"
        " section 80(3) | 48 hours, Christmas Day not counted, from 24 December 2026 at 10am;"
        " ends 27 December 2026 at 10am; section 80(3) |",
    ]


def test_what_the_law_sets_but_a_court_may_move_says_both():
    from dataclasses import replace

    assert reference._change(replace(APPEAL, movable=True)) == "Set by law; may be moved"
    assert reference._change(replace(VISIT, movable=False)) == "No"


def test_the_definitions_of_every_app_are_read(monkeypatch):
    found = {module.__name__ for module in reference._modules()}
    assert "goodstead.clocks.definitions.counting" in found
    assert "goodstead.access.definitions" in found
    assert "goodstead.clocks.definitions.counting" in sys.modules


def test_the_real_definitions_make_a_page():
    assert reference.page().startswith("# Clocks\n")
