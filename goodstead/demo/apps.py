from django.apps import AppConfig


class Demo(AppConfig):
    name = "goodstead.demo"
