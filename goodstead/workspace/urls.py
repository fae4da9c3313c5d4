from django.urls import path

from . import views

app_name = "workspace"
_CASE = "cases/<str:reference>"
_PARTY = f"{_CASE}/parties/<int:party>"
_DATE = "due/<int:date>"
_MESSAGE = "messages/<int:message>"
_PERSON = "people/<int:person>"
_MERGE = "people/merges/<int:merge>"
_ACCOUNT = "administration/people/<int:user>"
urlpatterns = [
    path("my-day", views.MyDay.as_view(), name="my-day"),
    path("due", views.Due.as_view(), name="due"),
    path("due/missed", views.MissedDates.as_view(), name="missed-dates"),
    path(_DATE, views.DueDate.as_view(), name="due-date"),
    path(f"{_DATE}/give-reason", views.GiveReasonForMiss.as_view(), name="give-reason-for-miss"),
    path(f"{_DATE}/move", views.MoveDate.as_view(), name="move-date"),
    path(f"{_DATE}/pause", views.PauseDate.as_view(), name="pause-date"),
    path(f"{_DATE}/resume", views.ResumeDate.as_view(), name="resume-date"),
    path(
        "reports/<str:reference>/belongs-together",
        views.BelongsTogether.as_view(),
        name="belongs-together",
    ),
    path("search", views.Search.as_view(), name="search"),
    path("channels", views.Channels.as_view(), name="channels"),
    path("messages", views.Messages.as_view(), name="messages"),
    path("messages/held", views.HeldMessages.as_view(), name="held-messages"),
    path(f"{_MESSAGE}/release", views.ReleaseMessage.as_view(), name="release-message"),
    path(f"{_MESSAGE}/cancel", views.CancelMessage.as_view(), name="cancel-message"),
    path("ledger", views.Entries.as_view(), name="entries"),
    path("ledger/viewings", views.Viewings.as_view(), name="viewings"),
    path(_CASE, views.Case.as_view(), name="case"),
    path(f"{_CASE}/timeline", views.Timeline.as_view(), name="timeline"),
    path(f"{_CASE}/people", views.People.as_view(), name="people"),
    path(f"{_PARTY}/contact", views.ChangeContact.as_view(), name="change-contact"),
    path(f"{_PARTY}/name", views.ChangeName.as_view(), name="change-name"),
    path(f"{_PARTY}/details", views.ChangeDetails.as_view(), name="change-details"),
    path(
        f"{_PARTY}/note-vulnerability", views.NoteVulnerability.as_view(), name="note-vulnerability"
    ),
    path(
        f"{_PARTY}/vulnerabilities/<int:vulnerability>/end",
        views.EndVulnerability.as_view(),
        name="end-vulnerability",
    ),
    path("people/merges", views.Merges.as_view(), name="merges"),
    path("people/look-alike", views.LookAlikePeople.as_view(), name="look-alike-people"),
    path(f"{_PERSON}/might-be-same", views.MightBeSame.as_view(), name="might-be-same"),
    path(f"{_PERSON}/same-as/<int:other>", views.ProposeMerge.as_view(), name="propose-merge"),
    path(_MERGE, views.Merge.as_view(), name="merge"),
    path(f"{_MERGE}/decide", views.DecideMerge.as_view(), name="decide-merge"),
    path(f"{_MERGE}/withdraw", views.WithdrawMerge.as_view(), name="withdraw-merge"),
    path(f"{_MERGE}/take-apart", views.TakeMergeApart.as_view(), name="take-merge-apart"),
    path("administration", views.Administration.as_view(), name="administration"),
    path("administration/teams", views.Teams.as_view(), name="teams"),
    path("administration/add-body", views.AddOrganisation.as_view(), name="add-organisation"),
    path("administration/add-team", views.AddTeam.as_view(), name="add-team"),
    path("administration/add-patch", views.AddPatch.as_view(), name="add-patch"),
    path("administration/add-person", views.AddUser.as_view(), name="add-user"),
    path(_ACCOUNT, views.Account.as_view(), name="account"),
    path(f"{_ACCOUNT}/change", views.ChangeAccount.as_view(), name="change-account"),
    path(f"{_ACCOUNT}/role", views.ChangeRole.as_view(), name="change-role"),
    path(f"{_ACCOUNT}/patches", views.GivePatches.as_view(), name="give-patches"),
    path(f"{_ACCOUNT}/suspend", views.SuspendUser.as_view(), name="suspend-user"),
    path(f"{_ACCOUNT}/bring-back", views.RestoreUser.as_view(), name="restore-user"),
    path(f"{_ACCOUNT}/link", views.GiveSignInLink.as_view(), name="give-sign-in-link"),
    path("choose-password/<str:token>", views.SetPassword.as_view(), name="set-password"),
]
