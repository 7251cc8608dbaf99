"""Addresses of the life of an online public service."""

from django.urls import URLPattern

app_name = "services"
urlpatterns: list[URLPattern] = []
