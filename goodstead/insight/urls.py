from django.urls import path

from . import views

app_name = "insight"
urlpatterns = [
    path(
        "neighbourhood-standard",
        views.NeighbourhoodStandard.as_view(),
        name="neighbourhood-standard",
    ),
    path("figures", views.Figures.as_view(), name="figures"),
    path("figures/<str:code>", views.Figure.as_view(), name="figure"),
    path("figures/<str:code>/<str:month>", views.FigureCases.as_view(), name="figure-cases"),
]
