from django.urls import path

from . import views

app_name = "engagement"
urlpatterns = [
    path("survey/<str:token>", views.AnswerSurvey.as_view(), name="answer-survey"),
    path("survey-answered", views.SurveyAnswered.as_view(), name="survey-answered"),
    path("surveys", views.Surveys.as_view(), name="surveys"),
]
