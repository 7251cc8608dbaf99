"""The trials app."""

from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "motcua.trials"
    verbose_name = "Đợt kiểm thử"
