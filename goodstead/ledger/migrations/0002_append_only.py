"""Entries and viewings can be added, never changed or taken away."""

from django.db import migrations

from goodstead.ledger import triggers


def guard(apps, schema_editor):
    triggers.put_back(schema_editor.connection)


def unguard(apps, schema_editor):
    triggers.take_away(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
