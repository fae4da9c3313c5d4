from django.urls import path

from . import views

app_name = "partnership"
_INVITED = "referral-invitations"
urlpatterns = [
    path("hate-reports", views.HateReports.as_view(), name="hate-reports"),
    path("hate-reports/take", views.TakeHateReport.as_view(), name="take-hate-report"),
    path(_INVITED, views.ReferralInvitations.as_view(), name="referral-invitations"),
    path(f"{_INVITED}/invite", views.InvitePartner.as_view(), name="invite-partner"),
    path(
        f"{_INVITED}/<int:invitation>/stop", views.StopInvitation.as_view(), name="stop-invitation"
    ),
    path("refer/<slug:token>", views.ReferToUs.as_view(), name="refer-to-us"),
    path("referral-sent", views.ReferralSent.as_view(), name="referral-sent"),
]
