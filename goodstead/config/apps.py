from django.apps import AppConfig


class Config(AppConfig):
    name = "goodstead.config"

    def ready(self) -> None:
        from . import checks  # noqa: F401
