"""Whatever is done to the ledger behind its back is found, and the first bad entry is named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from goodstead.ledger import actions as ledger
from goodstead.ledger import states, triggers
from goodstead.ledger.checking import chains, check, promises, records, scratch, witnesses
from goodstead.ledger.models import Entry, Head, Shape, key_of

from . import story as told
from .records import Organisation


class Undo(Exception):
    pass


def nothing(*args, **kwargs):
    return None


OFF = {
    "content": (chains, "is_as_written", lambda *args: True),
    "sequence and content": (chains, "fault_of", lambda *args: ""),
    "heads": (chains, "fault_of_head", nothing),
    "witnesses": (witnesses, "walk", nothing),
    "records": (records, "walk", nothing),
    "promises": (promises, "fault_of", lambda now, promised: ""),
}
# What finds each kind: with these off, the same tampering goes unnoticed.
KINDS = {
    "edit": (told.edit, ["content", "witnesses", "heads", "records"]),
    "delete": (told.delete, ["sequence and content", "witnesses", "records"]),
    "delete and close the gap": (
        told.delete_and_close_the_gap,
        ["content", "heads", "witnesses", "records"],
    ),
    "insert": (told.insert, ["content", "heads", "records"]),
    "swap": (told.swap, ["content", "heads"]),
    "cut the tail": (told.cut_the_tail, ["heads", "witnesses", "records"]),
    "copy an old tail back": (told.copy_an_old_tail_back, ["witnesses"]),
    "remove a file": (told.remove_a_file, ["witnesses", "records"]),
    "remove a head": (told.remove_a_head, ["heads"]),
    "change a record": (told.change_a_record, ["records"]),
    "delete a record": (told.delete_a_record, ["records"]),
    "add a record": (told.add_a_record, ["records"]),
}
ONLY_BY_CHECKPOINT = {
    "copy back what nobody saw": told.copy_back_what_nobody_saw,
    "rewrite everything with the key": told.rewrite_with_the_key,
}


@pytest.fixture
def story(db, now):
    return told.tell(20260302, now)


def after(tamper, story, checkpoints=None):
    """Tamper, check, and put everything back as it was."""
    try:
        with transaction.atomic():
            place = tamper(story)
            report = check(checkpoints=checkpoints)
            raise Undo
    except Undo:
        return place, report


def test_an_untouched_ledger_is_good(story, tmp_path, now):
    ledger.write_checkpoint(at=now, to=tmp_path)
    report = check(checkpoints=tmp_path)
    assert report.good and not report.notes
    assert (report.entries, report.files, report.checkpoints) == (41, 7, 1)
    assert report.records == 7  # the organisations and the checkpoint itself


@pytest.mark.parametrize("kind", KINDS)
def test_tampering_is_found_and_the_first_bad_entry_is_named(kind, story):
    tamper, _ = KINDS[kind]
    for _ in range(told.TIMES):
        place, report = after(tamper, story)
        assert not report.good
        if place:
            first = report.problems[0]
            assert (first.file, first.sequence) == place
    assert check().good


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_checks_that_find_it_the_same_tampering_goes_unnoticed(
    kind, story, monkeypatch
):
    tamper, found_by = KINDS[kind]
    for check_ in found_by:
        monkeypatch.setattr(*OFF[check_])
    for _ in range(5):
        assert after(tamper, story)[1].good


@pytest.mark.parametrize("kind", ONLY_BY_CHECKPOINT)
def test_a_checkpoint_finds_what_the_database_cannot_know(kind, story, tmp_path, now, monkeypatch):
    tamper = ONLY_BY_CHECKPOINT[kind]
    folder = tmp_path / "kept elsewhere"
    ledger.write_checkpoint(at=now, to=folder)
    for _ in range(told.TIMES):
        place, report = after(_but_not_the_checkpoint(tamper), story, folder)
        assert not report.good
        assert place is None or (report.problems[0].file, report.problems[0].sequence) == place
    monkeypatch.setattr(*OFF["promises"])
    for _ in range(5):
        assert after(_but_not_the_checkpoint(tamper), story, folder)[1].good


def _but_not_the_checkpoint(tamper):
    """The attacker first takes the newest entry away, which tells of the checkpoint itself."""

    def both(story):
        newest = Entry.objects.get(verb="ledger.checkpoint_written")
        Head.objects.filter(file=newest.file).delete()
        newest.delete()
        return tamper(story)

    return both


@pytest.fixture
def one_entry(organisation, now):
    ledger.record(None, "tests.thing_done", organisation, at=now)
    triggers.take_away(connection)
    return Entry.objects.get()


def test_a_broken_head_is_told_of_from_the_entry_where_it_broke(organisation, one_entry, now):
    Head.objects.update(seal="0" * 64)
    assert check().problems[0].said == "the head of the file was not set by the ledger"
    ledger.record(None, "tests.thing_done", organisation, at=now)
    ledger.record(None, "tests.thing_done", organisation, at=now)
    first = check().problems[0]
    assert (first.sequence, first.said) == (
        2,
        "the end of the file was altered before this entry was written",
    )


def test_a_record_recorded_as_deleted_that_comes_back_is_found(make_organisation, now):
    kept, gone = make_organisation("Kept"), make_organisation("Gone")
    Organisation.objects.filter(pk=gone.pk).delete()
    ledger.record(None, "tests.thing_done", kept, at=now, changed=[gone])
    assert check().good
    Organisation.objects.create(pk=gone.pk, name="Gone")
    assert check().problems[0].said.endswith(records.RETURNED)


def test_a_change_written_in_another_file_counts(make_organisation, now):
    one, other = make_organisation("One"), make_organisation("Other")
    ledger.record(None, "tests.thing_done", one, at=now)
    ledger.record(None, "tests.thing_done", other, at=now)
    one.name = "One more"
    one.save()
    ledger.record(None, "tests.thing_done", other, at=now, changed=[one])
    assert check().good


def test_a_new_column_does_not_spoil_what_was_written_before(
    organisation, now, monkeypatch, django_assert_num_queries
):
    """A digest says which columns it is over, so only those are looked at again."""
    key = frozenset({"is_council"})
    monkeypatch.setattr(Organisation, "ledger_ignores", key, raising=False)
    told_columns_anew()
    ledger.record(None, "tests.thing_done", organisation, at=now)
    monkeypatch.undo()
    told_columns_anew()
    assert check().good
    Organisation.objects.update(is_council=True)
    assert check().good
    Organisation.objects.update(name="Other")
    assert not check().good


def test_when_a_column_is_gone_only_the_record_itself_can_be_checked(
    organisation, one_entry, monkeypatch
):
    monkeypatch.setattr(records, "known_shapes", dict)
    report = check()
    assert report.good and "cannot" not in report.notes[0]
    assert report.notes == [
        "1 records of access.organisation were last written before a column of theirs was removed;"
        " that they exist was checked, not what they say."
    ]


def test_a_forged_shape_is_not_believed(organisation, one_entry):
    code = states.columns_of(Organisation).code
    Shape.objects.filter(code=code).update(columns_json='["id"]')
    assert records.known_shapes()[code] == ("id", "is_council", "name")
    Organisation.objects.update(name="Other")
    assert not check().good


def told_columns_anew():
    states.columns_of.cache_clear()


def test_records_of_a_model_that_is_no_more_are_mentioned(organisation, one_entry, monkeypatch):
    def no_model(label):
        raise LookupError

    monkeypatch.setattr(records.apps, "get_model", no_model)
    assert "no longer kept" in check().notes[0]


def run(*args):
    out = StringIO()
    code = 0
    try:
        call_command("check_ledger", *args, stdout=out)
    except SystemExit as end:
        code = end.code
    return code, out.getvalue()


def test_the_command_says_that_all_is_well(organisation, now):
    ledger.record(None, "tests.thing_done", organisation, at=now)
    code, said = run()
    assert code == 0
    assert "Checked 1 entries in 1 files, 1 records and 0 checkpoints" in said
    assert "All is as it was written." in said


def test_the_command_names_the_first_bad_entry_and_fails(organisation, one_entry):
    Entry.objects.update(verb="tests.other_done")
    connection.check_constraints()
    triggers.put_back(connection)
    code, said = run()
    assert code == 1
    assert f"First bad entry: {key_of(organisation)}, entry 1: it is not what was written" in said


def test_the_command_fails_when_the_triggers_are_gone(one_entry):
    code, said = run()
    assert code == 1 and "would let entries be changed: ledger_entry_no_" in said


def test_the_command_checks_one_file(make_organisation, now):
    one, other = make_organisation("One"), make_organisation("Other")
    for each in (one, other):
        ledger.record(None, "tests.thing_done", each, at=now)
    assert "Checked 1 entries in 1 files, 0 records" in run("--file", key_of(one))[1]


def test_the_command_says_when_there_is_no_such_checkpoint(db, tmp_path):
    with pytest.raises(CommandError, match="There is no checkpoint at"):
        run("--checkpoint", str(tmp_path / "nowhere"))


def test_the_command_tells_how_many_more_places_are_bad(make_organisation, now):
    for number in range(15):
        one = make_organisation(str(number))
        ledger.record(None, "tests.thing_done", one, at=now)
    Organisation.objects.update(is_council=True)
    assert "And 5 more places." in run()[1]


def test_what_sqlite_lets_anybody_store_is_found_and_stops_nothing(story, monkeypatch):
    """Any value fits any column on SQLite; PostgreSQL refuses these at once."""
    if connection.vendor != "sqlite":
        return
    for column, spoilt in [("at", "not a time"), ("sequence", "three"), ("verb", b"\x00\xff")]:

        def tamper(story, column=column, spoilt=spoilt):
            entry = story.pick()
            story.raw(f"UPDATE ledger_entry SET {column} = %s WHERE id = %s", spoilt, entry.pk)

        assert not after(tamper, story)[1].good


def test_a_record_that_cannot_be_read_is_told_of(story, monkeypatch):
    def spoilt(self, page):
        raise ValueError

    monkeypatch.setattr(records._Model, "_read_one", lambda self, pk: None)
    original = records.models.QuerySet.values_list

    def values_list(self, *fields, **kwargs):
        if len(fields) > 1 and self.model is Organisation:
            raise ValueError("spoilt")
        return original(self, *fields, **kwargs)

    monkeypatch.setattr(records.models.QuerySet, "values_list", values_list)
    assert check().problems[0].said.endswith(records.UNREADABLE)


def test_the_scratch_pad_is_one_transaction_so_that_its_cost_does_not_grow_with_its_size():
    """Each commit would look at every page in memory: a million entries took six minutes."""
    with scratch.scratch() as pad:
        pad.keep_heads([("a", 1, "h", "s")])
        assert pad.take_head("a") == (1, "h", "s")
        assert pad._do.in_transaction
