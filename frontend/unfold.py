"""The admin's name and colours, as django-unfold reads them (settings.UNFOLD). Pure data; no Django import."""

from typing import Any

# Unfold paints with two scales, base (grounds and text) and primary (what you do). Both follow
# frontend/styles/tokens.css: the base runs from warm paper to the well, the primary is lamp and pencil.
_BASE = {
    "50": "#F8F5EF",
    "100": "#EEE9E0",
    "200": "#DDD5C7",
    "300": "#C3B9A8",
    "400": "#9B9285",
    "500": "#7A7267",
    "600": "#645B4F",
    "700": "#45403A",
    "800": "#2B2824",
    "900": "#181614",
    "950": "#11100E",
}
_PRIMARY = {
    "50": "#FFF7E8",
    "100": "#FFEBC4",
    "200": "#FFDB94",
    "300": "#FFCB66",
    "400": "#FFBE4A",
    "500": "#FFB224",
    "600": "#A66000",
    "700": "#834D00",
    "800": "#5E3700",
    "900": "#3D2400",
    "950": "#1A1204",
}

_STATIC = "/static/frontend/"

# (title, icon, app, table); the icons are Material Symbols, which Unfold brings along.
_WORK = (
    ("Jobs", "build", "generation", "job"),
    ("Queue", "format_list_numbered", "generation", "queueticket"),
    ("Generations", "account_tree", "generation", "generation"),
    ("Routing decisions", "alt_route", "generation", "routingdecision"),
    ("Catalogue versions", "menu_book", "quality", "catalogueversion"),
    ("Events", "notifications", "generation", "eventlog"),
    ("Event numbers", "tag", "generation", "eventcounter"),
)
_TOLD = (
    ("Notices", "notifications_active", "generation", "notice"),
    ("Choices of notices", "tune", "generation", "noticechoice"),
    ("Webhooks", "webhook", "generation", "webhook"),
    ("Webhook deliveries", "outbox", "generation", "webhookdelivery"),
    ("Outbox", "schedule_send", "generation", "outboxticket"),
)
_ESTIMATES = (
    ("Prediction accuracy", "show_chart", "quality", "accuracyday"),
    ("What was learned", "tune", "quality", "correctionstate"),
)
_MACHINES = (
    ("Graphics cards", "memory", "quality", "graphicscard"),
    ("Machines", "dns", "quality", "machine"),
    ("Workers", "engineering", "generation", "workerprocess"),
    ("Loads of models", "downloading", "generation", "modelload"),
    ("Demand for models", "trending_up", "generation", "modeldemand"),
)
_MADE = (
    ("Hero frames", "image", "generation", "heroframe"),
    ("Takes", "movie", "generation", "take"),
    ("Scores of takes", "straighten", "generation", "takescore"),
    ("Pictures, clips, films", "perm_media", "generation", "output"),
    ("Stored files", "folder", "generation", "storedfile"),
    ("Ratings", "star", "generation", "rating"),
    ("Rated values", "star_half", "quality", "ratedparameter"),
)
_PROJECTS = (
    ("Projects", "movie_edit", "projects", "project"),
    ("Episodes", "theaters", "projects", "episode"),
    ("Scenes", "crop_original", "projects", "scene"),
)
_VAULT = (
    ("Kept secrets", "lock", "keys", "sealedsecret"),
    ("Data keys", "vpn_key", "keys", "datakey"),
)
_PEOPLE = (
    ("People", "person", "accounts", "user"),
    ("Workspaces", "apartment", "accounts", "workspace"),
    ("Memberships", "badge", "accounts", "membership"),
    ("Credits", "account_balance", "accounts", "creditbalance"),
    ("Ledger", "receipt_long", "accounts", "ledgerentry"),
    ("E-mail addresses", "mail", "account", "emailaddress"),
    ("Second factors", "passkey", "mfa", "authenticator"),
    ("Accounts elsewhere", "link", "socialaccount", "socialaccount"),
    ("API tokens", "key", "accounts", "apitoken"),
    ("What operators did", "history", "admin", "logentry"),
)


def _group(title: str, *pages: tuple[str, str, str, str]) -> dict[str, Any]:
    """A part of the side bar; a page shows to those who may view its table."""
    items = [
        {
            "title": words,
            "icon": icon,
            "link": f"/admin/{app}/{table}/",
            "permission": lambda request, right=f"{app}.view_{table}": request.user.has_perm(right),
        }
        for words, icon, app, table in pages
    ]
    return {"title": title, "items": items}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Dailies ops",
    "SITE_HEADER": "Dailies ops",
    "SITE_SUBHEADER": "The machine room",
    "SITE_URL": "/",
    "SITE_ICON": {
        "light": lambda request: _STATIC + "mark-light.svg",
        "dark": lambda request: _STATIC + "mark-dark.svg",
    },
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: _STATIC + "favicon.svg"},
    ],
    "DASHBOARD_CALLBACK": "generation.admin.dashboard.front_page",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "8px",
    "COLORS": {
        "base": _BASE,
        "primary": _PRIMARY,
        "font": {
            "subtle-light": "var(--color-base-600)",
            "subtle-dark": "var(--color-base-400)",
            "default-light": "var(--color-base-700)",
            "default-dark": "var(--color-base-300)",
            "important-light": "var(--color-base-950)",
            "important-dark": "var(--color-base-50)",
        },
    },
    "SIDEBAR": {
        "show_search": True,
        "show_all_applications": False,
        "navigation": [
            {"items": [{"title": "How the work goes", "icon": "speed", "link": "/admin/"}]},
            _group("Work", *_WORK),
            _group("Told", *_TOLD),
            _group("Estimates", *_ESTIMATES),
            _group("Machines", *_MACHINES),
            _group("Made", *_MADE),
            _group("Projects", *_PROJECTS),
            _group("People", *_PEOPLE),
            _group("Vault", *_VAULT),
        ],
    },
}
