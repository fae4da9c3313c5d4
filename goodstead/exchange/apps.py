from django.apps import AppConfig


class Exchange(AppConfig):
    name = "goodstead.exchange"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
