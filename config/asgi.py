"""The web process: HTTP by Django, sockets by Channels. It never imports an engine."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.asgi import get_asgi_application

http = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402

from config.bodies import LimitedBodies  # noqa: E402
from config.origins import OwnOriginUnlessToken  # noqa: E402
from generation.consumers import EventsConsumer  # noqa: E402
from quality.resources import checks  # noqa: E402

checks.insist()

events: Any = EventsConsumer.as_asgi()
routes: Any = [path("ws/v1/events/", events)]
sockets = URLRouter(routes)
application = ProtocolTypeRouter(
    {"http": LimitedBodies(http), "websocket": OwnOriginUnlessToken(AuthMiddlewareStack(sockets))}
)
