from django.urls import path

from . import views

app_name = "workspace"
_CASE = "cases/<str:reference>"
_PARTY = f"{_CASE}/parties/<int:party>"
urlpatterns = [
    path("my-day", views.MyDay.as_view(), name="my-day"),
    path("due", views.Due.as_view(), name="due"),
    path("search", views.Search.as_view(), name="search"),
    path("messages", views.Messages.as_view(), name="messages"),
    path("ledger", views.Entries.as_view(), name="entries"),
    path("ledger/viewings", views.Viewings.as_view(), name="viewings"),
    path(_CASE, views.Case.as_view(), name="case"),
    path(f"{_CASE}/timeline", views.Timeline.as_view(), name="timeline"),
    path(f"{_CASE}/people", views.People.as_view(), name="people"),
    path(f"{_PARTY}/contact", views.ChangeContact.as_view(), name="change-contact"),
]
