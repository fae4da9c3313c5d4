"""Settings, read from the environment. What is unsafe refuses to start: see ``config.checks``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF

from . import environment

django_stubs_ext.monkeypatch()
BASE_DIR = Path(__file__).resolve().parents[2]
VAR = BASE_DIR / "var"
env = environ.Env()

ENVIRONMENT = environment.kind_of_service(os.environ)  # GOODSTEAD_ENV
PRODUCTION = ENVIRONMENT == "production"
DEBUG = False

_DEMO_KEY = "demo-only-key-that-production-refuses-" + "0123456789" * 3
# "missing" is refused with the other faults; Django would refuse an empty one in words of its own.
SECRET_KEY = env.str("GOODSTEAD_SECRET_KEY", "") or ("missing" if PRODUCTION else _DEMO_KEY)
LEDGER_KEY = env.str("GOODSTEAD_LEDGER_KEY", default="" if PRODUCTION else _DEMO_KEY)
DEMO_KEY = _DEMO_KEY
DEMO_DOMAIN = "hartsmere.example"  # of the demo's sign-ins; .example is nobody's
ALLOWED_HOSTS = env.list(
    "GOODSTEAD_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost", "testserver"]
)
CSRF_TRUSTED_ORIGINS = env.list("GOODSTEAD_ORIGINS", default=[])

DATABASES: dict[str, Any] = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'goodstead.sqlite3'}")
}
# What the address of the database says (certificates, time limits) stays. Ours come on top.
_OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # FULL, not NORMAL: an acknowledged report survives a power cut.
    _OPTIONS |= {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA foreign_keys=ON;PRAGMA cache_size=-20000;"
        ),
    }
else:
    DATABASES["default"] = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True} | DATABASES["default"]
    DATABASES["default"]["ENGINE"] = "goodstead.config.postgresql"
    # The last word counts. Our queries are short: compiling their plans costs more than it saves.
    _GIVEN = _OPTIONS.get("options", "")
    _OPTIONS["options"] = f"{_GIVEN} -c synchronous_commit=on -c jit=off".strip()
    _OPTIONS.setdefault("connect_timeout", 10)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# From the bottom of the house to the top.
APPS = [
    "ledger", "access", "design", "search", "clocks", "correspondence", "evidence", "places",
    "people",
    "cases", "risk", "plans", "intake", "engagement", "partnership", "insight", "exchange", "workspace", "demo",
    "config",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    *(f"goodstead.{app}" for app in APPS),
]
MIDDLEWARE = [
    "goodstead.config.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "goodstead.access.flood.Flood",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goodstead.access.sessions.SessionLimits",
]
ROOT_URLCONF = "goodstead.config.urls"
WSGI_APPLICATION = "goodstead.config.wsgi.application"
FORM_RENDERER = "goodstead.design.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n"],  # {% translate %} wherever people read
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goodstead.design.context.council",
            ],
        },
    }
]

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["goodstead.access.sign_in.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/my-day"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login_failed": "100/15m/ip,10/15m/key"}
# How many servers of ours a request passes: so many addresses are believed, counted from the end
# of X-Forwarded-For. What stands before them was written by whoever sent the request.
FRONT_SERVERS = environment.whole_number(os.environ, "GOODSTEAD_FRONT_SERVERS", most=9)
ALLAUTH_TRUSTED_PROXY_COUNT = int(PRODUCTION) if FRONT_SERVERS is None else FRONT_SERVERS
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in"
ACCOUNT_ADAPTER = "goodstead.access.sign_in.Adapter"
ACCOUNT_SESSION_REMEMBER = False

# Sessions of staff: half an hour unused, ten hours at most. What the public typed: ten hours after
# the last answer, which three public pages say; nobody is cut off while they write.
SESSION_COOKIE_AGE = SESSION_LONGEST_SECONDS = 10 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the window: nothing of a visit stays on the telephone
CSRF_FAILURE_VIEW = "goodstead.design.views.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
# Not "no-referrer": browsers then send "Origin: null", which the check of forms refuses. Nothing
# leaves for other sites; pages behind a private link send none at all.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20  # the form names those beyond ten
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# A flood: see ``access.flood``. Not for the demo, where one address is everybody.
LIMIT_REQUESTS = env.bool("GOODSTEAD_LIMIT_REQUESTS", default=PRODUCTION)
REPORT_LEAST_SECONDS = 20  # whoever fills in the public form faster is no person, or has help

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # Room for the counts of a flood from many networks, so that they do not push each other out.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

LANGUAGE_CODE = "en-gb"
USE_I18N = True
# Texts go through gettext. A catalogue waits for Welsh; no page is shown in it before it is whole.
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [BASE_DIR / "goodstead" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/London"
FORMAT_MODULE_PATH = ["goodstead.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static_built"
# In production files carry a hash and are collected once; elsewhere they are served as they are.
WHITENOISE_USE_FINDERS = not PRODUCTION
_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
if PRODUCTION:
    _STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC},
}
MEDIA_ROOT = Path(env.str("GOODSTEAD_FILES", default=str(VAR / "files")))
# ClamAV's daemon, as unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310. Empty: files are not checked.
CLAMD = env.str("GOODSTEAD_CLAMD", default="")
# Takes place and time out of videos and sound. Not found, or empty: there is no copy of these.
FFMPEG = env.str("GOODSTEAD_FFMPEG", default="ffmpeg")
CHECKPOINTS = Path(env.str("GOODSTEAD_CHECKPOINTS", default=str(VAR / "checkpoints")))

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
vars().update(env.email("GOODSTEAD_SMTP", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env.str("GOODSTEAD_FROM", default="no-reply@council.example")
# The mailbox to which residents write: imaps://user:password@host:993/INBOX. None without it.
INBOX_URL = env.str("GOODSTEAD_INBOX_URL", default="")
MESSAGES_SHOWN_NOT_SENT = not PRODUCTION  # the demo shows messages on a page
PUBLIC_URL = env.str("GOODSTEAD_URL", default="http://127.0.0.1:8000")

# The council whose service this is. Name, colours and telephone numbers come first on every page.
COUNCIL = {
    "name": env.str("COUNCIL_NAME", default="Hartsmere Borough Council"),
    "service": env.str("COUNCIL_SERVICE", default="Anti-social behaviour"),
    "telephone": env.str("COUNCIL_TELEPHONE", default="01632 960100"),
    "out_of_hours": env.str("COUNCIL_OUT_OF_HOURS", default="01632 960199"),
    "textphone": env.str("COUNCIL_TEXTPHONE", default="18001 01632 960100"),
    "email": env.str("COUNCIL_EMAIL", default="asb@hartsmere.example"),
    # For rates in the figures; the demo's borough is invented. Without it no rate is shown.
    "population": env.int("COUNCIL_POPULATION", default=0 if PRODUCTION else 120_000),
    "colour": env.str("COUNCIL_COLOUR", default="#00594c"),
    # For the privacy notice and the accessibility statement. What is missing, ``check --deploy`` names.
    "address": env.str("COUNCIL_ADDRESS", default=""),
    "data_officer": env.str("COUNCIL_DATA_OFFICER", default=""),
    "kept": env.str("COUNCIL_KEPT", default=""),
    "complaints": env.str("COUNCIL_COMPLAINTS", default=""),
    "safe_exit_url": env.str("COUNCIL_EXIT_URL", default="https://www.bbc.co.uk/weather"),
}
# For the council's own promises; what the law counts goes on. See ``clocks.calendar``.
COUNCIL_CLOSED_DAYS = environment.days(os.environ, "COUNCIL_CLOSED_DAYS")
COUNCIL_CUT_OFF_HOUR = environment.whole_number(os.environ, "COUNCIL_CUT_OFF_HOUR", most=24)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "goodstead.config.logs.WithoutTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_tokens"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
