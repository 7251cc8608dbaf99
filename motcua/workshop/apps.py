"""The workshop app."""

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "motcua.workshop"
    verbose_name = "Xưởng thủ tục"
