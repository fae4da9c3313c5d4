from django.apps import AppConfig


class Partnership(AppConfig):
    name = "goodstead.partnership"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
