"""Every page of the product: each app names its own paths in full."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"goodstead.{app}.urls"))
    for app in settings.APPS
    if app not in {"config", "demo"}
]
