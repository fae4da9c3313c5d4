from django.urls import path

from .views import answering, diary, files, follow, recordings, report, triage

app_name = "intake"
_ONE = "reports/<slug:reference>"
_LINK = "follow/<slug:token>"
urlpatterns = [
    # The public
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
    path("link-stopped", follow.LinkStopped.as_view(), name="link-stopped"),
    path(_LINK, follow.Follow.as_view(), name="follow"),
    path(f"{_LINK}/more", follow.TellIncident.as_view(), name="tell-incident"),
    path(f"{_LINK}/worse", follow.SayWorse.as_view(), name="say-worse"),
    path(f"{_LINK}/contact", follow.AskContactChange.as_view(), name="ask-contact-change"),
    path(f"{_LINK}/disagree", follow.DisputeOutcome.as_view(), name="dispute-outcome"),
    path(f"{_LINK}/look-again", follow.AskCaseReview.as_view(), name="ask-case-review"),
    path(f"{_LINK}/files", follow.SendFile.as_view(), name="send-file"),
    path(f"{_LINK}/diary", diary.WriteDiary.as_view(), name="write-diary"),
    path(f"{_LINK}/record", recordings.SendRecording.as_view(), name="send-recording"),
    path(f"{_LINK}/done", follow.FollowDone.as_view(), name="follow-done"),
    path(f"{_LINK}/stop", follow.StopLink.as_view(), name="stop-link"),
    # The staff
    path("inbox", triage.Inbox.as_view(), name="inbox"),
    path("inbox/set-apart", triage.SortSetApart.as_view(), name="sort-set-apart"),
    path("reports", triage.ListReports.as_view(), name="list-reports"),
    path("reports/log", triage.LogReport.as_view(), name="log-report"),
    path("case-reviews", answering.CaseReviews.as_view(), name="case-reviews"),
    path(_ONE, triage.Report.as_view(), name="report"),
    path(f"{_ONE}/diary", diary.Diary.as_view(), name="diary"),
    path(f"{_ONE}/diary/log", diary.LogDiary.as_view(), name="log-diary"),
    path(f"{_ONE}/diary/read", diary.ReadDiary.as_view(), name="read-diary"),
    path("cases/<slug:reference>/diary", diary.CaseDiary.as_view(), name="case-diary"),
    path(
        f"{_ONE}/recordings/<int:recording>",
        recordings.HearRecording.as_view(),
        name="hear-recording",
    ),
    path(
        f"{_ONE}/recordings/<int:recording>/sound",
        recordings.RecordingSound.as_view(),
        name="recording-sound",
    ),
    path(f"{_ONE}/files/<int:file>", files.ReportFile.as_view(), name="report-file"),
    path(f"{_ONE}/files/<int:file>/about", files.AboutFile.as_view(), name="about-file"),
    path(f"{_ONE}/files/<int:file>/place", files.FilePlace.as_view(), name="file-place"),
    path(f"{_ONE}/originals/<int:file>", files.ReportOriginal.as_view(), name="report-original"),
    path(f"{_ONE}/open-case", triage.OpenCase.as_view(), name="open-case"),
    path(f"{_ONE}/attach-to-case", triage.AttachToCase.as_view(), name="attach-to-case"),
    path(f"{_ONE}/refer-report", triage.ReferReport.as_view(), name="refer-report"),
    path(f"{_ONE}/advise-report", triage.AdviseReport.as_view(), name="advise-report"),
    path(f"{_ONE}/read-additions", answering.ReadAdditions.as_view(), name="read-additions"),
    path(
        f"{_ONE}/answer-contact-change",
        answering.AnswerContactChange.as_view(),
        name="answer-contact-change",
    ),
    path(f"{_ONE}/write-update", answering.WriteUpdate.as_view(), name="write-update"),
    path(f"{_ONE}/answer-dispute", answering.AnswerDispute.as_view(), name="answer-dispute"),
    path(
        f"{_ONE}/answer-case-review",
        answering.AnswerCaseReview.as_view(),
        name="answer-case-review",
    ),
    path(f"{_ONE}/revoke-link", answering.RevokeLink.as_view(), name="revoke-link"),
    path(f"{_ONE}/mark-not-asb", triage.MarkNotAsb.as_view(), name="mark-not-asb"),
]
