"""Print the reference page of clocks."""

from typing import Any

from django.core.management.base import BaseCommand

from ...reference import page


class Command(BaseCommand):
    help = "Prints docs/reference/clocks.md from the definitions."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(page(), ending="")
