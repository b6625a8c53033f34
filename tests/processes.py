"""The test database, as processes of their own reach it."""

import os
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connections


def address(alias: str, host: str = "") -> str:
    """The address of one of its roles; `host`: the folder of another socket that leads there."""
    known = connections[alias].get_connection_params()
    place = {name: known[name] for name in ("host", "port") if known.get(name)} | ({"host": host} if host else {})
    return f"postgresql://{known['user']}:{quote(known.get('password', ''))}@/{known['dbname']}?{urlencode(place)}"


def environment() -> dict[str, str]:
    """What a process needs to be one of the tested studio's."""
    return {
        **os.environ,
        "DATABASE_URL": address("default"),
        "DATABASE_OPS_URL": address("ops"),
        "SECRET_KEY": settings.SECRET_KEY,
        "DAILIES_MASTER_KEYS": settings.MASTER_KEYS.reveal().replace("\n", ","),
    }
