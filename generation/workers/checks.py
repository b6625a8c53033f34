"""The settings of workers are looked at when the studio starts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.core.exceptions import ImproperlyConfigured

from generation.brokers.choosing import UnknownBroker, kind_of
from quality.values import Tier

LOOPBACK = ("", "localhost", "127.0.0.1", "::1")


def worker_settings_are_sound(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuses what can't work, one error each; warns of a machine that keeps files to itself."""
    return [*_broker(), *_limits(), *_tiers(), *_files()]


def insist() -> None:
    """For workers, which start without Django's checks. Raises ImproperlyConfigured for the first error."""
    errors = [found for found in worker_settings_are_sound(None) if isinstance(found, Error)]
    if errors:
        raise ImproperlyConfigured(f"{errors[0].msg} {errors[0].hint}")


def _broker() -> list[CheckMessage]:
    if not settings.BROKER_URL:
        return []
    try:
        kind_of(settings.BROKER_URL)
    except UnknownBroker as error:
        return [Error(f"BROKER_URL: {error}", hint=error.advice, id="generation.E001")]
    return []


def _limits() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name, most in (("WORKER_STOP_SECONDS", 86_400.0), ("WORKER_MEMORY_GB", 4096.0)):
        value = getattr(settings, name)
        if not 0 <= value <= most:
            found.append(Error(f"{name}: {value:g} can't be.", hint=f"Write 0 to {most:g}.", id="generation.E002"))
    return found


def _tiers() -> list[CheckMessage]:
    known, words = set(Tier), ", ".join(Tier)
    asked = [("DAILIES_PINNED_TIERS", tier) for tier in settings.PINNED_TIERS]
    asked += [("DAILIES_LEAST_MODELS", tier) for tier in settings.LEAST_MODELS]
    return [
        Error(f"{name}: {tier} is no quality.", hint=f"Use {words}.", id="generation.E003")
        for name, tier in asked
        if tier not in known
    ]


def _files() -> list[CheckMessage]:
    """A database on another machine, and files in this one's state folder: nobody else finds them."""
    host = str(settings.DATABASES["default"].get("HOST") or "")
    is_elsewhere = host not in LOOPBACK and not host.startswith("/")
    if not is_elsewhere or not Path(settings.MEDIA_ROOT).is_relative_to(settings.STATE_DIR):
        return []
    hint = "Where several machines work together, point MEDIA_ROOT to a folder that all of them share."
    return [Warning("MEDIA_ROOT lies in this machine's state folder.", hint=hint, id="generation.W001")]
