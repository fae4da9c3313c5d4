"""``manage.py tell_story``: the demo's year, into an empty database."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from goodstead.access.models import User
from goodstead.demo import answers, partners, story, twice, visitors


class Command(BaseCommand):
    help = "Tells the demo's year through the real actions. Only into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo and its sign-ins cannot exist in production.")
        if User.objects.exists():
            raise CommandError("There are accounts already. The story needs an empty database.")
        end = timezone.localtime()
        told = story.Borough(Random(20190401), end - timedelta(days=365), end)
        with tqdm(total=365, desc="Telling the demo story", unit="day") as bar:
            self.tell(told, bar)

    def tell(self, told: story.Borough, bar: Any) -> None:
        """A day is one transaction; its last act is what the worker would have done in the night."""
        with transaction.atomic():
            story.begin(told)
            visitors.begin(told)
            twice.begin(told)
            partners.begin(told)
        day: datetime = told.begin
        while day < told.end:
            night = min(day + timedelta(days=answers.NIGHTS_APART), told.end)
            with transaction.atomic():
                story.happen_until(told, night)
                month_over = night.month != day.month or night == told.end
                answers.night(told, night, count=month_over)
            bar.update((night - day).days)
            day = night
