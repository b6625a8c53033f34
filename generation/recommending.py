"""Loads what quality's recommendations need, and asks them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Q

from generation import values
from generation.deciding import catalogue
from generation.engines import registry
from generation.models import Generation
from quality.host import hardware_here
from quality.recommending.advising import headline, recommend, tips
from quality.recommending.hardware import NAMES, class_here, hardware_words
from quality.recommending.upgrading import upgrade_advice
from quality.recommending.values import HardwareClass, Past, Profile, Recommendation, Tip, Upgrade
from quality.remembering import rated_values
from quality.values import Tier

LATEST_RUNS = 100
"""How far back the times of this workspace are looked at: what it takes now, not what it took last year."""
RECOMMENDED_KINDS = (values.FRAMES, values.PICTURE, values.TAKES)


@dataclass(frozen=True, slots=True)
class HardwareCard:
    """The machine, as the API tells it."""

    id: HardwareClass
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything that is recommended for a profile."""

    hardware: HardwareCard
    profile: Profile
    headline: str
    recommendations: tuple[Recommendation, ...]
    tips: tuple[Tip, ...]
    upgrades: tuple[Upgrade, ...]


def advise(profile: Profile, tier: Tier) -> Advice:
    """For the workspace we are in; gains are against what `tier` gives now."""
    here, rows = hardware_here(registry.available()), catalogue()
    ratings, history = rated_values(), past()
    simulated = any(card.simulated for card in here.devices)  # such a card runs whatever the catalogue has
    found = class_here(here)
    return Advice(
        hardware=HardwareCard(found, NAMES[found], hardware_words(here)),
        profile=profile,
        headline=headline(here, rows, ratings, history),
        recommendations=recommend(here, rows, profile, ratings, history, tier),
        tips=tips(here, rows, profile, history),
        upgrades=upgrade_advice(rows, here.devices, None if simulated else here.engines),
    )


def past() -> tuple[Past, ...]:
    """What each catalogue row took in this workspace lately: seconds of one output."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    for row, count, begun, ended in _latest():
        times[row].append((ended - begun).total_seconds() / max(1, count))
    return tuple(Past(row, median(taken), len(taken)) for row, taken in sorted(times.items()))


def _latest() -> list[tuple[str, int, datetime, datetime]]:
    rows = Generation.objects.filter(state=values.SUCCEEDED, kind__in=RECOMMENDED_KINDS, started_at__isnull=False)
    real = Q(decision__simulated=False) | ~Q(decision__has_key="simulated")
    rows = rows.filter(real, route_changes=[])  # made in one way, and without a wait for a person
    found = rows.order_by("-id").values_list("decision__row", "count", "started_at", "finished_at")[:LATEST_RUNS]
    return [(row, count, begun, ended) for row, count, begun, ended in found if row and begun and ended]
