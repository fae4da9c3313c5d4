from django.apps import AppConfig


class Engagement(AppConfig):
    name = "goodstead.engagement"

    def ready(self) -> None:
        from goodstead.ledger.verbs import register

        from .definitions.verbs import VERBS

        register(VERBS)
