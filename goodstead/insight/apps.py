from django.apps import AppConfig


class Insight(AppConfig):
    name = "goodstead.insight"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
