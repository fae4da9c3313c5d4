"""From a problem to a letter on paper, and on to a report after all.

With GOODSTEAD_PICTURES set to a folder, each step leaves a picture there.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from goodstead.engagement.models import GuideCount

from .browser import DESK, NARROW, PHONE, Watched

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("GOODSTEAD_PICTURES", "")
SIZES = pytest.mark.parametrize("size", [NARROW, PHONE, DESK], ids=["narrow", "phone", "desk"])


def look(visit: Watched, name: str) -> None:
    """Every page must pass axe and stay inside the window."""
    assert visit.violations() == [], name
    assert visit.sideways() <= 0, f"{name} is wider than the window"
    assert visit.faults == [], name
    if PICTURES:
        visit.picture(Path(PICTURES) / f"{name}.png")


def pages(visit: Watched) -> int:
    """How many sheets of paper the page comes to."""
    return len(re.findall(rb"/Type\s*/Page\b", visit.page.pdf(prefer_css_page_size=True)))


@SIZES
def test_a_letter_is_made_printed_and_followed_by_a_report(live_server, browser, size):
    visit = Watched(browser, live_server.url, viewport=size)
    wide = size["width"]
    visit.go("/help")
    look(visit, f"help-{wide}")
    visit.press("Talk to your neighbour")
    look(visit, f"guide-{wide}")
    visit.press("Write a letter")
    visit.page.fill("#id_what", "I hear music through the wall." + "x" * 200)
    visit.press("Make my letter")
    visit.says("There is a problem")
    look(visit, f"letter-refused-{wide}")
    visit.page.fill("#id_wish", "Please turn it down after 10pm.")
    visit.press("Make my letter")
    visit.says("Dear neighbour")
    look(visit, f"letter-{wide}")
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".gs-letter").is_visible()
    for unwanted in ("header", "footer", "#id_what", "button", ".govuk-inset-text"):
        assert not visit.page.locator(unwanted).first.is_visible(), unwanted
    if PICTURES:
        visit.picture(Path(PICTURES) / f"letter-printed-{wide}.png")
    visit.page.emulate_media(media="null")
    assert pages(visit) == 1
    visit.press("No, I want to report")
    assert visit.page.url.endswith("/report")
    assert dict(GuideCount.objects.values_list("said", "times")) == {"end": 1, "report": 1}
    visit.context.close()


@SIZES
@pytest.mark.parametrize("end", ["log/print-diary", "stay-safe", "stay-safe/tick-checklist"])
def test_the_other_ends_can_be_used_on_any_screen(live_server, browser, size, end):
    visit = Watched(browser, live_server.url, viewport=size)
    visit.go(f"/help/{end}")
    look(visit, f"{end.replace('/', '-')}-{size['width']}")
    assert end == "stay-safe" or pages(visit) == 1
    visit.context.close()


def test_all_of_it_works_without_javascript_and_by_keyboard(live_server, browser):
    visit = Watched(browser, live_server.url, viewport=PHONE, java_script_enabled=False)
    visit.go("/help/noise")
    visit.page.get_by_role("button", name="Go to the checklist").press("Enter")
    box = visit.page.get_by_label("I have written down the days")
    box.press("Space")
    assert box.is_checked()
    visit.page.get_by_role("button", name="Partly").press("Enter")
    visit.says("Thank you")
    assert dict(GuideCount.objects.values_list("said", "times")) == {"end": 1, "partly": 1}
    visit.context.close()
