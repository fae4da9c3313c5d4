"""``manage.py add_administrator``: the first account of a new service. There is no default one."""

from __future__ import annotations

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from goodstead.access import actions
from goodstead.access.models import Organisation, Team, User


class Command(BaseCommand):
    help = "Opens an administrator's account. Asks for the password twice and shows it to nobody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--council", default="The council")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(email=options["email"].lower()).exists():
            raise CommandError(f"{options['email']} has an account already.")
        password = self.ask()
        at = timezone.now()
        with transaction.atomic():
            team = Team.objects.filter(organisation__is_council=True).first()
            if team is None:
                council = Organisation.objects.filter(is_council=True).first()
                council = council or actions.add_organisation(
                    by=None, name=options["council"], is_council=True, at=at
                )
                team = actions.add_team(
                    by=None, organisation=council, name="Administration", code="admin", at=at
                )
            actions.add_user(
                by=None, email=options["email"], name=options["name"], role="administrator",
                team=team, password=password, at=at,
            )  # fmt: skip
        self.stdout.write(f"{options['name']} may now sign in.")

    def ask(self) -> str:
        password = getpass("Password (15 characters or more): ")
        if password != getpass("The same again: "):
            raise CommandError("The two passwords differ. Nothing was changed.")
        try:
            validate_password(password)
        except ValidationError as faults:
            raise CommandError(" ".join(faults.messages)) from None
        return password
