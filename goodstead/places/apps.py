from django.apps import AppConfig


class Places(AppConfig):
    name = "goodstead.places"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
