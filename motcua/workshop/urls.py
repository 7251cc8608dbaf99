"""Addresses of the workshop."""

from django.urls import path

from motcua.workshop.views import (
    desk,
    editing,
    examples,
    history,
    process,
    proving,
    trying,
    versions,
)

app_name = "workshop"
_M = "xuong/<uuid:id>/"
urlpatterns = [
    path("xuong/", desk.index, name="list"),
    path("xuong/moi/", desk.begin, name="begin"),
    path("xuong/sua-doi/", desk.amend, name="amend"),
    path("xuong/ban/<uuid:version_id>/", versions.version, name="version"),
    path("xuong/ban/<uuid:version_id>/<str:verb>/", versions.act, name="act"),
    path("xuong/soan-tu/<uuid:version_id>/", desk.renew, name="renew"),
    path(_M, desk.overview, name="overview"),
    path(f"{_M}cat/", desk.put_away, name="put_away"),
    path(f"{_M}phan/<str:section_id>/", editing.section, name="section"),
    path(f"{_M}sua/<str:place>/", editing.part, name="part"),
    path(f"{_M}xem/<str:place>/", editing.live, name="live"),
    path(f"{_M}vi-du/giu/", examples.keep, name="keep"),
    path(f"{_M}vi-du/<int:number>/", examples.walk, name="walk"),
    path(f"{_M}khai-thu/", trying.review, name="try"),
    path(f"{_M}khai-thu/<str:page_id>/", trying.try_page, name="try_page"),
    path(f"{_M}bpmn/", process.upload, name="bpmn"),
    path(f"{_M}ma-nguon/<str:place>/", editing.raw, name="raw"),
    path(f"{_M}loai/<str:place>/", editing.pick, name="pick"),
    path(f"{_M}kiem-tra/", proving.findings, name="findings"),
    path(f"{_M}so-sanh/", proving.comparison, name="comparison"),
    path(f"{_M}trinh/", proving.submit, name="submit"),
    path(f"{_M}lich-su/", history.history, name="history"),
    path(f"{_M}lich-su/<int:revision>/", history.undo, name="undo"),
    path(f"{_M}hai-ban/", history.clashes, name="clashes"),
    path(f"{_M}hai-ban/<uuid:clash_id>/", history.settle, name="settle"),
]
