from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "goodstead.ledger"

    def ready(self) -> None:
        from . import checks  # noqa: F401
        from .definitions.verbs import VERBS
        from .verbs import register

        register(VERBS)
