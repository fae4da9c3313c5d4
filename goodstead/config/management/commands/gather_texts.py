"""``manage.py gather_texts cy``: every text of the public pages, into the catalogue of a language."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from goodstead.config.texts import Text, texts

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalogue(found: Iterable[Text]) -> str:
    """The texts as a template of gettext, each once, with the places where it stands."""
    places: dict[str, list[str]] = defaultdict(list)
    many: dict[str, str] = {}
    for text in found:
        places[text.one].append(text.place)
        many[text.one] = many.get(text.one) or text.many
    return "\n".join([HEAD, *(_entry(one, many[one], where) for one, where in places.items())])


def _entry(one: str, many: str, places: list[str]) -> str:
    lines = [f"#: {place}" for place in dict.fromkeys(places)]
    if "%(" in one:
        lines.append("#, python-format")
    elif "{" in one:
        lines.append("#, python-brace-format")
    lines.append(f"msgid {_quoted(one)}")
    if many:
        lines += [f"msgid_plural {_quoted(many)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)  # the same signs are escaped


class Command(BaseCommand):
    help = "Gathers every text of the public pages into a language's catalogue; keeps its translations."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("language", help="such as cy, for Welsh")

    def handle(self, *args: Any, **options: Any) -> None:
        file = Path(settings.LOCALE_PATHS[0], options["language"], "LC_MESSAGES", "django.po")
        if not file.exists():
            raise CommandError(f"There is no catalogue {file}. Make one with a head first.")
        merge = shutil.which("msgmerge")
        if merge is None:
            raise CommandError("msgmerge is missing. On Debian or Ubuntu: apt install gettext")
        found = catalogue(texts())
        with tempfile.NamedTemporaryFile("w", suffix=".pot", encoding="utf-8") as template:
            template.write(found)
            template.flush()
            into = ["--update", "--backup=none", "--quiet", "--no-wrap", str(file), template.name]
            subprocess.run([merge, *into], check=True)  # noqa: S603
        self.stdout.write(f"{found.count('msgid ') - 1} texts are in {file}")
