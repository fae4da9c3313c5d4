"""W-11: the public pages are ready for another language.

A language of our own is put in the place of English: it writes every text that goes through gettext
in brackets. What is read outside of brackets could not be translated yet. The share may only fall.
"""

import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from . import reading, states

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MOST = 0.18  # of the texts; make it smaller when it is
# Said by the council's settings, or the same in every language.
NAMES = re.compile(
    r"Hartsmere Borough Council|Anti-social behaviour$|Contact us$|999|101|\S+@\S+|textphone|MB\b|"
    r"session|csrf|Cymraeg"
)
TYPED = re.compile(r"Wobblethwaite|x{40}|AL7 3BX|\.png|\.exe|By the shops|R-[A-Z0-9-]+|https?://")


def bracketed(words):
    return f"⟦{words}⟧" if re.search(r"[A-Za-z]", str(words)) else words


@pytest.fixture
def another_language(monkeypatch):
    for name in ("gettext", "pgettext"):
        monkeypatch.setattr(translation._trans, name, lambda *words: bracketed(words[-1]))
    monkeypatch.setattr(states, "_kept", {})


def outside(block):
    """What of a block is not in brackets, and is neither a name nor typed."""
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", block)) != block:
        block = shorter
    left = NAMES.sub(" ", block)
    return "" if TYPED.search(block) else " ".join(re.findall(r"[A-Za-z]{2,}", left))


def read(one):
    start = one.html.find("<body")
    assert start > 0, (one.name, one.html[:300])
    return reading.blocks(one.html[start:])


def untranslated():
    return {block: one.name for one in states.states_of() for block in read(one) if outside(block)}


def test_the_share_of_texts_that_cannot_be_translated_yet_only_falls(another_language, figure):
    found = untranslated()
    all_of_them = {block for one in states.states_of() for block in read(one)}
    figure(f"W-11: {len(all_of_them)} public texts, {len(found)} not ready for translation")
    told = "\n".join(f"{name}: {block}" for block, name in found.items())
    assert len(found) <= MOST * len(all_of_them), f"Write {{% translate %}} around:\n{told}"


def test_a_text_that_nobody_can_translate_is_seen(another_language):
    """The twin."""
    page = Template('<p>{% translate "Good morning" %} and goodbye</p>').render(Context())
    (block,) = reading.blocks(page)
    assert outside(block) == "and goodbye"


def test_welsh_has_its_place():
    assert ("cy", "Cymraeg") in settings.LANGUAGES
    with translation.override("cy"):
        assert translation.gettext("Continue") in {"Continue", "Parhau"}
    assert (settings.LOCALE_PATHS[0] / "cy/LC_MESSAGES/django.mo").exists()
