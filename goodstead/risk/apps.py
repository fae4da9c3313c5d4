from django.apps import AppConfig


class Risk(AppConfig):
    name = "goodstead.risk"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
