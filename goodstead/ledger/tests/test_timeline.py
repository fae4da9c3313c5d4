"""A file's story, newest first."""

from goodstead.ledger import actions as ledger
from goodstead.ledger import queries, verbs
from goodstead.ledger.definitions.sentences import Sentence
from goodstead.ledger.models import key_of


def tell(organisation, officer, now, times):
    verbs.register({"tests.whispered": Sentence("Hush", quiet=True, kind="noise")})
    for number in range(times):
        verb = "tests.whispered" if number % 3 == 2 else "tests.thing_done"
        ledger.record(officer, verb, organisation, at=now, what=number)


def test_the_timeline_is_paged_by_sequence_in_one_query(
    organisation, officer, now, django_assert_num_queries
):
    tell(organisation, officer, now, 12)
    with django_assert_num_queries(1):
        page = queries.timeline(key_of(organisation), limit=5)
        assert [entry.who for entry in page] == ["Olu Ade"] * 5
    assert [entry.sequence for entry in page] == [11, 10, 8, 7, 5]
    rest = queries.timeline(key_of(organisation), before=page[-1].sequence)
    assert [entry.sequence for entry in rest] == [4, 2, 1]


def test_quiet_entries_are_shown_when_asked_for(organisation, officer, now):
    tell(organisation, officer, now, 4)
    everything = queries.timeline(key_of(organisation), with_quiet=True)
    assert [entry.sequence for entry in everything] == [4, 3, 2, 1]


def test_the_timeline_can_be_of_some_kinds_only(organisation, officer, now):
    tell(organisation, officer, now, 4)
    noise = queries.timeline(key_of(organisation), kinds=["noise"], with_quiet=True)
    assert [entry.sentence for entry in noise] == ["Hush"]


def test_entries_about_a_record_come_from_every_file(make_organisation, now):
    one, other = make_organisation("One"), make_organisation("Other")
    ledger.record(None, "tests.thing_done", one, at=now)
    ledger.record(None, "tests.thing_done", one, at=now, about=other)
    assert [entry.file for entry in queries.entries_for(one)] == [key_of(other), key_of(one)]
