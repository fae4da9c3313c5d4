"""An assessment is never changed, whoever connects to the database.

On SQLite a later change of a column rebuilds the table and drops its triggers: such a migration
must run ``guard`` again.
"""

from django.db import migrations

TABLE = "risk_assessment"
SAID = "An assessment is never changed"


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION risk_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
            f"$body$BEGIN RAISE EXCEPTION '{SAID}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END$body$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION risk_never_changed()"
        )
    else:
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )


def let_go(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_update{on}")


class Migration(migrations.Migration):
    dependencies = [("risk", "0001_initial")]
    operations = [migrations.RunPython(guard, let_go)]
