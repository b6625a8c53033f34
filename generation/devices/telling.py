"""The studio's devices in the words of the API: of GET /devices, and of the tick `device.load`."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quality.resources import queries, warnings
from quality.resources.queries import CardNow
from quality.resources.values import GB, HostReading

ID_CHARACTERS = 12
SWITCHED_OFF = "{name} is switched off by an operator."
SILENT = "{name} has not been heard of for a while. Nothing is sent to it."


def snapshot() -> dict[str, Any]:
    """Cards, host and warnings now. Two statements, no matter how much there is."""
    return told(queries.cards(), queries.machines())


def told(cards: Sequence[CardNow], machines: Sequence[HostReading]) -> dict[str, Any]:
    """The same from values."""
    return {
        "cards": [card_words(card) for card in cards],
        "host": host_words(queries.together(machines)),
        "warnings": list(said(cards, machines)),
    }


def card_words(card: CardNow) -> dict[str, Any]:
    """One card, in GB; what can't be used now has nothing available."""
    device, reading = card.device, card.reading
    used = min(device.total_gb, reading.used_bytes / GB if reading.measured else device.used_gb)
    return {
        "id": hashlib.sha256(device.id.encode()).hexdigest()[:ID_CHARACTERS],
        "name": device.name,
        "kind": device.kind.value,
        "simulated": device.simulated,
        "total_gb": round(device.total_gb, 2),
        "used_gb": round(used, 2),
        "free_gb": round(device.total_gb - used, 2),
        "available_gb": round(device.available_gb, 2) if card.enabled and card.alive else 0.0,
        "utilisation": reading.utilisation,
        "temperature_c": reading.temperature_c,
        "power_watts": reading.power_watts,
        "stale": not card.alive,
        "warnings": list(warnings_of(card)),
        "holds": len(device.holds),
    }


def warnings_of(card: CardNow) -> Iterator[str]:
    """What is wrong with a card, or soon will be."""
    reading = card.reading
    if not card.enabled:
        yield SWITCHED_OFF.format(name=reading.name)
    elif not card.alive:
        yield SILENT.format(name=reading.name)
    else:
        yield from reading.warnings
        if reading.measured:
            yield from warnings.of_card(reading.name, reading.total_bytes, reading.used_bytes, reading.temperature_c)


def host_words(host: HostReading | None) -> dict[str, Any] | None:
    """The machines as one, in GB; None while no worker tells of any."""
    if host is None:
        return None
    return {
        "cpu": None if host.cpu is None else round(host.cpu, 3),
        "ram_total_gb": _gb(host.ram_total_bytes),
        "ram_used_gb": _gb(host.ram_used_bytes),
        "disk_total_gb": _gb(host.disk_total_bytes),
        "disk_free_gb": _gb(host.disk_free_bytes),
    }


def said(cards: Iterable[CardNow], machines: Iterable[HostReading]) -> list[str]:
    """Every warning once, machines first; a card that is switched off on purpose is no trouble."""
    words = [words for machine in machines for words in warnings.of_host(machine)]
    words += [words for card in cards if card.enabled for words in warnings_of(card)]
    return list(dict.fromkeys(words))


def _gb(count: int | None) -> float | None:
    return None if count is None else round(count / GB, 2)
