from django.apps import AppConfig


class Clocks(AppConfig):
    name = "goodstead.clocks"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
