"""An assessment is never changed. Whose it is may follow a merge of two people, and nothing else.

Two members of staff confirm a merge, and it is taken apart as exactly; without a row that says so,
the database refuses to give an assessment to another person, whoever connects to it.
"""

from django.db import migrations

TABLE = "risk_assessment"
SAID = "An assessment is never changed"
MERGED = (
    "SELECT 1 FROM people_merge m WHERE m.state IN ('done', 'undone') AND "
    "((m.kept_id = NEW.person_id AND m.other_id = OLD.person_id) OR "
    "(m.kept_id = OLD.person_id AND m.other_id = NEW.person_id))"
)


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION risk_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
            "$body$BEGIN IF (to_jsonb(NEW) - 'person_id') = (to_jsonb(OLD) - 'person_id') "
            f"AND EXISTS ({MERGED}) THEN RETURN NEW; END IF; "
            f"RAISE EXCEPTION '{SAID}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END$body$"
        )
        return
    model = apps.get_model("risk", "Assessment")
    kept = [f.column for f in model._meta.concrete_fields if f.column != "person_id"]
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_update")
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE OF {', '.join(kept)} ON {TABLE} {refuse}"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_no_other BEFORE UPDATE OF person_id ON {TABLE} "
        f"WHEN NOT EXISTS ({MERGED}) {refuse}"
    )


def let_go(apps, schema_editor):
    """Back to a guard without an exception."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION risk_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
            f"$body$BEGIN RAISE EXCEPTION '{SAID}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END$body$"
        )
        return
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_other")
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_update")
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("risk", "0004_lowerings_lapse"),
        ("people", "0003_sounds_filled"),
    ]
    operations = [migrations.RunPython(guard, let_go)]
