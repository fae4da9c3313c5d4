"""W-11: what the public reads is short and plain: sentences, reading age, abbreviations.

A page is judged by its sentences together with those of its other states, and alone where it has a
hundred words of its own: of fewer the formula says nothing.
"""

import re
from collections import defaultdict

import pytest

from . import reading
from .states import states_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FEWEST = 100  # words
# Names that people know better than what they are short for, and units that stand on their phones.
KNOWN = {
    "RSPCA", "DVLA", "FRANK",  # called so by everybody; each stands with what it does
    "UK", "GOV", "DIY", "PDF", "MB",
}  # fmt: skip
EXPLAINED = {
    "ASB": "anti-social behaviour",
    "BSL": "British Sign Language",
    "EASS": "Equality Advisory and Support Service",
    "EHRC": "Equality and Human Rights Commission",
    "GDPR": "General Data Protection Regulation",
    "WCAG": "Web Content Accessibility Guidelines",
    "AA": "Web Content Accessibility Guidelines",  # the level of them
}
# Behind a private link nothing may say what it is about; the guide explains the name.
NEUTRAL = {"intake:follow", "intake:follow-done", "intake:ask-case-review"}
# The regulations give the words of these, and the regulator checks that they are there.
IN_THE_WORDS_OF_THE_LAW = re.compile(
    r"in accordance with|compliant|non-compliances|non-accessible|success criterion|"
    r"The Equality and Human Rights|The rules are the Public Sector|Preparation of|contact the Equality|"
    r"Technical information|The acts are the|That is our public task|article 9"
)


def read(state):
    """The blocks of a page without the footer, which is read once."""
    html = state.html
    return reading.blocks(
        html[html.index("<body") : html.find("<footer") if "<footer" in html else None]
    )


def prose(state):
    """Whole sentences and questions, not the single words of buttons and answers."""
    found = [one for block in read(state) for one in reading.sentences(block)]
    return [
        one
        for one in found
        if (one[-1] in ".?!:" or len(reading.words(one)) > 6)
        and not IN_THE_WORDS_OF_THE_LAW.search(one)
    ]


def length(sentences):
    return sum(len(reading.words(one)) for one in sentences)


def too_old(pages):
    """The pages that a child of eleven could not read."""
    found = {
        name: round(reading.age(told), 1) for name, told in pages.items() if length(told) >= FEWEST
    }
    return found, {name: age for name, age in found.items() if age > reading.OLDEST}


def pages():
    by_page, alone = defaultdict(dict), {}
    for state in states_of():
        told = prose(state)
        by_page[state.page] |= dict.fromkeys(told)
        alone[state.name] = told
    footer = next(one.html for one in states_of() if "<footer" in one.html)
    blocks = reading.blocks(footer[footer.index("<footer") :])
    alone["the footer"] = [one for block in blocks for one in reading.sentences(block)]
    return {name: list(told) for name, told in by_page.items()} | alone


def test_a_child_of_eleven_can_read_it(figure):
    ages, old = too_old(pages())
    oldest = max(ages, key=ages.get)
    figure(
        f"W-11: {len(ages)} public texts of {FEWEST} words and more: reading age "
        f"{min(ages.values())} to {ages[oldest]} ({oldest}), {len(old)} over {reading.OLDEST}"
    )
    assert old == {}


def test_no_sentence_is_longer_than_25_words(figure):
    told = {one for sentences in pages().values() for one in sentences}
    long = [one for one in told if len(reading.words(one)) > reading.LONGEST]
    figure(
        f"W-11: {len(told)} sentences of the public pages, {len(long)} over {reading.LONGEST} words"
    )
    assert not long, "\n".join(long)


def test_no_abbreviation_is_unexplained():
    wrong = []
    for state in states_of():
        text = " ".join(read(state))
        for short in reading.abbreviations(
            re.sub(r"\b(?:R|ASB)-[A-Z0-9-]+|\b[A-Z]{3,4}-\S+", "", text)
        ):
            meant = EXPLAINED.get(short)
            neutral = short == "ASB" and state.page in NEUTRAL
            if (
                short not in KNOWN
                and not neutral
                and (meant is None or meant.lower() not in text.lower())
            ):
                wrong.append(f"{short} on {state.name}")
    assert not wrong, "\n".join(wrong)


def test_hard_words_and_long_sentences_are_seen():
    """The twin."""
    hard = (
        "Notwithstanding considerable organisational complexities, practitioners operationalise "
        * 30
    )
    assert too_old({"a": reading.sentences(hard)})[1]
    assert not too_old({"a": reading.sentences("The dog ran to the gate. I saw it go. " * 20)})[1]
    assert len(reading.words(" ".join(["word"] * 26))) > reading.LONGEST
    assert reading.abbreviations("Ask the MARAC at the R-12") == {"MARAC"}
