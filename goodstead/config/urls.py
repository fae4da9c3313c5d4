"""Every page of the product: each app names its own paths in full."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from goodstead.design.views import Home

from . import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", Home.as_view(), name="home"),
    path("healthz", health.healthz, name="healthz"),
    # The sign-in library looks its pages up by these names.
    path("account/sign-in", RedirectView.as_view(url="/sign-in"), name="account_login"),
    path("account/closed", RedirectView.as_view(url="/sign-in"), name="account_inactive"),
    *(
        path("", include(f"goodstead.{app}.urls"))
        for app in settings.APPS
        if app not in {"config", "demo"}
    ),
]
handler403 = "goodstead.design.views.handler403"
handler404 = "goodstead.design.views.handler404"
handler400 = "goodstead.config.outage.handler400"
handler500 = "goodstead.config.outage.handler500"
