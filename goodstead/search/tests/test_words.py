"""Folding and cutting to stems, before a database sees anything."""

import pytest

from goodstead.search.words import as_vector, folded, indexed, stem, wanted


@pytest.mark.parametrize(
    "words",
    [
        "party parties", "noise noises", "house houses housing", "box boxes", "glass glasses",
        "bang banging banged bangs", "run running runs", "worry worried worries worrying",
        "move moved moving moves", "threaten threatened threatening", "boy boys", "yell yelling",
        "cry cries crying cried", "church churches", "argument arguments", "tyre tyres",
    ],
)  # fmt: skip
def test_number_and_tense_make_no_difference(words):
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("word", ["string", "bus", "glass", "this", "ring", "need", "7k3", "мария"])
def test_what_only_looks_like_an_ending_stays(word):
    assert stem(word) == word


def test_folding_twice_is_folding_once():
    for text in ("Straße", "İstanbul", "ﬁre", "Ǆ", "Å", "ŉ", "O’Neill", "x\x00y", "\ud800"):
        assert folded(folded(text)) == folded(text)


def test_silent_words_are_left_out_of_searches_and_not_of_phrases():
    assert wanted("the dog").phrases == (("dog",),)
    assert wanted('"the dog"').phrases == (("the", "dog"),)
    assert indexed("the dog") == ["the", "dog"]


def test_a_vector_holds_nothing_that_could_be_read_as_its_language():
    assert as_vector(indexed("a'b:1 \\ & | ! c")) == "'ab':1 '1':2 'c':3"
