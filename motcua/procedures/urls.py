"""Addresses of the catalogue."""

from django.urls import path

from motcua.procedures.views import catalogue, history, process

app_name = "procedures"
urlpatterns = [
    path("thu-tuc/", catalogue.catalogue, name="list"),
    path("thu-tuc/<str:code>/", catalogue.procedure, name="procedure"),
    path("thu-tuc/<str:code>/lich-su/", history.history, name="history"),
    path("thu-tuc/<str:code>/lich-su/<int:old>-<int:new>/", history.changes, name="changes"),
    path("thu-tuc/<str:code>/quy-trinh.svg", process.picture, name="picture"),
    path("thu-tuc/<str:code>/quy-trinh.bpmn", process.file, name="bpmn"),
    path("thu-tuc/<str:code>/quy-trinh.pdf", process.annex, name="annex"),
    path("thu-tuc/<str:code>/goi.json", catalogue.package_json, name="json"),
    path("thu-tuc/<str:code>/goi.yaml", catalogue.package_yaml, name="yaml"),
    path("thu-tuc/<str:code>/to-khai.pdf", catalogue.form_pdf, name="form"),
]
