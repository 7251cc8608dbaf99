"""Addresses of where a procedure is written."""

from django.urls import URLPattern

app_name = "workshop"
urlpatterns: list[URLPattern] = []
