"""The composition root as a Django app, so that it can hold commands that need every app."""

from django.apps import AppConfig


class RootConfig(AppConfig):
    name = "config"
    verbose_name = "Một Cửa"
