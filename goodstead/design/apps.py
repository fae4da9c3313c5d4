from django.apps import AppConfig
from django.core.checks import register


class Design(AppConfig):
    name = "goodstead.design"

    def ready(self) -> None:
        from .checks import council_colour, council_details

        register(council_colour)
        register(council_details, deploy=True)
