"""What was measured of loading models, and how often each was asked for; kept across workers and machines."""

import time
from collections import defaultdict
from datetime import UTC, datetime

from django.db import transaction
from django.db.models.functions import Now

from generation.models import ModelDemand, ModelLoad
from generation.residency.cache import Loaded
from generation.residency.demand import NOW, Faded, counted, expected
from generation.residency.policy import Wanted

MOST_MODELS = 256


def note_load(engine: str, device_class: str, loaded: Loaded) -> None:
    """A load took so long and so much; means over all of them."""
    with transaction.atomic():
        mine = ModelLoad.objects.select_for_update()
        row, _ = mine.get_or_create(engine=engine, model=loaded.model, device_class=device_class)
        row.loads += 1
        row.seconds += (loaded.seconds - row.seconds) / row.loads
        row.size_gb += (loaded.size_gb - row.size_gb) / row.loads
        row.tier, row.loaded_at = loaded.tier, Now()
        row.save()


def note_use(model: str, device_class: str, now: float | None = None) -> None:
    """A job asked for a model."""
    moment = time.time() if now is None else now
    with transaction.atomic():
        for hour in (NOW, hour_of(moment)):
            row, _ = ModelDemand.objects.select_for_update().get_or_create(
                model=model, device_class=device_class, hour=hour, defaults={"at": moment}
            )
            after = counted(Faded(hour, row.count, row.at), moment)
            row.count, row.at = after.count, after.at
            row.save(update_fields=["count", "at"])


def wanted(engine: str, device_class: str, now: float | None = None) -> list[Wanted]:
    """Models that an engine loaded on cards of this class before, with how often they are asked for in this hour."""
    moment = time.time() if now is None else now
    hour = hour_of(moment)
    rows: dict[str, list[Faded]] = defaultdict(list)
    for row in ModelDemand.objects.filter(device_class=device_class, hour__in=(NOW, hour))[: 2 * MOST_MODELS]:
        rows[row.model].append(Faded(row.hour, row.count, row.at))
    known = ModelLoad.objects.filter(engine=engine, device_class=device_class)[:MOST_MODELS]
    return [
        Wanted(one.model, expected(rows[one.model], hour, moment), one.seconds, one.size_gb, one.tier) for one in known
    ]


def hour_of(moment: float) -> int:
    """The hour of the day (UTC) of a moment in seconds since the epoch."""
    return datetime.fromtimestamp(moment, UTC).hour
