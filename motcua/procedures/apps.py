"""The procedures app."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "motcua.procedures"
    verbose_name = "Thủ tục hành chính"
