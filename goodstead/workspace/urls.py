from django.urls import path

from . import views

app_name = "workspace"
urlpatterns = [
    path("my-day", views.MyDay.as_view(), name="my-day"),
    path("due", views.Due.as_view(), name="due"),
    path("search", views.Search.as_view(), name="search"),
    path("messages", views.Messages.as_view(), name="messages"),
    path("ledger", views.Entries.as_view(), name="entries"),
    path("ledger/viewings", views.Viewings.as_view(), name="viewings"),
    path("cases/<str:reference>", views.Case.as_view(), name="case"),
    path("cases/<str:reference>/timeline", views.Timeline.as_view(), name="timeline"),
    path("cases/<str:reference>/people", views.People.as_view(), name="people"),
]
