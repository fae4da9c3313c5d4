from django.urls import path

from . import views

app_name = "design"
urlpatterns = [
    path("council.css", views.CouncilColours.as_view(), name="council-colours"),
    path("design", views.Components.as_view(), name="components"),
    path("stay-signed-in", views.StaySignedIn.as_view(), name="stay-signed-in"),
    path("accessibility", views.AccessibilityStatement.as_view(), name="accessibility-statement"),
    path("privacy", views.PrivacyNotice.as_view(), name="privacy-notice"),
    path("cookies", views.Cookies.as_view(), name="cookies"),
]
