"""An entry is written with its change, chained to the one before it, and told in words."""

import hmac
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from goodstead.ledger import actions as ledger
from goodstead.ledger import chain, states, verbs
from goodstead.ledger.definitions.sentences import Sentence
from goodstead.ledger.models import Entry, Head, Shape, key_of

from .records import Organisation


def test_an_entry_says_who_did_what_to_which_record_and_when(officer, organisation, now):
    entry = ledger.record(officer, "tests.thing_done", organisation, at=now, what="The sweep")
    entry = Entry.objects.get(pk=entry.pk)
    assert (entry.file, entry.sequence, entry.at) == (key_of(organisation), 1, now)
    assert (entry.by, entry.verb, entry.subject) == (
        officer,
        "tests.thing_done",
        key_of(organisation),
    )
    assert entry.facts == {"what": "The sweep"}
    assert entry.sentence == "The sweep was done"
    assert entry.who == "Olu Ade"


def test_an_entry_without_a_user_says_who_else_it_was(organisation, now):
    verbs.register({"tests.report_received": Sentence("Reported", nobody="A member of the public")})
    entry = ledger.record(None, "tests.report_received", organisation, at=now)
    assert entry.who == "A member of the public"
    assert ledger.record(None, "tests.thing_done", organisation, at=now).who == "The service"


def test_entries_of_one_file_are_numbered_without_gaps_and_chained(make_organisation, now):
    one, other = make_organisation("One"), make_organisation("Other")
    for about in (one, other, one, one, other):
        ledger.record(None, "tests.thing_done", other, at=now, about=about)
    entries = list(Entry.objects.filter(file=key_of(one)).order_by("sequence"))
    assert [entry.sequence for entry in entries] == [1, 2, 3]
    previous = chain.START
    for entry in entries:
        assert entry.hash == chain.entry_hash(previous, entry.content())
        previous = entry.hash
    head = Head.objects.get(file=key_of(one))
    assert (head.sequence, head.hash) == (3, previous)
    assert head.seal == chain.seal(head.file, 3, previous)


def test_the_hash_needs_the_key(organisation, now, settings):
    entry = ledger.record(None, "tests.thing_done", organisation, at=now)
    settings.LEDGER_KEY = "another key"
    assert entry.hash != chain.entry_hash(chain.START, entry.content())


@pytest.mark.parametrize("key", ["k", "k" * 64, "k" * 65, "clé"])
def test_the_hash_is_hmac_sha256(settings, key):
    settings.LEDGER_KEY = key
    assert chain.keyed_hash()("text") == hmac.digest(key.encode(), b"text", "sha256").hex()


def test_there_is_no_ledger_without_a_key(settings):
    settings.LEDGER_KEY = ""
    with pytest.raises(ImproperlyConfigured, match="GOODSTEAD_LEDGER_KEY"):
        chain.keyed("anything")


def test_text_cannot_be_moved_from_one_part_of_an_entry_to_the_next():
    content = ("f", 1, "at", None, "verb\nsubject", "", "{}", "{}", None, "")
    with pytest.raises(ValueError, match="line break"):
        chain.entry_hash(chain.START, content)


def test_each_entry_names_the_newest_entry_of_the_whole_ledger(make_organisation, now):
    first = ledger.record(None, "tests.thing_done", make_organisation("One"), at=now)
    second = ledger.record(None, "tests.thing_done", make_organisation("Other"), at=now)
    assert (first.saw_id, first.saw_hash) == (None, "")
    assert (second.saw_id, second.saw_hash) == (first.pk, first.hash)


def test_the_state_is_what_is_stored_not_what_is_in_hand(organisation, now):
    before = ledger.record(None, "tests.thing_done", organisation, at=now)
    organisation.name = "Never saved"
    unsaved = ledger.record(None, "tests.thing_done", organisation, at=now)
    organisation.save()
    saved = ledger.record(None, "tests.thing_done", organisation, at=now)
    key = key_of(organisation)
    assert before.states[key] == unsaved.states[key] != saved.states[key]


def test_the_states_of_all_that_changed_are_noted_and_a_deleted_one_as_gone(make_organisation, now):
    one, other, gone = (make_organisation(name) for name in ("One", "Other", "Gone"))
    Organisation.objects.filter(pk=gone.pk).delete()
    entry = ledger.record(None, "tests.thing_done", one, at=now, changed=[other, gone])
    assert set(entry.states) == {key_of(one), key_of(other), key_of(gone)}
    assert entry.states[key_of(gone)] is None
    assert entry.states[key_of(one)] != entry.states[key_of(other)]


def test_a_record_without_a_key_is_refused(organisation, now):
    organisation.delete()
    with pytest.raises(ValueError, match="has no key"):
        ledger.record(None, "tests.thing_done", organisation, at=now)


def test_what_the_model_ignores_does_not_change_its_state(officer, now):
    first = ledger.record(None, "tests.thing_done", officer, at=now)
    officer.last_login = now
    officer.save()
    second = ledger.record(None, "tests.thing_done", officer, at=now)
    officer.telephone = "01632 960001"
    officer.save()
    third = ledger.record(None, "tests.thing_done", officer, at=now)
    key = key_of(officer)
    assert first.states[key] == second.states[key] != third.states[key]


def test_a_digest_says_which_columns_it_is_over(organisation, now):
    entry = ledger.record(None, "tests.thing_done", organisation, at=now)
    code = entry.states[key_of(organisation)].partition(":")[0]
    shape = Shape.objects.get(code=code)
    assert (shape.model, shape.columns_json) == (
        "access.organisation",
        '["id", "is_council", "name"]',
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Decimal("1.50"), Decimal("1.5")),
        (Decimal("-0"), Decimal("0.00")),
        (Decimal("100"), Decimal("1E+2")),
        (2.0, 2),
        ({"b": 1, "a": [1.0]}, {"a": [1], "b": 1}),
        (memoryview(b"x"), b"x"),
        (
            datetime.fromisoformat("2026-07-01T10:00:00+01:00"),
            datetime.fromisoformat("2026-07-01T09:00:00+00:00"),
        ),
    ],
)
def test_two_databases_may_write_one_value_in_two_ways(one, other):
    assert states.digest("shape", [one]) == states.digest("shape", [other])


def test_outside_a_transaction_nothing_can_be_recorded(transactional_db, now):
    organisation = Organisation.objects.create(name="Hartsmere")
    with pytest.raises(ledger.NotInTransaction):
        ledger.record(None, "tests.thing_done", organisation, at=now)
    with transaction.atomic():
        ledger.record(None, "tests.thing_done", organisation, at=now)
    assert Entry.objects.count() == 1


def test_the_entry_goes_when_the_change_is_undone(organisation, now):
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        ledger.record(None, "tests.thing_done", organisation, at=now)
        raise Undone
    assert not Entry.objects.exists() and not Head.objects.exists()
    assert ledger.record(None, "tests.thing_done", organisation, at=now).sequence == 1


class Colour(StrEnum):
    RED = "red"


def test_facts_are_plain_values(organisation, now):
    number = UUID(int=7)
    entry = ledger.record(
        None,
        "tests.thing_done",
        organisation,
        at=now,
        on=date(2026, 3, 2),
        moment=now,
        number=number,
        colour=Colour.RED,
        parts=("a", 1, None),
        more={"yes": True, "how_many": 2.5},
    )
    assert entry.facts == {
        "on": "2026-03-02",
        "moment": "2026-03-02T10:00:00+00:00",
        "number": str(number),
        "colour": "red",
        "parts": ["a", 1, None],
        "more": {"yes": True, "how_many": 2.5},
    }


@pytest.mark.parametrize("fact", [object(), b"x", {1: 2}, {"a": {"b": object()}}, float("nan")])
def test_any_other_fact_is_refused_by_name(organisation, now, fact):
    with pytest.raises(TypeError, match="The fact 'odd"):
        ledger.record(None, "tests.thing_done", organisation, at=now, odd=fact)
    assert not Entry.objects.exists()


def test_a_record_is_no_fact(organisation, now):
    with pytest.raises(TypeError, match="name a record by its reference"):
        ledger.record(None, "tests.thing_done", organisation, at=now, odd=organisation)


def test_hostile_text_is_kept_as_it_is(organisation, now):
    nasty = "\x00 \ud800 \u202e {what} <script>"
    entry = ledger.record(None, "tests.thing_done", organisation, at=now, what=nasty)
    assert Entry.objects.get(pk=entry.pk).facts["what"] == nasty
    assert entry.sentence == f"{nasty} was done"


def test_a_verb_without_a_sentence_stops_a_test_but_not_the_service(
    organisation, now, settings, caplog
):
    with pytest.raises(verbs.UnknownVerb):
        ledger.record(None, "tests.never_named", organisation, at=now)
    settings.ENVIRONMENT = "production"
    entry = ledger.record(None, "tests.never_named", organisation, at=now)
    assert "has no sentence" in caplog.text
    assert entry.sentence == "Never named"


def test_a_time_without_its_zone_is_refused(organisation, now):
    with pytest.raises(ValueError, match="with its zone"):
        ledger.record(None, "tests.thing_done", organisation, at=now.replace(tzinfo=None))


def test_somebody_who_is_not_signed_in_is_no_user(organisation, now, officer):
    officer.pk = None
    with pytest.raises(ValueError, match="Nobody is signed in"):
        ledger.record(officer, "tests.thing_done", organisation, at=now)


def test_one_entry_costs_four_queries_the_first_of_a_file_too(
    organisation, make_organisation, now, django_assert_num_queries
):
    for _ in range(2):
        with django_assert_num_queries(4):
            ledger.record(None, "tests.thing_done", organisation, at=now)
    many = [make_organisation(str(number)) for number in range(20)]
    with django_assert_num_queries(4):
        ledger.record(None, "tests.thing_done", organisation, at=now, changed=many)


def test_a_head_altered_outside_the_ledger_stays_broken(organisation, now, caplog):
    ledger.record(None, "tests.thing_done", organisation, at=now)
    Head.objects.update(seal="0" * 64)
    ledger.record(None, "tests.thing_done", organisation, at=now)
    ledger.record(None, "tests.thing_done", organisation, at=now)
    assert Head.objects.get().seal == "broken before 2"
    assert "altered outside the ledger" in caplog.text


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (None, "not recorded"),
        ("", "not recorded"),
        (True, "yes"),
        (0, "0"),
        (["a"], "a"),
        (["a", "b", None], "a, b and not recorded"),
        ({"a": False}, "a: no"),
        ("2026-03-02", "2 March 2026"),
        ("2026-07-02T09:05:00+00:00", "2 July 2026 at 10:05am"),
        ("2026-03-02T12:00:00+00:00", "2 March 2026 at 12pm"),
        ("2026-99-99", "2026-99-99"),
    ],
)
def test_facts_are_told_in_words(organisation, now, fact, words):
    entry = ledger.record(None, "tests.thing_done", organisation, at=now, what=fact)
    assert entry.sentence == f"{words} was done"


def test_a_missing_fact_and_a_clever_gap_are_told_safely(organisation, now):
    verbs.register({"tests.clever_done": "{what} {what.__class__} {0}"})
    entry = ledger.record(None, "tests.clever_done", organisation, at=now)
    assert entry.sentence == "not recorded {what.__class__} not recorded"


def test_a_verb_has_one_sentence_and_a_proper_name():
    with pytest.raises(ValueError, match="two different sentences"):
        verbs.register({"tests.thing_done": "Something else"})
    with pytest.raises(ValueError, match="past_tense"):
        verbs.register({"Thing Done": "x"})


def test_quiet_verbs_and_kinds():
    verbs.register({"tests.whispered": Sentence("Hush", quiet=True, kind="noise", icon="ear")})
    assert verbs.quiet("tests.whispered") and not verbs.quiet("tests.thing_done")
    assert verbs.kind("tests.thing_done") == "tests"
    assert verbs.of_kinds({"noise"}) == ["tests.whispered"]


def test_the_rows_are_locked_before_their_state_is_taken(organisation, now):
    with CaptureQueriesContext(connection) as queries:
        ledger.record(None, "tests.thing_done", organisation, at=now)
    locked = any("FOR NO KEY UPDATE" in query["sql"] for query in queries)
    # SQLite lets one writer in at a time, so it has and needs no lock on a row.
    assert locked is connection.features.has_select_for_update


def test_a_hole_in_the_sequence_is_noticed_by_the_database(organisation, now):
    """Two entries with one number cannot be: the file and sequence are unique."""
    ledger.record(None, "tests.thing_done", organisation, at=now)
    Head.objects.update(sequence=F("sequence") - 1)
    with pytest.raises(Exception, match="append-only|unique"), transaction.atomic():
        ledger.record(None, "tests.thing_done", organisation, at=now)
