"""Addresses of life events and the way to the right procedure."""

from django.urls import URLPattern

app_name = "guidance"
urlpatterns: list[URLPattern] = []
