"""Registers the sentences of this app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "goodstead.evidence"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from . import checks  # noqa: F401 - they register themselves
        from .definitions.verbs import VERBS

        register(VERBS)
