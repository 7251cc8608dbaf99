"""Addresses of the catalogue."""

from django.urls import path

from motcua.procedures import views

app_name = "procedures"
urlpatterns = [
    path("thu-tuc/", views.catalogue, name="list"),
    path("thu-tuc/<str:code>/", views.procedure, name="procedure"),
    path("thu-tuc/<str:code>/goi.json", views.package_json, name="json"),
    path("thu-tuc/<str:code>/goi.yaml", views.package_yaml, name="yaml"),
]
