from django.apps import AppConfig


class Cases(AppConfig):
    name = "goodstead.cases"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
