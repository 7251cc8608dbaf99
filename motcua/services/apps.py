"""The services app."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "motcua.services"
    verbose_name = "Dịch vụ công trực tuyến"
