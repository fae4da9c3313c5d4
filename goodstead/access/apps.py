from django.apps import AppConfig


class Access(AppConfig):
    name = "goodstead.access"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
