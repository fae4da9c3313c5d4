from django.urls import path

from .views import equality, guides, surveys

app_name = "engagement"
_GUIDE = "help/<slug:guide>"
urlpatterns = [
    path("survey/<str:token>", surveys.AnswerSurvey.as_view(), name="answer-survey"),
    path("survey-answered", surveys.SurveyAnswered.as_view(), name="survey-answered"),
    path("surveys", surveys.Surveys.as_view(), name="surveys"),
    # Self-help, for everybody
    path("help", guides.Help.as_view(), name="help"),
    path(_GUIDE, guides.Guide.as_view(), name="guide"),
    path(f"{_GUIDE}/write-letter", guides.WriteLetter.as_view(), name="write-letter"),
    path(f"{_GUIDE}/print-diary", guides.PrintDiary.as_view(), name="print-diary"),
    path(f"{_GUIDE}/tick-checklist", guides.TickChecklist.as_view(), name="tick-checklist"),
    path(f"{_GUIDE}/answer-guide", guides.AnswerGuide.as_view(), name="answer-guide"),
    path(f"{_GUIDE}/guide-answered", guides.GuideAnswered.as_view(), name="guide-answered"),
    path("guide-figures", guides.GuideFigures.as_view(), name="guide-figures"),
    # Who uses the service, kept apart from what they report
    path("about-you", equality.AboutYou.as_view(), name="about-you"),
    path("about-you/thank-you", equality.AboutYouCounted.as_view(), name="about-you-counted"),
    path("equality-figures", equality.EqualityFigures.as_view(), name="equality-figures"),
]
