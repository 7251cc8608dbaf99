"""Addresses of test rounds."""

from django.urls import URLPattern, path

from motcua.trials.views import playing, replays, rounds

app_name = "trials"
urlpatterns: list[URLPattern] = [
    path("kiem-thu/", rounds.rounds, name="rounds"),
    path("kiem-thu/moi/", rounds.plan, name="plan"),
    path("kiem-thu/<uuid:round_id>/", rounds.round, name="round"),
    path("kiem-thu/<uuid:round_id>/thu-tuc/", rounds.add_version, name="add_version"),
    path("kiem-thu/<uuid:round_id>/nguoi-thu/", rounds.invite, name="invite"),
    path("kiem-thu/<uuid:round_id>/mo/", rounds.open_round, name="open"),
    path("kiem-thu/<uuid:round_id>/dong/", rounds.close_round, name="close"),
    path("kiem-thu/<uuid:round_id>/vao/", playing.play, name="play"),
    path("kiem-thu/<uuid:round_id>/roi/", playing.leave, name="leave"),
    path("kiem-thu/<uuid:round_id>/ket-qua/<uuid:tested_id>/", playing.record, name="record"),
    path("kiem-thu/chay-lai/<uuid:version_id>/", replays.replays, name="replays"),
    path("kiem-thu/chay-lai/lan/<uuid:replay_id>/", replays.replay, name="replay"),
]
