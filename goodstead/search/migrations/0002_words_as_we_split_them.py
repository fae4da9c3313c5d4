"""The word index holds words as ``words.indexed`` splits them, on both databases alike.

SQLite keeps the text that it indexed, so it is split again here. PostgreSQL does not: there
``manage.py index_words`` reads the records again.
"""

from typing import Any

from django.db import migrations

from goodstead.search.words import indexed

BATCH = 500


def split_again(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "sqlite":
        return
    # Our words are apart by spaces already. This tokenizer leaves every letter alone.
    schema_editor.execute("CREATE VIRTUAL TABLE search_split USING fts5(words, tokenize = 'ascii')")
    with schema_editor.connection.cursor() as cursor:
        last = -1
        while True:
            cursor.execute(
                "SELECT rowid, words FROM search_words WHERE rowid > %s ORDER BY rowid LIMIT %s",
                [last, BATCH],
            )
            rows = cursor.fetchall()
            if not rows:
                break
            cursor.executemany(
                "INSERT INTO search_split (rowid, words) VALUES (%s, %s)",
                [(number, " ".join(indexed(text))) for number, text in rows],
            )
            last = rows[-1][0]
    schema_editor.execute("DROP TABLE search_words")
    schema_editor.execute("ALTER TABLE search_split RENAME TO search_words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(split_again, migrations.RunPython.noop)]
