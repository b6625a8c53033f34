"""/healthz: the web process answers. /readyz: PostgreSQL and Redis answer it too."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError

from generation.brokers.choosing import client

_client = client(settings.REDIS_URL)


async def healthz(request: HttpRequest) -> HttpResponse:
    """Always 200 while the process lives."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when a request could be served, else 503 naming what is away."""
    away = [name for name, works in (("database", _database), ("redis", _redis)) if not works()]
    return HttpResponse(
        f"{', '.join(away)} away" if away else "ok", status=503 if away else 200, content_type="text/plain"
    )


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis() -> bool:
    try:
        return bool(_client.ping())
    except (RedisError, OSError):
        return False
