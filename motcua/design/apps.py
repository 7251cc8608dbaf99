"""The design app."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "motcua.design"
    verbose_name = "Thiết kế"
