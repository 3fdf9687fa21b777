"""The settings of the archive: safe without any configuration, changed by the environment.

`docs/` has no list of the variables; this file is short enough to be it. Every value that a
deployment may want to change is read through `environment` below.
"""

import contextlib
import os
import secrets
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from localism import environment
from localism.database import configure_database, configure_replicas

BASE_DIR = Path(__file__).resolve().parent.parent
# What the running archive makes: the embedded database, the collected static files, its secret.
VAR = BASE_DIR / "var"


def own_secret(path: Path) -> str:
    """Return the secret kept in a file that only its owner reads, made at the first call."""
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        # Of several processes that start at once, the first one's secret is everyone's.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text()


# Access

DEBUG = environment.flag("DJANGO_DEBUG")
SECRET_KEY = environment.text("DJANGO_SECRET_KEY") or own_secret(VAR / "secret-key")
ALLOWED_HOSTS = environment.hosts("DJANGO_ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.origins("DJANGO_CSRF_TRUSTED_ORIGINS")

# Set behind a proxy that speaks HTTPS to the reader and sets X-Forwarded-Proto itself.
HTTPS = environment.flag("DJANGO_HTTPS")
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
# How many proxies stand before the archive, each adding to X-Forwarded-For whom it was asked by.
PROXIES = environment.whole("LOCALISM_PROXIES", 0)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "localism.refusals.refuse_stale"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

# Parts

INSTALLED_APPS = [
    "publications",
    "publications.apps.DeskConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "localism.headers.permissions_policy",
    "localism.headers.asked_again",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "localism.headers.headers_alone",
    "localism.keeping.kept_pages",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "localism.rates.reader_rates",
    "localism.readers.Readers",
]

ROOT_URLCONF = "localism.urls"
WSGI_APPLICATION = "localism.wsgi.application"

# Jinja2 prints what the public sees (templates/site), Django's own engine the desk of the editors
# (templates/admin) and what packages bring. No name is found by both.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "site"],
        "OPTIONS": {"environment": "publications.pages.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# What the archive calls itself to harvesters and in feeds; empty: as `publications.identity` says.

ARCHIVE_NAME = environment.text("ARCHIVE_NAME")
ARCHIVE_DOMAIN = environment.domain("ARCHIVE_DOMAIN")
ARCHIVE_EMAIL = environment.mail_address("ARCHIVE_EMAIL")
SECURITY_CONTACT = environment.contact("SECURITY_CONTACT")

# Data

DATABASES = {
    "default": configure_database(
        environment.text("DATABASE_URL"),
        VAR / "postgres",
        pooled=environment.flag("LOCALISM_POOLED"),
    ),
}
# Streaming replicas, separated by spaces; how many seconds one may be behind (0: not at all).
DATABASES |= configure_replicas(
    environment.text("DATABASE_REPLICA_URL"), pooled=environment.flag("LOCALISM_POOLED")
)
REPLICAS = [alias for alias in DATABASES if alias != "default"]
REPLICA_LAG = environment.seconds("DATABASE_REPLICA_LAG", 0.0)
DATABASE_ROUTERS = ["localism.replicas.Router"] if REPLICAS else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# How many processes of the web server answer readers; the embedded database has room for so many.
WORKERS = environment.whole("LOCALISM_WORKERS", 2, least=1, most=32)
# Megabytes of pages that each process keeps until something is written (0: none).
KEPT_PAGES = environment.whole("LOCALISM_KEPT_PAGES", 32)

# What one reader may ask for: seconds for one statement of a page and of a stream (0: no end), and
# a budget for each address ("": none), of which a page takes 1 and a search 3 (`localism.rates`).

READER_TIMEOUT = environment.seconds("LOCALISM_READER_TIMEOUT", 10.0)
STREAM_TIMEOUT = environment.seconds("LOCALISM_STREAM_TIMEOUT", 60.0)
READER_RATE = environment.rate("LOCALISM_READER_RATE", "900/minute")

# People who sign in

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Five wrong passwords for one account from one place, and that place waits a quarter of an hour.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "publications.desk.second_factor.PasswordAndCodeBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_CLIENT_IP_CALLABLE = "localism.rates.client_address"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "admin/desk/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "token"]  # kept out of what is logged

# A second factor is there for everyone. The groups named here must have one: for instance
# "Administrators,Editors"; superusers count as administrators.
SECOND_FACTOR_FOR = environment.some_of(
    "LOCALISM_SECOND_FACTOR_FOR", ["Contributors", "Editors", "Administrators"]
)
OTP_TOTP_ISSUER = "Localism Archive"

# A signed-in editor who leaves is signed out; whoever works stays.
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LOGIN_URL = "admin:login"

# What editors hand in: streamed to disk, kept as it came, served by the archive's own views only

MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_HANDLERS = ["publications.desk.receiving.LimitedUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 25_000_000  # a pasted text

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Static files: served by WhiteNoise, compressed and named by their content, so that a browser
# keeps them for good.

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR / "static"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# Logging: to stderr, in one line each; DJANGO_LOG_LEVEL=INFO tells more.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "filters": {"no_trace": {"()": "localism.logs.WithoutTrace"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["no_trace"],
        }
    },
    "root": {"handlers": ["stderr"], "level": environment.level("DJANGO_LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO" if DEBUG else "WARNING", "propagate": 0},
        # A page that is not there is an answer, not an event.
        "django.request": {"level": "ERROR"},
    },
}
