"""Settings: safe defaults, changed by environment variables (docs/reference/settings.md)."""

import os
import secrets

import dj_database_url

from config.command import BASE, data_folder

DATA = data_folder()


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def _kept_secret(name: str) -> str:
    """A secret made once and kept in the data folder, readable by its owner only."""
    path = DATA / "secrets" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_suffix(f".{os.getpid()}")
        part.touch(mode=0o600)
        part.write_text(secrets.token_urlsafe(50))
        part.rename(path)
    return path.read_text()


# A demo country: accounts, data and a national e-identity of its own. Never on a live server.
DEMO = _flag("MOTCUA_DEMO")
DEBUG = _flag("MOTCUA_DEBUG")
HTTPS = _flag("MOTCUA_HTTPS")
SECRET_KEY = os.environ.get("MOTCUA_SECRET_KEY") or _kept_secret("django")
# The registers that fill questions in here; the publish gate asks that they do.
CONNECTED_REGISTERS = os.environ.get("MOTCUA_REGISTERS", "account").split(",")
SITE_URL = os.environ.get("MOTCUA_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = os.environ.get("MOTCUA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# Floors from the top; templates and handlers of an upper app win over those of a lower one.
INSTALLED_APPS = [
    "config",
    *(["demo"] if DEMO else []),
    "motcua.portal",
    "motcua.workshop",
    "motcua.services",
    "motcua.guidance",
    "motcua.trials",
    "motcua.dossiers",
    "motcua.procedures",
    "motcua.notices",
    "motcua.documents",
    "motcua.identity",
    "motcua.agencies",
    "motcua.calendars",
    "motcua.design",
    "motcua.core",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "ninja",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.core.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.core.middleware.language_is_chosen",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "motcua.trials.middleware.plays_in_a_sandbox",
    "motcua.core.middleware.refusals_become_pages",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "motcua.design.templatetags.design"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.navigation.navigation",
            ],
        },
    }
]

_database = dj_database_url.parse(os.environ.get("DATABASE_URL", "postgresql:///motcua"))
DATABASES = {
    "default": {
        **_database,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "application_name": "motcua",
            "connect_timeout": 5,
            **_database.get("OPTIONS", {}),
        },
        "TEST": {"NAME": os.environ.get("MOTCUA_TEST_DATABASE", "test_motcua")},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE / "build" / "collected"
STATICFILES_DIRS = [BASE / "build" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# A page of text is far below these; files go through their own limits in motcua.documents.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_MAX_BYTES = int(os.environ.get("MOTCUA_FILE_MAX_MB", "10")) * 1024 * 1024
CLAMD = os.environ.get("MOTCUA_CLAMD", "")  # socket path or host:port; empty: no virus scan
SIGNER = os.environ.get("MOTCUA_SIGNER", "demo")  # who signs papers (motcua.documents.signing)

# Days without a dossier after which a person is asked whether a live service should stay.
IDLE_SERVICE_DAYS = int(os.environ.get("MOTCUA_IDLE_SERVICE_DAYS", "180"))

# Counters of rate limits: in the database, so that every web process counts the same.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"

EMAIL_HOST = os.environ.get("MOTCUA_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("MOTCUA_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("MOTCUA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("MOTCUA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("MOTCUA_SMTP_TLS")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if "MOTCUA_SMTP_HOST" in os.environ
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA / "mail"
if "MOTCUA_SMTP_HOST" not in os.environ:  # letters name people
    EMAIL_FILE_PATH.mkdir(parents=True, exist_ok=True, mode=0o700)
DEFAULT_FROM_EMAIL = os.environ.get("MOTCUA_MAIL_FROM", "Một Cửa <khong-tra-loi@motcua.example>")

PROCRASTINATE_WORKER_DEFAULTS = {"update_heartbeat_interval": 5, "stalled_worker_timeout": 15}

_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": _LINE},
        "brief": {"()": "config.log.Brief", "fmt": _LINE},  # a stranger's odd request: one line
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "brief": {"class": "logging.StreamHandler", "formatter": "brief"},
    },
    "loggers": {"django.security": {"handlers": ["brief"], "propagate": False}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("MOTCUA_LOG_LEVEL", "WARNING")},
}

from config.sign_in import *  # noqa: E402, F403  # allauth's many settings, kept on their own page
