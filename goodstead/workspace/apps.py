from django.apps import AppConfig


class Workspace(AppConfig):
    name = "goodstead.workspace"
