"""Addresses of the catalogue."""

from django.urls import path

from motcua.procedures.views import catalogue, finder, history, open_data, process

app_name = "procedures"
urlpatterns = [
    path("du-lieu-mo/", open_data.about, name="open_data"),
    path("du-lieu-mo/thu-tuc.json", open_data.whole, name="open_json"),
    path("du-lieu-mo/thu-tuc.csv", open_data.as_table, name="open_csv"),
    path("du-lieu-mo/thay-doi.atom", open_data.changes, name="open_changes"),
    path("du-lieu-mo/goi-thu-tuc.schema.json", open_data.schema, name="open_schema"),
    path("thu-tuc/", catalogue.catalogue, name="list"),
    path("thu-tuc/<str:code>/", catalogue.procedure, name="procedure"),
    path("thu-tuc/<str:code>/truong-hop/", finder.find_case, name="finder"),
    path("thu-tuc/<str:code>/lich-su/", history.history, name="history"),
    path("thu-tuc/<str:code>/lich-su/<int:old>-<int:new>/", history.changes, name="changes"),
    path("thu-tuc/<str:code>/quy-trinh.svg", process.picture, name="picture"),
    path("thu-tuc/<str:code>/quy-trinh.bpmn", process.file, name="bpmn"),
    path("thu-tuc/<str:code>/quy-trinh.pdf", process.annex, name="annex"),
    path("thu-tuc/<str:code>/goi.json", catalogue.package_json, name="json"),
    path("thu-tuc/<str:code>/goi.yaml", catalogue.package_yaml, name="yaml"),
    path("thu-tuc/<str:code>/to-khai.pdf", catalogue.form_pdf, name="form"),
]
