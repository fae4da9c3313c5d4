"""Finding by words, alike on both databases."""

import pytest

from goodstead.access.models import Organisation
from goodstead.search import actions, queries
from goodstead.search.words import wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(db):
    """Three records and the words in them, by name."""
    texts = {
        "music": "Loud music every night. Neighbours’ party, café noise and banging",
        "tyres": "Dumped tyres at the end of Quarry Lane, O'Neill saw it",
        "dog": "A barking dog; also loud arguments",
    }
    made = {}
    for name, text in texts.items():
        made[name] = Organisation.objects.create(name=name)
        actions.index(made[name], words=[text])
    return made


def found(text):
    ids = [record_id for batch in queries.matching(text) for _, record_id in batch]
    return [Organisation.objects.get(pk=pk).name for pk in ids]


@pytest.mark.parametrize(
    "text, names",
    [
        ("loud", ["dog", "music"]),
        ("LOUD  música", []),
        ("cafe", ["music"]),
        ("neighbour parties", ["music"]),
        ('"loud music"', ["music"]),
        ("loud -dog", ["music"]),
        ("oneill", ["tyres"]),
        ("O’Neill", ["tyres"]),
        ("the tyres", ["tyres"]),
        ("barked", ["dog"]),
        ("", []),
        ("the", []),
        ("-loud", []),
    ],
)
def test_words_are_found_in_any_spelling_newest_first(written, text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        "loud AND",
        "NEAR(",
        "*",
        "loud*",
        "a:b",
        "\x00",
        "\ud800",
        "'; DROP TABLE x",
        "(((",
        "!",
    ],
)
def test_nothing_typed_is_read_as_the_languages_of_the_index(written, hostile):
    assert set(found(hostile)) <= {"dog", "music", "tyres"}


def test_new_words_take_the_place_of_the_old_and_a_forgotten_record_is_gone(written):
    actions.index(written["dog"], words=["quiet cat"])
    assert found("barking") == [] and found("cat") == ["dog"]
    actions.forget(written["dog"])
    assert found("cat") == []


def test_batches_follow_each_other_without_loss(written, monkeypatch):
    monkeypatch.setattr(queries, "BATCH", 1)
    assert found("loud") == ["dog", "music"]


def test_a_search_is_cut_at_twelve_words():
    assert len(wanted("word " * 50).phrases) == 12
