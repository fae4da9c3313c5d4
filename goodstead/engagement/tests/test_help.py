"""The list of guides, and what every guide holds to."""

import re

import pytest
from django.urls import reverse

from goodstead.engagement.definitions.guides import GUIDES
from goodstead.engagement.definitions.guiding import NOT_ALONE, Does

KNOWN_NUMBERS = {"999", "101", "0800 555 111", "116 123", "0800 144 8848", "18000", "55"}


def test_every_guide_is_listed_after_what_to_do_in_danger(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/help").content.decode()
    places = [page.index(reverse("engagement:guide", args=[code]) + '">') for code in GUIDES]
    assert len(places) == 8
    assert page.index("tel:999") < places[0]
    assert reverse("intake:start") in page


def test_looking_sets_no_session(client):
    client.get("/help")
    client.get("/help/talk")
    assert "session" not in client.cookies


def test_a_guide_that_ends_in_a_checklist_has_one_and_no_other_has():
    for guide in GUIDES.values():
        assert bool(guide.end.checks) == (guide.end.does == Does.CHECKLIST), guide.code
        assert guide.wont_work and guide.parts and guide.version and guide.checked


def test_no_telephone_number_that_nobody_checked():
    for guide in GUIDES.values():
        for line in guide.lines:
            assert line.number in {"", *KNOWN_NUMBERS}, line.name
        for text in guide.texts:
            assert set(re.findall(r"\d[\d ]{3,}\d", text)) <= KNOWN_NUMBERS, text


def syllables(word):
    """About as many as are spoken: groups of vowels, without a silent e at the end."""
    word = re.sub(r"(?:[^laeiouy]es|[^td]ed|[^l]e)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def grade(texts):
    """The Flesch-Kincaid grade: 4 is read at about nine or ten years of age."""
    sentences = [
        one for text in texts for one in re.split(r"[.!?:;]+(?:\s|$)", text) if one.strip()
    ]
    words = [word for one in sentences for word in re.findall(r"[a-zA-Z’'-]+", one)]
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


@pytest.mark.parametrize("code", GUIDES)
def test_a_child_of_ten_can_read_it(code):
    assert grade(GUIDES[code].texts + NOT_ALONE) <= 4
    for text in GUIDES[code].texts:
        assert all(len(one.split()) <= 25 for one in re.split(r"[.!?:]\s", text)), text


def test_the_measure_of_reading_sees_a_hard_text():
    assert (
        grade(["The authority endeavours to facilitate satisfactory resolution expeditiously."])
        > 12
    )
    assert grade(["The cat sat on the mat."]) < 2
