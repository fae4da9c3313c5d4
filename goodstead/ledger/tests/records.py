"""Models of the app above, which the ledger may not import: here they stand for any record."""

from django.apps import apps

Organisation = apps.get_model("access", "Organisation")
Team = apps.get_model("access", "Team")
User = apps.get_model("access", "User")
