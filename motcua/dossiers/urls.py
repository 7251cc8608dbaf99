"""Addresses of dossiers: applicants under /ho-so/, officials under /ban-lam-viec/."""

from django.urls import include, path

from motcua.dossiers.views import citizen, desk, drafting, public

app_name = "dossiers"

desk_urls = (
    [
        path("", desk.inbox, name="inbox"),
        path("<slug:name>/", desk.inbox, name="list"),
        path("ho-so/<uuid:dossier_id>/", desk.dossier, name="dossier"),
        path("ho-so/<uuid:dossier_id>/<slug:name>/", desk.act, name="act"),
    ],
    "desk",
)

urlpatterns = [
    path("thu-tuc/<str:code>/nop/", drafting.start, name="start"),
    path("ho-so/", citizen.mine, name="mine"),
    path("ho-so/<uuid:draft_id>/khai/", drafting.draft, name="draft"),
    path("ho-so/<uuid:draft_id>/khai/xem-lai/", drafting.review, name="review"),
    path("ho-so/<uuid:draft_id>/khai/xoa/", drafting.discard, name="discard"),
    path("ho-so/<uuid:draft_id>/khai/ban-moi/", drafting.bring_over, name="bring_over"),
    path("ho-so/<uuid:draft_id>/khai/<slug:page_id>/", drafting.page, name="page"),
    path("ho-so/<uuid:dossier_id>/da-nop/", drafting.submitted, name="submitted"),
    path("ho-so/<uuid:dossier_id>/", citizen.dossier, name="dossier"),
    path("ho-so/<uuid:dossier_id>/to-khai.pdf", citizen.form_pdf, name="form"),
    path("ho-so/<uuid:dossier_id>/giay-tiep-nhan/", citizen.receipt, name="receipt"),
    path("ho-so/<uuid:dossier_id>/tep/<uuid:file_id>/", citizen.file, name="file"),
    path("ho-so/<uuid:dossier_id>/bo-sung/", citizen.supplement, name="supplement"),
    path("ho-so/<uuid:dossier_id>/khai-lai/", citizen.begin_again, name="begin_again"),
    path("ho-so/<uuid:dossier_id>/rut/", citizen.withdraw, name="withdraw"),
    path("ho-so/<uuid:dossier_id>/danh-gia/", citizen.rate, name="rate"),
    path("tra-cuu/", public.track, name="track"),
    path("ban-lam-viec/", include(desk_urls)),
]
