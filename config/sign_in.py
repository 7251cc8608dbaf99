"""Settings of sign-in (django-allauth), read into settings.py."""

import os

_DEMO = os.environ.get("MOTCUA_DEMO", "0").lower() in {"1", "true", "yes", "on"}

LOGIN_URL = "identity:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
OFFICIAL_HOME = "dossiers:desk:inbox"  # where an official lands after signing in

# Officials: a username and a password; nobody signs up, nothing goes by e-mail address.
ACCOUNT_ADAPTER = "motcua.identity.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "motcua.identity.forms.LoginForm",
    "reauthenticate": "motcua.identity.forms.ReauthenticateForm",
    "change_password": "motcua.identity.forms.ChangePasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,60/h/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "track_failed": "60/15m/ip",  # wrong answers on the page of tracking
    "change_password": "5/m/user",
}

# Second factor: an authenticator app, passkeys and security keys, recovery codes.
MFA_ADAPTER = "motcua.identity.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "motcua.identity.forms.SecondFactorForm",
    "reauthenticate": "motcua.identity.forms.SecondFactorAgainForm",
    "activate_totp": "motcua.identity.forms.ActivateAppForm",
    "add_webauthn": "motcua.identity.forms.AddKeyForm",
    "edit_webauthn": "motcua.identity.forms.EditKeyForm",
    "login_webauthn": "motcua.identity.forms.LoginKeyForm",
    "authenticate_webauthn": "motcua.identity.forms.SecondFactorKeyForm",
    "reauthenticate_webauthn": "motcua.identity.forms.SecondFactorKeyAgainForm",
}

# A session ends with the browser, and after a working day at the latest.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
USERSESSIONS_TRACK_ACTIVITY = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("MOTCUA_TRUSTED_PROXIES", "0"))

# Citizens: the national e-identity, by OpenID Connect. A demo country has its own.
SOCIALACCOUNT_ADAPTER = "motcua.identity.sign_in.adapters.CitizenAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_LOGIN_ON_GET = True  # our own door takes POST only
E_IDENTITY_SERVER = os.environ.get(
    "MOTCUA_OIDC_SERVER", "http://127.0.0.1:8001" if _DEMO else ""
).rstrip("/")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "dinh-danh",
                "name": "Định danh điện tử",
                "client_id": os.environ.get("MOTCUA_OIDC_CLIENT", "motcua" if _DEMO else ""),
                "secret": os.environ.get(
                    "MOTCUA_OIDC_SECRET", "motcua-trinh-dien" if _DEMO else ""
                ),
                "settings": {
                    "server_url": E_IDENTITY_SERVER,
                    "scope": os.environ.get("MOTCUA_OIDC_SCOPE", "openid profile address").split(),
                    "auth_params": {"acr_values": "LoA2 LoA1"},
                    "oauth_pkce_enabled": True,
                },
            }
        ]
    }
}
