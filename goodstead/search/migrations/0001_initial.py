from typing import Any

from django.db import migrations, models

SQLITE = """
    CREATE VIRTUAL TABLE search_words
    USING fts5(words, tokenize = 'porter unicode61 remove_diacritics 2')
"""
POSTGRES = """
    ALTER TABLE search_document ADD COLUMN words tsvector;
    CREATE INDEX search_words ON search_document USING gin (words);
"""


def add_words(apps: Any, schema_editor: Any) -> None:
    """The word index is each database's own."""
    sql = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES
    schema_editor.execute(sql)


def drop_words(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_words")
    else:
        schema_editor.execute("ALTER TABLE search_document DROP COLUMN words")


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("record_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "record_id"), name="search_record_once")
                ],
            },
        ),
        migrations.RunPython(add_words, drop_words),
    ]
