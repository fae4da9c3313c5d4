"""W-4 and W-5: the whole form, the private link and the survey with the keyboard alone, with
JavaScript and without it. At each stop the focus is seen, is not covered and moves on.

W-8: help stands in the same place on each page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from goodstead.intake.models import Report
from goodstead.intake.tests.walking import FILLED, know_the_postcode
from tests.journeys.browser import NARROW, Watched

from .states import invited, states_of

once = pytest.mark.once
KEYS = (Path(__file__).parent / "keys.js").read_text()
MOST_STOPS = 90  # on one page; more is a trap


class Keys(Watched):
    """Somebody who has a keyboard and nothing else."""

    stops, wrong = 0, None

    def press_key(self, key: str) -> None:
        self.page.keyboard.press(key)

    def tab(self) -> str:
        """To the next stop, and what is wrong with it."""
        self.press_key("Tab")
        found = self.page.evaluate(f"{KEYS}.stop(true)")
        self.stops += 1
        self.wrong = [*(self.wrong or []), *(f"{self.page.url}: {w}" for w in found["wrong"])]
        return str(found["name"])

    def on(self, selector: str) -> bool:
        return bool(self.page.evaluate(f"{KEYS}.is({selector!r})"))

    def to(self, selector: str) -> None:
        for _ in range(MOST_STOPS):
            if self.on(selector):
                return
            self.tab()
        raise AssertionError(f"{selector} is not reached on {self.page.url}")

    def answer(self, name: str, value: Any) -> None:
        """One question, by its name."""
        field = self.page.locator(f'[name="{name}"]').first
        kind = field.get_attribute("type") if field.count() else None
        if kind == "radio":
            self.to(f'[name="{name}"]')
            self.press_key("Space")
            for _ in range(40):
                if self.on(f'[name="{name}"][value="{value}"]:checked'):
                    return
                self.press_key("ArrowDown")
            raise AssertionError(f"{value} is not among the answers to {name}")
        if kind == "checkbox":
            for one in value if isinstance(value, list) else [value]:
                self.to(f'[name="{name}"][value="{one}"]')
                self.press_key("Space")
        elif field.count():
            self.to(f'[name="{name}"]')
            self.page.keyboard.type(value)

    def send(self) -> None:
        """The button of the form."""
        self.to("main form button[type=submit]:not([name])")
        before = self.page.url
        self.press_key("Enter")
        self.page.wait_for_url(lambda url: url != before)

    def skip(self) -> None:
        """The first stop of a page leads past its head."""
        assert "Skip to main content" in self.tab()
        self.press_key("Enter")
        self.tab()
        assert self.on("main *"), "the skip link does not lead into the page"


def report(keys: Keys) -> int:
    """The whole form; how many pages it was."""
    keys.go("/report")
    keys.skip()
    keys.send()
    pages = 1
    while "/report/check" not in keys.page.url:
        step = keys.page.url.rpartition("/")[2].partition("#")[0]
        for name, value in FILLED.get(step, {}).items():
            keys.answer(name, value)
        keys.send()
        pages += 1
    keys.send()
    keys.says("R-")
    return pages


def follow(keys: Keys) -> None:
    text = keys.page.locator("main").inner_text()
    keys.go(text[text.index("/follow/") :].split()[0])
    keys.skip()
    keys.to('main a[href$="/worse"]')
    keys.press_key("Enter")
    keys.page.wait_for_url("**/worse")
    keys.answer("danger", "no")
    keys.answer("text", "Every night now")
    keys.send()
    keys.says("Thank you")


def survey(keys: Keys, where: str) -> None:
    keys.go(where)
    keys.answer("handling", "4")
    keys.answer("outcome", "2")
    keys.send()
    keys.says("We have your answers")


@once
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_form_the_link_and_the_survey_by_keyboard(live_server, browser, figure, scripts):
    where = invited()
    know_the_postcode()
    keys = Keys(browser, live_server.url, viewport=NARROW, java_script_enabled=scripts)
    keys.page.set_default_timeout(15_000)
    pages = report(keys)
    assert Report.objects.count() == 1
    follow(keys)
    survey(keys, where)
    kept = keys.page.evaluate(f"{KEYS}.kept()") if scripts else []
    keys.context.close()
    figure(
        f"W-4, W-5: keyboard alone, {'with' if scripts else 'without'} JavaScript: {pages + 6} pages, "
        f"{keys.stops} stops, {len(keys.wrong or [])} faults; {len(kept)} things kept in the browser"
    )
    assert not keys.wrong, "\n".join(keys.wrong or [])
    assert keys.faults == [] and kept == []


@once
@pytest.mark.django_db(transaction=True)
def test_a_focus_that_is_not_seen_or_is_covered_is_found(live_server, browser):
    """The twin."""
    keys = Keys(browser, live_server.url, viewport=NARROW)
    keys.go("/help")
    keys.page.evaluate(
        "() => { const s = new CSSStyleSheet(); s.replaceSync('*:focus, *:focus-visible {"
        " outline: none !important; box-shadow: none !important }"
        " footer { position: fixed; inset: 0; z-index: 9 }'); document.adoptedStyleSheets = [s] }"
    )
    for _ in range(5):
        keys.tab()
    keys.context.close()
    said = " ".join(keys.wrong or [])
    assert "the focus is not seen" in said and "is covered by" in said


@once
@pytest.mark.django_db
def test_help_stands_in_the_same_place_on_each_page(figure):
    """W-8: the same foot, after the page; where nothing works, the telephone number instead."""
    feet, bare = set(), []
    for one in states_of():
        if "<footer" in one.html:
            assert one.html.index("</main>") < one.html.index("<footer"), one.name
            feet.add(one.html[one.html.index("<footer") : one.html.index("</footer>")])
        else:
            bare.append(one)
            assert 'href="tel:999"' in one.html, one.name
    figure(
        f"W-8: {len(states_of())} page states, {len(feet)} foot; {len(bare)} pages of last resort"
    )
    assert len(feet) == 1
