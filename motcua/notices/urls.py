"""Addresses of notices."""

from django.urls import path

from motcua.notices import views

app_name = "notices"
urlpatterns = [
    path("thong-bao/", views.notices, name="list"),
    path("thong-bao/da-doc/", views.read_all, name="read_all"),
    path("thong-bao/<uuid:notice_id>/mo/", views.open_notice, name="open"),
]
