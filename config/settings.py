"""All settings, read from the environment (docs/settings.md lists them). The launcher sets what the default needs."""

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ

from accounts.outgoing.rules import networks
from config.bootstrap.environment import read_secret_files
from frontend.policies import CONTENT_SECURITY_POLICY  # noqa: F401
from frontend.unfold import UNFOLD  # noqa: F401
from keys.secret import Secret

read_secret_files()
env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(env.str("DAILIES_STATE", default=str(BASE_DIR / ".local")))

VERSION = env.str(
    "DAILIES_VERSION", default=tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
)

# --- the process --------------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
MASTER_KEYS = Secret(env.str("DAILIES_MASTER_KEYS", default=""))
MASTER_KEYS_FILE = env.str("DAILIES_MASTER_KEYS_FILE", default=str(STATE_DIR / "secrets/master_keys"))
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
BASE_URL = env.str("DAILIES_BASE_URL", default="http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[BASE_URL])
HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS and env.bool("HSTS_WHOLE_DOMAIN", default=False)
# The domain's other names are not the studio's to promise for, so a promise not made is no fault of the studio.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Not without a proxy that says how the browser came: behind one that does not, it would redirect for ever.
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=HTTPS and BEHIND_PROXY)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # asked from this machine, past the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # else everybody shares the proxy's limits of signing up and in
ALLOWED_NETWORKS = networks(env.list("DAILIES_ALLOWED_NETWORKS", default=[]))
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en-us"
LANGUAGES = [
    ("en-us", "English (United States)"),
    ("en-gb", "English (United Kingdom)"),
    ("en-au", "English (Australia)"),
]
TIME_ZONE = "UTC"
USE_TZ = True
SITE_ID = 1

INSTALLED_APPS = [
    "accounts",
    "keys",
    "quality",
    "generation",
    "projects",
    "frontend",
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.github",
    "allauth.socialaccount.providers.openid_connect",
    "channels",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "frontend.middleware.BrowserRules",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.auth.demo_stays_here",
    "accounts.strangers.StrangersWait",
    "accounts.locale.AsThePersonReads",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "accounts/templates", BASE_DIR / "frontend/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- PostgreSQL: three roles (design section 10), one address each; a missing one is the app's --------------
DATABASES = {
    "default": env.db_url("DATABASE_URL"),
    "owner": env.db_url("DATABASE_OWNER_URL", default=env.str("DATABASE_URL")),
    "ops": env.db_url("DATABASE_OPS_URL", default=env.str("DATABASE_URL")),
}
for _database in DATABASES.values():
    _database["HOST"] = unquote(_database["HOST"])  # a socket's folder is written with %2F in an address
    _database["CONN_HEALTH_CHECKS"] = True
    # A web request has a thread of its own, whose connection nobody would use again or close; a worker keeps its own,
    # on which the statements of accounts/statements.py are planned once.
    _database["CONN_MAX_AGE"] = 60 if env.str("DAILIES_DEVICE", default="") else 0
    if (_pool_size := env.int("DATABASE_POOL", default=0)) and not _database["CONN_MAX_AGE"]:
        _database.setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": _pool_size, "timeout": 10}
DATABASE_ROUTERS = ["config.routers.MigrationsRunAsOwner"]

# --- Redis: bells, hints and short-lived counts; never the only copy of anything ----------------------------
REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "dailies"},
    }
}
CACHES = {
    "default": {
        "BACKEND": "accounts.counts.ForgetfulRedis",
        "LOCATION": REDIS_URL,
        # Rate limits are forgotten while Redis is away; signing in goes on.
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1},
    }
}

# --- people -------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["accounts.auth.EmailBackend"]
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "signup": "accounts.forms.SignupForm",
    "login": "accounts.forms.LoginForm",
    "add_email": "accounts.forms.AddEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = {"invitation": "60/m/ip"}  # beside allauth's own: the page that a letter's link opens
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before another address, or an account elsewhere, opens this one
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
LOGIN_REDIRECT_URL = "/studio/"
LOGIN_URL = "/accounts/login/"
STRANGER_REQUESTS_A_MINUTE = env.int("STRANGER_REQUESTS_A_MINUTE", default=240)
WRONG_TOKENS_A_MINUTE = 30  # a program whose token has ended hears 401 this often, then 429

# --- second factors: an app's codes, passkeys, and recovery codes -------------------------------------------
MFA_ADAPTER = "accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Dailies"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # a browser itself allows no plain HTTP but localhost
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "activate_totp": "accounts.forms.ActivateTotpForm",
    "login_webauthn": "accounts.forms.PasskeyLoginForm",
    "authenticate_webauthn": "accounts.forms.PasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.PasskeyAgainForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
}

# --- sign-in by somebody else: each only where it is configured ---------------------------------------------
SOCIALACCOUNT_ADAPTER = "accounts.social.SocialAdapter"
SOCIALACCOUNT_FORMS = {"signup": "accounts.forms.SocialSignupForm", "disconnect": "accounts.forms.DisconnectForm"}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # both sides confirmed the address: accounts/social.py
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "google": {"APPS": [], "SCOPE": ["profile", "email"], "OAUTH_PKCE_ENABLED": True},
    "github": {"APPS": [], "SCOPE": ["user:email"], "OAUTH_PKCE_ENABLED": True},
    "openid_connect": {
        "APPS": [],
        "OAUTH_PKCE_ENABLED": True,
        "provider_class": "accounts.oidc.provider.StrictOpenIDConnect",
    },
}
if _google := env.str("GOOGLE_CLIENT_ID", default=""):
    SOCIALACCOUNT_PROVIDERS["google"]["APPS"] = [{"client_id": _google, "secret": env.str("GOOGLE_CLIENT_SECRET")}]
if _github := env.str("GITHUB_CLIENT_ID", default=""):
    SOCIALACCOUNT_PROVIDERS["github"]["APPS"] = [{"client_id": _github, "secret": env.str("GITHUB_CLIENT_SECRET")}]
if _oidc := env.str("OIDC_SERVER_URL", default=""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "oidc",
            "name": env.str("OIDC_NAME", default="your organisation"),
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": env.str("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": _oidc},
        }
    ]

# --- plans (accounts/plans): what a new workspace gets ------------------------------------------------------
DEFAULT_PLAN = env.str("DAILIES_DEFAULT_PLAN", default="studio")

# --- e-mail: a folder of files unless SMTP is configured ----------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="filemail:///"))
if EMAIL_BACKEND.endswith("filebased.EmailBackend"):  # type: ignore[name-defined]  # noqa: F821
    EMAIL_FILE_PATH = str(STATE_DIR / "mail")
ACCOUNT_EMAIL_VERIFICATION = env.str(
    "DAILIES_EMAIL_VERIFICATION",
    default="optional" if EMAIL_BACKEND.endswith("filebased.EmailBackend") else "mandatory",  # type: ignore[name-defined]  # noqa: F821
)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Dailies <studio@localhost>")

# --- files --------------------------------------------------------------------------------------------------
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(STATE_DIR / "media"))
STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(STATE_DIR / "static"))
EXAMPLES_LIST = BASE_DIR / "frontend/examples/examples.json"
CHIP_PICTURES_LIST = BASE_DIR / "frontend/chip_pictures/chips.json"
STATICFILES_DIRS = [
    ("styles", BASE_DIR / "frontend/styles"),
    *([BASE_DIR / "frontend/dist"] if (BASE_DIR / "frontend/dist").is_dir() else []),
    *([("examples", EXAMPLES_LIST.parent)] if EXAMPLES_LIST.is_file() else []),
    *([("chips", CHIP_PICTURES_LIST.parent)] if CHIP_PICTURES_LIST.is_file() else []),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "media": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ACCEL_REDIRECT = env.str("MEDIA_ACCEL_REDIRECT", default="")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# --- the API ------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.TokenAuthentication",
        "accounts.authentication.StudioSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PAGINATION_CLASS": "accounts.pagination.NewestFirst",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.parsers.FlatJsonParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "accounts.problems.handle",
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Dailies",
    "DESCRIPTION": "Ideas to hero frames, takes and films.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "accounts.problems.describe",
        "accounts.preconditions.describe",
    ],
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "TierEnum": "quality.values.Tier",
        "PolishEnum": "generation.polish_serializers.STEPS",
        "QualityEnum": "quality.models.custom_tiers.TIER_CHOICES",
        "GenerationKindEnum": "generation.values.KINDS",
        "GenerationStateEnum": "generation.values.GENERATION_STATES",
        "PromptTemplateKindEnum": "generation.models.prompts.TEMPLATE_KINDS",
        "BlindTestStateEnum": "projects.blind.queries.STATES",
        "BlindChoiceEnum": "projects.blind.serializers.CHOICES",
        "JobStateEnum": "generation.values.JOB_STATES",
        "NoticeKindEnum": "generation.notices.kinds.KINDS",
        "CommentAnswerEnum": "generation.models.comments.ANSWERS",
        "JobKindEnum": "generation.values.JOB_KINDS",
        "GenerateKindEnum": "generation.values.ASKED_KINDS",
    },
}

# --- models whose licence forbids hosted commercial use, whose terms the operator has accepted (quality/catalogue) -
ACCEPTED_LICENCES = env.list("DAILIES_ACCEPTED_LICENCES", default=[])

# --- the queue (design section 4): seconds by the database's clock ------------------------------------------
LEASE_SECONDS = env.float("LEASE_SECONDS", default=30.0)
HEARTBEAT_SECONDS = env.float("HEARTBEAT_SECONDS", default=5.0)
SWEEP_SECONDS = 1.0
WORKER_STOP_SECONDS = env.float("WORKER_STOP_SECONDS", default=0.0)
PINNED_TIERS = env.list("DAILIES_PINNED_TIERS", default=[])
LEAST_MODELS = env.dict("DAILIES_LEAST_MODELS", cast={"value": int}, default={})
BROKER_URL = env.str("BROKER_URL", default="")
WORKER_MEMORY_GB = env.float("WORKER_MEMORY_GB", default=0.0)
VBENCH_PYTHON = env.str("VBENCH_PYTHON", default="")
VBENCH_WEIGHTS = env.str("VBENCH_WEIGHTS", default=str(STATE_DIR / "vbench"))
VBENCH_DEVICE = env.str("VBENCH_DEVICE", default="cpu")
VBENCH_SECONDS = env.float("VBENCH_SECONDS", default=600.0)
VBENCH_MEMORY_GB = env.float("VBENCH_MEMORY_GB", default=16.0)
CONSENT_SECONDS = env.float("CONSENT_SECONDS", default=30.0)
QUEUE_LIMIT = env.int("QUEUE_LIMIT", default=100_000)  # jobs of all workspaces in one lane
EVENT_KEEP_HOURS = 24
AUDIT_MONTHS = env.int("AUDIT_MONTHS", default=24)  # whole months of the audit log before this one

# --- devices (quality/resources); checked at start ----------------------------------------------------------
SIMULATED_GPUS = env.str("SIMULATED_GPUS", default="")
VRAM_LIMIT = env.str("VRAM_LIMIT", default="")
DEVICE_SECONDS = env.float("DEVICE_SECONDS", default=5.0)
# --- metrics (docs/metrics.md): what every process of this machine counts into, and who may read it from elsewhere -
METRICS_TOKEN = Secret(env.str("METRICS_TOKEN", default=""))
if _metrics_folder := env.str("PROMETHEUS_MULTIPROC_DIR", default=""):
    Path(_metrics_folder).mkdir(mode=0o700, parents=True, exist_ok=True)  # a process that counts opens files there

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"dailies": {"level": env.str("LOG_LEVEL", default="INFO")}},
}
