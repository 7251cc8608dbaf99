"""Addresses of the kernel: is it alive, is it ready."""

from django.urls import path

from motcua.core import views

app_name = "core"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
