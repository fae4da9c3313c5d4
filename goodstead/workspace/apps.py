from django.apps import AppConfig


class Workspace(AppConfig):
    name = "goodstead.workspace"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
