from django.apps import AppConfig


class Intake(AppConfig):
    name = "goodstead.intake"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
