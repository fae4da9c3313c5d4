from django.urls import path

from . import views

app_name = "risk"
_RISK = "cases/<str:reference>/risk"
_ONE = f"{_RISK}/assessments/<int:number>"
urlpatterns = [
    path(_RISK, views.Risk.as_view(), name="risk"),
    path(f"{_RISK}/assess", views.AssessRisk.as_view(), name="assess-risk"),
    path(_ONE, views.Assessment.as_view(), name="assessment"),
    path(f"{_ONE}/raise", views.RaiseBand.as_view(), name="raise-band"),
    path(f"{_ONE}/ask-to-lower", views.AskToLowerBand.as_view(), name="ask-to-lower-band"),
    path(
        f"{_RISK}/lowerings/<int:number>/decide",
        views.DecideLowering.as_view(),
        name="decide-lowering",
    ),
]
