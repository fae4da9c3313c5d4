"""The database itself refuses to change or delete what the ledger holds."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from goodstead.ledger import actions as ledger
from goodstead.ledger import triggers
from goodstead.ledger.checks import ledger_is_append_only
from goodstead.ledger.models import Checkpoint, Entry, Viewing

ROWS = {"ledger_entry": Entry, "ledger_viewing": Viewing, "ledger_checkpoint": Checkpoint}
ANY = ["UPDATE {table} SET at = at", "DELETE FROM {table}"]
STATEMENTS = {
    "sqlite": [
        *ANY,
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
        "UPDATE OR REPLACE {table} SET id = id + 1",
        "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET at = 0",
    ],
    "postgresql": [
        *ANY,
        "TRUNCATE {table} CASCADE",
        "INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET at = now()",
        "SET session_replication_role = replica; DELETE FROM {table}",
    ],
}


@pytest.fixture
def filled(organisation, officer, now, tmp_path):
    ledger.record(None, "tests.thing_done", organisation, at=now)
    ledger.view(officer, "tests:show", [organisation], at=now)
    ledger.write_checkpoint(at=now, to=tmp_path)
    connection.check_constraints()  # PostgreSQL would put it off, and refuse TRUNCATE until then


def contents():
    return [list(model.objects.order_by("pk").values_list()) for model in ROWS.values()]


@pytest.mark.parametrize("table", ROWS)
@pytest.mark.parametrize("statement", STATEMENTS[connection.vendor])
def test_nothing_changes_or_goes(filled, table, statement):
    before = contents()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=table))
    assert contents() == before


@pytest.mark.parametrize("statement", STATEMENTS[connection.vendor])
def test_without_the_triggers_the_same_statement_goes_through(filled, statement):
    triggers.take_away(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table="ledger_viewing"))


def test_an_entry_is_not_replaced_by_another_with_its_number(filled):
    columns = [field.column for field in Entry._meta.concrete_fields if field.column != "id"]
    names = ", ".join(columns)
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError, match="append-only|unique"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"{verb} INTO ledger_entry ({names}) SELECT {names} FROM ledger_entry")


def test_all_triggers_are_there_after_the_migrations(db):
    assert triggers.missing(connection) == []
    assert ledger_is_append_only(databases=["default"]) == []
    assert ledger_is_append_only() == []


def test_each_missing_trigger_is_named_and_put_back(db):
    triggers.take_away(connection)
    gone = triggers.missing(connection)
    assert len(gone) == {"sqlite": 9, "postgresql": 6}[connection.vendor]
    assert {message.id for message in ledger_is_append_only(databases=["default"])} == {
        "ledger.E001"
    }
    assert triggers.put_back(connection) == gone
    assert triggers.put_back(connection) == triggers.missing(connection) == []


def test_a_hollow_trigger_counts_as_missing(db):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            name = "ledger_entry_no_delete"
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE DELETE ON ledger_entry BEGIN SELECT 1; END"
            )
        else:
            name = "ledger_entry_no_change"
            cursor.execute(f"ALTER TABLE ledger_entry DISABLE TRIGGER {name}")
    assert triggers.missing(connection) == [name]


def test_a_migration_puts_back_what_an_earlier_one_dropped(transactional_db, capsys):
    """On SQLite a changed column rebuilds the table and drops its triggers."""
    with connection.schema_editor() as editor:
        field = Entry._meta.get_field("verb").clone()
        field.set_attributes_from_name("verb")
        field.model, field.max_length = Entry, 90
        editor.alter_field(Entry, Entry._meta.get_field("verb"), field)
        editor.alter_field(Entry, field, Entry._meta.get_field("verb"))
    if connection.vendor == "sqlite":
        assert len(triggers.missing(connection)) == 3
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


def test_a_ledger_is_never_emptied_but_in_tests(db, settings):
    settings.ENVIRONMENT = "production"
    with pytest.raises(CommandError, match="never emptied"):
        call_command("flush", interactive=False)
