from django.urls import path

from . import views

app_name = "cases"
_CASE = "cases/<str:reference>"
urlpatterns = [
    path("cases", views.ListCases.as_view(), name="list-cases"),
    path(f"{_CASE}/change-officer", views.ChangeOfficer.as_view(), name="change-officer"),
    path(f"{_CASE}/change-status", views.ChangeStatus.as_view(), name="change-status"),
    path(f"{_CASE}/add-party", views.AddParty.as_view(), name="add-party"),
    path(f"{_CASE}/parties/<int:party>/end", views.EndParty.as_view(), name="end-party"),
    path(f"{_CASE}/add-note", views.AddNote.as_view(), name="add-note"),
    path(f"{_CASE}/write-summary", views.WriteSummary.as_view(), name="write-summary"),
    path(f"{_CASE}/restrict", views.RestrictCase.as_view(), name="restrict-case"),
    path(f"{_CASE}/add-reader", views.AddReader.as_view(), name="add-reader"),
    path(
        f"{_CASE}/readers/<int:reader>/remove", views.RemoveReader.as_view(), name="remove-reader"
    ),
    path(f"{_CASE}/link", views.LinkCases.as_view(), name="link-cases"),
]
