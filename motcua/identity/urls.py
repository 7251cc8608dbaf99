"""Addresses of accounts. Only these pages of allauth are open; the rest answer 404.

allauth asks for its pages by its own names, so these keep them beside ours.
"""

from typing import NoReturn

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path

from motcua.identity.doors import official_account_required as officials
from motcua.identity.views import accounts, e_identity


def closed(request: HttpRequest, **kwargs: object) -> NoReturn:
    """A page of allauth that this site does not have: nobody signs up or resets by e-mail."""
    raise Http404


own = [
    path("", accounts.profile, name="profile"),
    path("dang-nhap/", accounts.sign_in, name="sign_in"),
    path("dang-xuat/", account.logout, name="sign_out"),
    path("lien-he/", accounts.contact, name="contact"),
    path("phien/", accounts.sessions, name="sessions"),
    path("phien/khac/ket-thuc/", accounts.end_other_sessions, name="end_other_sessions"),
    path("phien/<int:session_id>/ket-thuc/", accounts.end_session, name="end_session"),
]

e_identity_pages = [
    path(
        "dinh-danh/login/",
        e_identity.begin,
        {"provider_id": "dinh-danh"},
        name="openid_connect_login",
    ),
    path(
        "dinh-danh/login/callback/",
        e_identity.come_back,
        {"provider_id": "dinh-danh"},
        name="openid_connect_callback",
    ),
    path("dinh-danh/da-huy/", e_identity.cancelled, name="socialaccount_login_cancelled"),
]

password_pages = [
    path("dang-nhap/can-bo/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("khoa/", account.account_inactive, name="account_inactive"),
    path("xac-nhan/", officials(account.reauthenticate), name="account_reauthenticate"),
    path("mat-khau/", officials(account.password_change), name="account_change_password"),
]

second_factor_pages = [
    path("", officials(mfa.index), name="mfa_index"),
    path("dang-nhap/", mfa.authenticate, name="mfa_authenticate"),
    path("xac-nhan/", officials(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("ung-dung/bat/", officials(totp.activate_totp), name="mfa_activate_totp"),
    path("ung-dung/tat/", officials(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "ma-du-phong/",
        officials(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "ma-du-phong/tao/",
        officials(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "ma-du-phong/tai/",
        officials(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("khoa/", officials(keys.list_webauthn), name="mfa_list_webauthn"),
    path("khoa/them/", officials(keys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "khoa/xac-nhan/",
        officials(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("khoa/dang-nhap/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("khoa/<int:pk>/xoa/", officials(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("khoa/<int:pk>/sua/", officials(keys.edit_webauthn), name="mfa_edit_webauthn"),
]

# allauth links to these by name in places; they lead nowhere.
closed_pages = [
    path(f"dong/{name}/", closed, name=name)
    for name in (
        "account_signup",
        "account_email",
        "account_email_verification_sent",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "socialaccount_signup",
        "socialaccount_connections",
        "socialaccount_login_error",
        "usersessions_list",
    )
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "identity"))),
    *e_identity_pages,
    *password_pages,
    path("hai-buoc/", include(second_factor_pages)),
    *closed_pages,
]
