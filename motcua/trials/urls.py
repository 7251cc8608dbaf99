"""Addresses of test rounds in a sandbox."""

from django.urls import URLPattern

app_name = "trials"
urlpatterns: list[URLPattern] = []
