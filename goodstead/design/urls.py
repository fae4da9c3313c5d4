from django.urls import path

from . import views

app_name = "design"
urlpatterns = [
    path("council.css", views.CouncilColours.as_view(), name="council-colours"),
    path("design", views.Components.as_view(), name="components"),
    path("stay-signed-in", views.StaySignedIn.as_view(), name="stay-signed-in"),
]
