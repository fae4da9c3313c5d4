"""W-4: every public page is gone through with Tab, from its first stop to its last.

At each stop the focus is seen, in the window, not covered, and comes after the one before. The skip
link is the first, nothing that a mouse can use is left out, and the way leads out at the end. In an
ordinary run the first state of each page on a phone; with GOODSTEAD_EVERYONE=all every state, on a
phone and on a desk, with scripts and without.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count, islice
from typing import Any

import pytest

from .looking import WIDTHS, Looker
from .states import Seen, states_of
from .test_keyboard import KEYS, MOST_STOPS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
ALL = os.environ.get("GOODSTEAD_EVERYONE") == "all"
# Drawn when nothing works: no head, so nothing to skip.
BARE = {"error: 429", "error: 500", "error: 503"}


AT_ONCE = 8  # presses of Tab before the page is asked what they met


def stops(look: Looker, scripts: bool) -> Iterator[dict[str, Any]]:
    """What each press of Tab meets. Without scripts a page hears nothing, and is asked each time."""
    look.page.evaluate(f"{KEYS}.begin()")
    for number in count(1):
        look.page.keyboard.press("Tab")
        if not scripts:
            yield look.page.evaluate(f"{KEYS}.stop(true)")
        elif number % AT_ONCE == 0:
            yield from look.page.evaluate("window.stops.splice(0)")


def through(look: Looker, *, skips: bool = True, scripts: bool = True) -> tuple[int, list[str]]:
    """How many stops a page that is shown has, and what is wrong with them."""
    names: list[str] = []
    wrong: list[str] = []
    for found in islice(stops(look, scripts), MOST_STOPS):
        if not found["name"] or found["again"]:
            break
        names.append(found["name"])
        wrong += found["wrong"]
    if len(look.context.pages) > 1 or look.page.evaluate("!document.querySelector('[data-stop]')"):
        wrong.append("a stop led to another page or opened a window")
    # At the end the browser takes over: nothing has the focus, or it begins again with the first.
    if found["name"] not in {"", *names[:1]}:
        wrong.append(f"{found['name']}: there is no way on from here")
    if skips and "Skip to main content" not in "".join(names[:1]):
        wrong.append(f"the first stop is {names[:1]}")
    return len(names), wrong + list(look.page.evaluate(f"{KEYS}.passed()"))


def sample() -> list[Seen]:
    first = {one.page: one for one in reversed(states_of())}
    return states_of() if ALL else list(first.values())


def through_all(browser, figure, width: int, *, scripts: bool = True) -> None:
    states, met, wrong = sample(), 0, []
    look = Looker(browser, width, java_script_enabled=scripts)
    for state in states:
        look.show(state)
        found, faults = through(look, skips=state.page not in BARE, scripts=scripts)
        met += found
        wrong += [f"{state.name} at {width} px: {fault}" for fault in faults]
    look.close()
    figure(
        f"W-4: Tab through {len(states)} of {len(states_of())} page states at {width} pixels, "
        f"{'with' if scripts else 'without'} JavaScript: {met} stops, {len(wrong)} faults"
    )
    assert not wrong, "\n".join(wrong)


def test_every_page_is_gone_through_with_tab(browser, figure):
    through_all(browser, figure, 320)


@pytest.mark.skipif(not ALL, reason="Gone through by make everyone: it takes minutes")
@pytest.mark.parametrize(("width", "scripts"), [(max(WIDTHS), True), (320, False)])
def test_every_page_is_gone_through_on_a_desk_and_without_scripts(browser, figure, width, scripts):
    through_all(browser, figure, width, scripts=scripts)


FAULTS = {
    "trap": (
        "document.querySelector('main textarea').addEventListener('keydown', e => e.preventDefault())",
        "there is no way on from here",
    ),
    "not reached": ("document.querySelector('footer').inert = true", "is not reached"),
    "no skip link": (
        "document.querySelector('.govuk-skip-link').remove()",
        "the first stop is",
    ),
    "order": (
        "document.querySelector('footer a').tabIndex = 1",
        "comes before the one that had the focus before it",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_for_the_keyboard_is_found(browser, fault):
    """The twin."""
    script, words = FAULTS[fault]
    look = Looker(browser, 320)
    look.show(states_of("the survey")[0])
    look.page.evaluate(f"() => {{ {script} }}")
    wrong = through(look)[1]
    look.close()
    assert any(words in one for one in wrong), wrong
