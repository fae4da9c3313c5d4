from django.urls import path

from . import views

app_name = "plans"
_CASE = "cases/<str:reference>"
_STEP = f"{_CASE}/plan/steps/<int:step>"
urlpatterns = [
    path(f"{_CASE}/plan", views.Plan.as_view(), name="plan"),
    path(f"{_CASE}/plan/add-step", views.AddStep.as_view(), name="add-step"),
    path(f"{_STEP}/finish", views.FinishStep.as_view(), name="finish-step"),
    path(f"{_STEP}/cancel", views.CancelStep.as_view(), name="cancel-step"),
    path(f"{_CASE}/plan/agree", views.AgreePlan.as_view(), name="agree-plan"),
    path(f"{_CASE}/log-contact", views.LogContact.as_view(), name="log-contact"),
    path(f"{_CASE}/review", views.ReviewCase.as_view(), name="review-case"),
    path(f"{_CASE}/close", views.CloseCase.as_view(), name="close-case"),
    path(f"{_CASE}/reopen", views.ReopenCase.as_view(), name="reopen-case"),
]
