from django.urls import path

from .views import report

app_name = "intake"
urlpatterns = [
    path("report", report.Start.as_view(), name="start"),
    path("report/check", report.SubmitReport.as_view(), name="submit-report"),
    path("report/done", report.ReportDone.as_view(), name="report-done"),
    path("report/files", report.AddReportFile.as_view(), name="add-report-file"),
    path(
        "report/files/<int:file>/remove",
        report.RemoveReportFile.as_view(),
        name="remove-report-file",
    ),
    path("report/leave", report.LeaveReport.as_view(), name="leave-report"),
    path("report/<slug:step>", report.ReportStep.as_view(), name="report-step"),
    path("follow/<slug:token>", report.Follow.as_view(), name="follow"),
]
