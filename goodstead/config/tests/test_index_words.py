"""``manage.py index_words`` makes the word index again from the records."""

import pytest
from django.core.management import call_command

from goodstead.cases import actions as cases
from goodstead.config.management.commands import index_words
from goodstead.search import actions as search
from goodstead.search import queries

pytestmark = pytest.mark.django_db


def found(text):
    return [record for batch in queries.matching(text) for _, record in batch]


def test_every_record_is_found_again_however_the_batches_fall(people, now, monkeypatch):
    monkeypatch.setattr(index_words, "BATCH", 2)
    opened = [
        cases.open_case(
            by=None, at=now, category="noise", officer=people.officer, team=people.team,
            summary=f"Shouting/swearing in flat {number}",
        )
        for number in range(5)
    ]  # fmt: skip
    for case in opened[:4]:
        search.forget(case)
    assert found("swearing") == [opened[4].pk]
    call_command("index_words")
    assert sorted(found("swearing")) == [case.pk for case in opened]
    call_command("index_words")
    assert len(found("swearing")) == 5, "run again, nothing changes"
