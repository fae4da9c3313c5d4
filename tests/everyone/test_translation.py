"""W-11: the public pages are ready for another language.

A language of our own is put in the place of English: it writes every text that goes through gettext
in brackets. What is read outside of brackets could not be translated. What is put into a sentence (a
date, a number, an answer) stands outside of the brackets of its sentence, and so needs its own.
"""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from goodstead.config.texts import texts
from goodstead.design import dates

from . import states

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# No texts, but data. Each kind with its reason; nothing else may stand outside of brackets.
DATA: dict[str, str] = {
    "the council's own words, from its settings": "|".join(
        re.escape(settings.COUNCIL[name]) for name in ("name", "service", "email")
    ),
    "what somebody typed, as it is shown back to them": (
        r"\S*wobblethwaite\S*|They shout at me on the stairs\.|The man below|AL7 3BX|Vera Victim|"
        r"vera@example\.org|Before 3pm|By the shops|Please stop\.|A\. Neighbour|\S+\.(?:png|exe)\b"
    ),
    "whom a leader invited, from which organisation and for what": (
        r"Park School|Joan Adler|to refer pupils who are harassed near the school"
    ),
    "the name and address of an account": r"Ola Officer|officer@council\.example",
    "the place of a number that the recorder fills in": r"\{number\}",
    "the names of our cookies": r"\b(?:session|csrf)\b",
    "addresses on the web": r"https?://\S+|\b(?:[a-z-]+\.)+(?:uk|org)\b\S*",
    "a reference or the number of an incident": r"\bR-[A-Z0-9-]+|\b[0-9A-F]{8}\b",
}
NEVER_GATHERED = {
    "{asked}": "nothing but the place for other words",
    "Submission key": "made by Django of the name of a field that nobody sees",
}
DJANGO = Path(django.__file__).parent
SPOKEN = re.compile(r"[^\W\d_]{2,}")
SAID = {"aria-label", "alt", "title", "placeholder", "data-label", "label"}  # attributes
UNREAD = {"script", "style", "textarea"}
INLINE = {"a", "abbr", "b", "br", "em", "i", "span", "strong", "time"}
IS_DATA = re.compile("|".join(DATA.values()), re.IGNORECASE)
PUT_IN = re.compile(r"%\(\w+\)[sd]|{\w*}")


def bracketed(words):
    """As this language writes a text: what is put into it stays outside."""
    return PUT_IN.sub(lambda place: f"⟧{place[0]}⟦", f"⟦{words}⟧") if words else words


@pytest.fixture
def asked(monkeypatch):
    """The other language, and every text that was asked of it."""
    asked = {}

    def one(*words):
        asked[words[-1]] = None
        return type(words[-1])(bracketed(words[-1]))

    def several(*words):
        *_, single, many, number = words
        asked[single] = many
        return bracketed(single if number == 1 else many)

    for name, instead in {
        "gettext": one,
        "pgettext": one,
        "ngettext": several,
        "npgettext": several,
    }.items():
        monkeypatch.setattr(translation._trans, name, instead)
    monkeypatch.setattr(states, "_kept", {})
    return asked


class Reader(HTMLParser):
    """The blocks of text of a page: also its title, its answers, and what attributes say."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.now, self.unread = [], [], 0

    def handle_starttag(self, tag, attrs):
        self.unread += tag in UNREAD
        if tag not in INLINE:
            self.end()
        self.blocks += [said for name, said in attrs if name in SAID and said]

    def handle_endtag(self, tag):
        self.unread -= tag in UNREAD
        if tag not in INLINE:
            self.end()

    def handle_data(self, data):
        if not self.unread:
            self.now.append(data)

    def end(self):
        text = " ".join("".join(self.now).split())
        self.blocks += [text] if text else []
        self.now = []


def blocks(html):
    reader = Reader()
    reader.feed(html)
    reader.end()
    return reader.blocks


def outside(block):
    """What of a block is not in brackets, and is no data."""
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", block)) != block:
        block = shorter
    return " ".join(SPOKEN.findall(IS_DATA.sub(" ", block)))


def left_out(asked):
    """What pages ask for, and neither our catalogue nor Django's own has. Words that somebody typed
    may go through gettext as well; so may words that were put together of translated ones."""
    ours = {text.one: text.many for text in texts() if text.many or text.one in asked}
    of_django = DJANGO.glob("c*/**/locale/en/LC_MESSAGES/django.po")
    theirs = "".join(file.read_text().replace('"\n"', "") for file in of_django)
    return [
        one
        for one, many in asked.items()
        if (one not in ours or many not in {None, ours[one]})
        and f'"{one}"' not in theirs
        and "⟦" not in one
        and one not in NEVER_GATHERED
        and outside(one)
    ]


def test_every_text_of_the_public_pages_can_be_translated(asked, figure):
    read = {block: one.name for one in states.states_of() for block in blocks(one.html)}
    found = {block: name for block, name in read.items() if outside(block)}
    figure(f"W-11: {len(read)} public texts, {len(found)} not ready for translation")
    told = "\n".join(f"{name}: {block}" for block, name in found.items())
    assert not found, f"Write {{% translate %}} around:\n{told}"
    assert not left_out(asked), "not found by goodstead.config.texts"


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ('<p>{% translate "Good morning" %} and goodbye</p>', "and goodbye"),
        ("<p>{% blocktranslate %}By {{ day }}.{% endblocktranslate %}</p>", "Thursday"),
        ('<a aria-label="Good morning"></a>', "Good morning"),
        ("<title>Good morning</title>", "Good morning"),
        ('<dd class="govuk-summary-list__value">Good morning</dd>', "Good morning"),
    ],
)
def test_a_text_that_nobody_can_translate_is_seen(asked, page, seen):
    """The twin."""
    (found,) = (
        o for b in blocks(Template(page).render(Context({"day": "Thursday"}))) if (o := outside(b))
    )
    assert found == seen


def test_a_text_that_no_translator_is_given_is_seen():
    """The twin."""
    asked = {"Good morning": None, "Continue": None, "{asked}": None, "AL7 3BX": None}
    assert left_out(asked) == ["Good morning"]


def test_welsh_has_its_place():
    assert ("cy", "Cymraeg") in settings.LANGUAGES
    assert (settings.LOCALE_PATHS[0] / "cy/LC_MESSAGES/django.mo").exists()
    with translation.override("cy"):
        assert translation.gettext("Continue") in {"Continue", "Parhau"}
        assert dates.day(date(2026, 3, 3)) == "3 Mawrth 2026"
