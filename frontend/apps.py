"""The room of pages."""

from django.apps import AppConfig


class FrontendConfig(AppConfig):
    """The landing page, the page that carries the studio, and the look of every server-rendered page."""

    name = "frontend"
