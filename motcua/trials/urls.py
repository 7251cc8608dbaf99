"""Addresses of test rounds."""

from django.urls import URLPattern, path

from motcua.trials.views import rounds

app_name = "trials"
urlpatterns: list[URLPattern] = [
    path("kiem-thu/", rounds.rounds, name="rounds"),
    path("kiem-thu/<uuid:round_id>/", rounds.round, name="round"),
]
