"""The kernel as a Django app: on start it finds every app's reactions."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "motcua.core"

    def ready(self) -> None:
        autodiscover_modules("handlers")
