"""The room of provider keys."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """Keys of providers; no workspace has any yet."""

    name = "keys"
