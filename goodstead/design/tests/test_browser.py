"""The components and the three kinds of page in a real browser: wide, narrow, without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
ADDRESSES = ["/design", "/ask", "/promise", "/colleagues", "/colleagues?role=officer", "/nowhere"]


@pytest.fixture
def visit(browser, live_server, samples, people, looks):
    """Open an address as the officer; the complaints of the browser are kept on the page."""
    client = Client()
    client.force_login(people.officer)
    cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
    opened = []

    def visit(address, size=WIDE, **options):
        context = browser.new_context(viewport=size, **options)
        opened.append(context)
        if address != "/ask":
            context.add_cookies([cookie])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: m.type == "error" and page.complaints.append(m.text))
        page.goto(live_server.url + address)
        return page

    yield visit
    for context in opened:
        context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "320"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_barrier_and_does_not_scroll_sideways(visit, address, size):
    page = visit(address, size)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(wide)
    assert not [c for c in page.complaints if "404" not in c]  # nothing that the policy refused


def test_an_error_summary_takes_the_focus_and_leads_to_the_answer(visit):
    page = visit("/promise", NARROW)
    page.fill("[name=who]", "Nobody much")
    page.click("text=Promise it")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert page.input_value("[name=who]") == "Nobody much"
    page.click(".govuk-error-summary a >> text=By which day?")
    assert page.evaluate("document.activeElement.name") == "when_day"
    assert Axe().run(page, options=RULES).violations_count == 0


@pytest.mark.parametrize("script", [True, False])
def test_an_answer_that_asks_for_more_hides_the_question_until_chosen(visit, script):
    page = visit("/promise", java_script_enabled=script)
    assert not page.is_visible("[name=number]")
    page.check("[value=phone]")
    assert page.is_visible("[name=number]")


def test_without_javascript_every_question_can_be_answered(visit):
    page = visit("/promise", java_script_enabled=False)
    page.fill("[name=who]", "Ann")
    for part, typed in (("day", "5"), ("month", "3"), ("year", "2026")):
        page.fill(f"[name=when_{part}]", typed)
    page.check("[value=phone]")
    page.fill("[name=number]", "01632 960001")
    page.click("text=Promise it")
    assert "Promise kept in mind" in page.content()


def test_a_filter_begins_open_on_a_desk_and_closed_on_a_phone(visit):
    assert visit("/colleagues").is_visible("[name=role]")
    assert not visit("/colleagues", NARROW).is_visible("[name=role]")
    page = visit("/colleagues", NARROW, java_script_enabled=False)
    assert page.is_visible("[name=role]")


def test_every_target_is_large_enough_for_a_thumb(visit):
    small = """[...document.querySelectorAll("button, summary, input:not([type=hidden]), select")]
      .filter(e => e.offsetParent && !e.closest("p, li, dd"))
      .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
      .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
    for address in ("/design", "/promise", "/colleagues"):
        assert visit(address, NARROW).evaluate(small) == []


def _with_a_clock(visit):
    """A page that somebody is typing on, whose clock the test turns."""
    page = visit("/promise", NARROW)
    page.clock.install()
    page.reload()
    page.fill("[name=who]", "Ann")
    return page


def test_before_a_session_ends_one_press_keeps_it(visit):
    page = _with_a_clock(visit)
    warning = page.get_by_role("dialog", name="You are about to be signed out")
    page.clock.fast_forward("24:30")
    assert not warning.is_visible()
    page.clock.fast_forward("00:40")
    warning.wait_for()
    assert "signed out in 5 minutes" in warning.inner_text()
    assert page.evaluate("document.activeElement.textContent") == "Stay signed in"
    assert Axe().run(page, options=RULES).violations_count == 0
    with page.expect_response("**/stay-signed-in") as asked:
        page.keyboard.press("Enter")
    assert 1700 < asked.value.json()["seconds"] <= 1800
    warning.wait_for(state="hidden")
    page.clock.fast_forward("24:30")
    assert not warning.is_visible()
    assert page.input_value("[name=who]") == "Ann"


def test_whoever_was_away_is_told_that_what_they_typed_can_still_be_sent(visit):
    page = _with_a_clock(visit)
    page.clock.fast_forward("30:01")
    told = page.get_by_role("dialog", name="You have been signed out")
    told.wait_for()
    assert Axe().run(page, options=RULES).violations_count == 0
    page.keyboard.press("Escape")
    told.wait_for(state="hidden")
    assert page.input_value("[name=who]") == "Ann"


def test_whoever_presses_too_late_is_told_so_and_not_that_they_stayed(visit):
    page = _with_a_clock(visit)
    page.clock.fast_forward("26:00")
    page.get_by_role("dialog", name="You are about to be signed out").wait_for()
    page.context.clear_cookies()  # the session has ended meanwhile
    page.keyboard.press("Enter")
    page.clock.fast_forward("00:02")
    page.get_by_role("dialog", name="You have been signed out").wait_for()
    assert page.input_value("[name=who]") == "Ann"
