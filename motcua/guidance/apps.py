"""The guidance app."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "motcua.guidance"
    verbose_name = "Tìm đúng thủ tục"
