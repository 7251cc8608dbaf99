"""Addresses of services: numbers and downtime for everybody, the rest for officials."""

from django.urls import path

from motcua.services.views import launches, public, running

app_name = "services"
urlpatterns = [
    path("so-lieu/", public.numbers, name="numbers"),
    path("so-lieu/dich-vu.csv", public.services_csv, name="csv"),
    path("so-lieu/theo-thang.csv", public.months_csv, name="months"),
    path("tam-ngung/", public.downtimes, name="downtimes"),
    path("quan-ly-dich-vu/", launches.launches, name="launches"),
    path("quan-ly-dich-vu/de-xuat/", launches.propose, name="propose"),
    path("quan-ly-dich-vu/de-xuat/<uuid:launch_id>/", launches.launch, name="launch"),
    path("quan-ly-dich-vu/de-xuat/<uuid:launch_id>/<slug:name>/", launches.act, name="act"),
    path("quan-ly-dich-vu/danh-muc/", running.services, name="services"),
    path("quan-ly-dich-vu/danh-muc/<str:code>/", running.service, name="service"),
    path("quan-ly-dich-vu/danh-muc/<str:code>/<slug:name>/", running.act, name="run"),
    path("quan-ly-dich-vu/de-nghi-go/", running.removals, name="removals"),
    path("quan-ly-dich-vu/de-nghi-go/<uuid:proposal_id>/", running.removal, name="removal"),
    path("quan-ly-dich-vu/tam-ngung/", running.stops, name="stops"),
    path("quan-ly-dich-vu/tam-ngung/<uuid:downtime_id>/huy/", running.cancel, name="cancel"),
]
