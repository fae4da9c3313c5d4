"""W-13: the pages in a browser of text alone, and a report that is written and sent in one."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from goodstead.intake.models import Report
from goodstead.intake.tests.walking import CHECK, FILLED, know_the_postcode

from . import lynx
from .states import Seen, states_of

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(lynx.program() is None, reason=f"Not run: {lynx.MISSING}"),
]
CONTROL = r"(?:\([ *]\)|\[[ X]\])"
_TAGS = re.compile(r"<[^>]+>")


def plain(html: str) -> str:
    return " ".join(unescape(_TAGS.sub(" ", html)).split())


def found(html: str, pattern: str) -> list[str]:
    body = html[html.index("<main") : html.index("</main>")]
    return [plain(one) for one in re.findall(pattern, body, flags=re.S)]


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


def faults(state: Seen, lines: list[str]) -> list[str]:
    """What of a page is lost in lines of text."""
    text = squeezed("".join(lines))
    wrong = [f"a control without words: {line}" for line in lines if re.fullmatch(CONTROL, line)]
    wanted = found(
        state.html, r"<(?:h1|legend|label|button)\b[^>]*>(.*?)</(?:h1|legend|label|button)>"
    )
    wrong += [f"is not read: {one}" for one in wanted if squeezed(one) not in text]
    for one in found(
        state.html,
        r'<label class="govuk-label govuk-(?:radios|checkboxes)__label"[^>]*>(.*?)</label>',
    ):
        if not any(re.match(rf"{CONTROL} ?{re.escape(one)}", line) for line in lines):
            wrong.append(f"does not stand beside its control: {one}")
    for one in found(state.html, r'<li><a href="#[^"]*">(.*?)</a></li>'):
        if text.find(squeezed(one)) > text.find(squeezed(found(state.html, r"<h1.*?</h1>")[0])):
            wrong.append(f"the error is read after the heading: {one}")
    if any(line.startswith("_") for line in lines[:2]):
        wrong.append("a box without words")
    boxes = [n for n, line in enumerate(lines) if re.fullmatch(r"_+", line)]
    wrong += ["a box without words" for n in boxes if re.match(CONTROL, lines[n - 1])]
    return [f"{state.name}: {one}" for one in wrong]


@pytest.mark.django_db
def test_every_page_is_whole_in_lines_of_text(tmp_path, figure):
    states = [one for one in states_of() if "<main" in one.html]
    wrong = [fault for one in states for fault in faults(one, lynx.read(one.html, tmp_path))]
    figure(f"W-13: {len(states)} page states in lines of text (Lynx), {len(wrong)} faults")
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("planted", "words"),
    [
        ('<p><input type="checkbox"></p>', "a control without words"),
        (
            '<label class="govuk-label govuk-radios__label" for="a">Elsewhere</label>',
            "beside its control",
        ),
        ('<ul><li><a href="#a">Choose one</a></li></ul>', "is read after the heading"),
    ],
)
def test_what_is_lost_is_seen(tmp_path, planted, words):
    """The twin."""
    one = states_of("the survey")[0]
    html = one.html.replace("</main>", f"{planted}</main>")
    state = Seen(one.page, "planted", one.path, html.encode(), one.headers, one.cookies)
    assert any(words in fault for fault in faults(state, lynx.read(html, tmp_path)))


# --- a report ---


class Hand:
    """Somebody at a terminal who reads the page, and moves with Tab to what it says."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.at, self.keys = lines, 0, list[str]()
        # Each link and field is a stop of Tab; the lines of a box for long text are one.
        stop, self.stops, before = -1, dict[str, int](), ""
        for line in lines:
            box = re.fullmatch(r"\[\d+\]_+", line) and re.fullmatch(r"\[\d+\]_+", before)
            for number in re.findall(r"\[(\d+)\]", line):
                stop += not box
                self.stops[number] = stop
            before = line

    def to(self, pattern: str, label: str = "") -> None:
        """Move to the first control like this at or after the line that has these words."""
        first = next(n for n, line in enumerate(self.lines) if label in line)
        numbers = [m for line in self.lines[first:] if (m := re.search(pattern, line))]
        assert numbers, (pattern, label, self.lines)
        stop = self.stops[numbers[0][1]]
        self.keys += ["^I"] * (stop - self.at)
        self.at = stop

    def choose(self, words: str) -> None:
        self.to(rf"\[(\d+)\]{CONTROL} ?{re.escape(words)}")
        self.keys.append("^J")

    def write(self, label: str, words: str) -> None:
        self.to(r"\[(\d+)\]_", label)
        self.keys += ["<space>" if one == " " else one for one in words]

    def send(self, words: str) -> None:
        self.to(rf"\(\[(\d+)\]BUTTON\) {re.escape(words)}")
        self.keys.append("^J")


TOLD = FILLED | {
    "what": {"category": "fly_tipping"},
    "describe": {"description": "Bags by the bins"},
    "when": {"frequency": "weekly"},
    "targeted": {"targeted": "no"},
    "may-we-contact-you": {"may_contact": "no"},
}


def filled(page, lines, given):
    """The keys that fill in a page and send it."""
    hand, form = Hand(lines), page.context["form"]
    for name, field in form.fields.items():
        value, choices = given.get(name), dict(getattr(field, "choices", ()))
        if choices and value:
            for one in value if isinstance(value, list) else [value]:
                hand.choose(str(choices[one]))
        elif value:
            hand.write(str(field.label), value)
    hand.send(found(page.content.decode(), r"<button(?![^>]* name=)[^>]*>(.*?)</button>")[-1])
    return hand.keys


def the_keys(home) -> list[str]:
    """The whole form: what is read on each page, and the keys that answer it."""
    client, hand = (
        Client(),
        Hand(lynx.read(Client().get("/report").content.decode(), home, numbered=True)),
    )
    hand.send("Start now")
    keys, here = hand.keys, client.post("/report").url
    while here != CHECK:
        page, given = client.get(here), TOLD.get(here.removeprefix("/report/"), {})
        keys += filled(page, lynx.read(page.content.decode(), home, numbered=True), given)
        here = client.post(here, given).url
    last = Hand(lynx.read(client.get(CHECK).content.decode(), home, numbered=True))
    last.send("Send my report")
    return keys + last.keys


@pytest.mark.django_db(transaction=True)
def test_a_report_is_written_and_sent_in_a_browser_of_text(live_server, tmp_path, figure):
    know_the_postcode()
    keys = the_keys(tmp_path)
    shown = lynx.press(f"{live_server.url}/report", keys, tmp_path)
    report = Report.objects.get()
    assert report.category == "fly_tipping" and "Bags by the bins" in str(report.answers)
    assert report.reference in shown
    figure(f"W-13: a report written and sent in Lynx with {len(keys)} keys")
