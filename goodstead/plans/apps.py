from django.apps import AppConfig


class Plans(AppConfig):
    name = "goodstead.plans"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
