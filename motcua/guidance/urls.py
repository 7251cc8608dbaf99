"""Addresses of life events and the way to the right procedure."""

from django.urls import path

from motcua.guidance import views

app_name = "guidance"
urlpatterns = [
    path("viec-cua-toi/", views.events, name="events"),
    path("viec-cua-toi/<slug:slug>/", views.event, name="event"),
]
