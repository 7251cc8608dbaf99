"""The gallery of components, there only while settings.DEMO."""

from django.urls import path

from motcua.design import views

app_name = "design"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("form/", views.form, name="form"),
    path("desk/", views.desk, name="desk"),
]
