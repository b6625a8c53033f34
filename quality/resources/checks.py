"""The settings of devices are looked at when the studio starts."""

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from quality.resources import limit, simulated
from quality.resources.errors import BadSetting

FEWEST_SECONDS, MOST_SECONDS = 0.1, 300.0


def device_settings_are_sound(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuses to start with a setting that can't be read: one error each, saying what would work."""
    looks: tuple[Callable[[], object], ...] = (
        lambda: simulated.parse(settings.SIMULATED_GPUS),
        lambda: limit.parse(settings.VRAM_LIMIT),
        lambda: heartbeat_seconds(settings.DEVICE_SECONDS),
    )
    return [fault for look in looks if (fault := _fault_of(look)) is not None]


def insist() -> None:
    """For web and workers, which start without Django's checks. Raises ImproperlyConfigured for the first fault."""
    if faults := device_settings_are_sound(None):
        raise ImproperlyConfigured(f"{faults[0].msg} {faults[0].hint}")


def heartbeat_seconds(seconds: float) -> float:
    """The setting, where it makes sense. Raises BadSetting."""
    if not FEWEST_SECONDS <= seconds <= MOST_SECONDS:
        detail = f"{seconds:g} seconds between two readings can't be."
        raise BadSetting("DEVICE_SECONDS", detail, f"Write {FEWEST_SECONDS:g} to {MOST_SECONDS:g}; 5 is usual.")
    return seconds


def _fault_of(look: Callable[[], object]) -> CheckMessage | None:
    try:
        look()
    except BadSetting as error:
        return Error(f"{error.setting}: {error.detail}", hint=error.advice, id="quality.E002")
    return None
