"""The best decision found by looking at every one: each row held in each way on each card, with the rules of the
design written down again rather than called. Slow and plain on purpose; `benchmarks.routing` holds routing against it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from quality.catalogue.schema import Catalogue, EngineKind, MemoryStep, ModelEntry, Row
from quality.routing import Situation
from quality.values import Aspect, Device, Medium, RouteRequest, Tier

GB = 2**30
ORDER = {Tier.LOW: 0, Tier.STANDARD: 1, Tier.HIGH: 2}


@dataclass(frozen=True)
class Outcome:
    """One thing that could be done; `worth` orders them, larger is better."""

    worth: tuple[object, ...]
    row: str
    technique: str
    device: str | None


def best(request: RouteRequest, here: Situation) -> Outcome | None:
    """The best of everything that could be done; None where nothing can."""
    return max(everything(request, here), key=lambda outcome: outcome.worth, default=None)


def everything(request: RouteRequest, here: Situation) -> Iterator[Outcome]:
    """Every row, way and card that is allowed and fits."""
    catalogue = here.catalogue
    for place, row in enumerate(catalogue.rows):
        if row.function is not request.function or ORDER[row.tier] > ORDER[request.tier]:
            continue
        if ORDER[row.tier] > ORDER[here.plan.highest_tier] or not licensed(row, request, catalogue):
            continue
        kind = catalogue.engines[row.engine].kind
        if kind is EngineKind.LOCAL:
            yield from on_cards(row, place, request, here)
        elif kind is EngineKind.REMOTE:
            if request.allow_remote and here.plan.own_keys and row.engine in here.engines.remote:
                yield Outcome((1, ORDER[row.tier], 0, -place, 0, 0, ""), row.id, "remote", None)
        elif row.engine in here.engines.installed:
            yield Outcome(
                (0, ORDER[row.tier], 0, -place, 0, 0, ""), row.id, row.memory[0].id if row.memory else "remote", None
            )


def licensed(row: Row, request: RouteRequest, catalogue: Catalogue) -> bool:
    """Whether its terms allow a hosted service, or were accepted."""
    licence = catalogue.models[row.model].licence
    return catalogue.licences[licence].hosted_commercial or licence in request.accepted_licences


def on_cards(row: Row, place: int, request: RouteRequest, here: Situation) -> Iterator[Outcome]:
    """Each way on each card that has the room."""
    model = here.catalogue.models[row.model]
    width, height, frames, steps = numbers(row, model, request)
    wide, high = scaled(row, model, request)  # other shapes cost what the wide one does
    work = (wide * high * frames * steps) / (row.pixels[0] * row.pixels[1] * row.frames * row.steps)
    for index, step in enumerate(row.memory):
        if (row.id, step.id) in request.tried:
            continue
        needs = 1.2 * peak(model, step, width, height, frames)
        middle = sum(row.seconds) / 2 * work * step.slower / named_step(row, model).slower
        for device in here.devices:
            if runs(row, device, here) and needs <= max(0.0, device.total_gb - device.used_gb - 2):
                done = device.busy_seconds + middle
                yield Outcome(
                    (1, ORDER[row.tier], 1, -place, -done, -index, Least(device.id)), row.id, step.id, device.id
                )


@dataclass(frozen=True, order=False)
class Least:
    """Orders ids so that the smallest is the largest."""

    id: str

    def __lt__(self, other: "Least") -> bool:
        return self.id > other.id

    def __gt__(self, other: "Least") -> bool:
        return self.id < other.id


def runs(row: Row, device: Device, here: Situation) -> bool:
    """Whether the row's engine and weights are there, or the card is simulated."""
    if device.simulated:
        return True
    if row.engine not in here.engines.installed:
        return False
    models = here.engines.installed[row.engine]
    return models is None or row.model in models


def scaled(row: Row, model: ModelEntry, request: RouteRequest) -> tuple[int, int]:
    """The row's wide size as the request adjusts it."""
    width, height = row.pixels
    if request.adjustment.side is None:
        return width, height
    factor, step = min(1.0, request.adjustment.side / max(width, height)), model.size_multiple
    return max(64, round(width * factor / step) * step), max(64, round(height * factor / step) * step)


def numbers(row: Row, model: ModelEntry, request: RouteRequest) -> tuple[int, int, int, int]:
    """(width, height, frames, steps) as asked."""
    width, height = scaled(row, model, request)
    if request.aspect is Aspect.TALL:
        width, height = height, width
    elif request.aspect is Aspect.SQUARE:
        side = int((width * height) ** 0.5) // model.size_multiple * model.size_multiple
        width = height = side
    frames, steps = row.frames, row.steps
    if request.adjustment.frames is not None and row.function.medium is Medium.VIDEO:
        frames = max(5, (min(request.adjustment.frames, frames) - 1) // 4 * 4 + 1)
    if request.adjustment.steps is not None and row.steps > 1:
        steps = min(request.adjustment.steps, steps)
    return width, height, frames, steps


def peak(model: ModelEntry, step: MemoryStep, width: int, height: int, frames: int) -> float:
    """GB, without safety: design, "Memory and time"."""
    tokens = ceil(width / model.token_pixels) * ceil(height / model.token_pixels) * ((frames - 1) // 4 + 1)
    denoise = (tokens + model.text_tokens) * model.denoise_bytes_per_token
    area = width * height if step.tile is None else min(width * height, step.tile**2 * 1.25)
    decode = area * model.value_bytes * model.decode_bytes_per_value
    decode += model.decode_values_per_frame_pixel * frames * width * height * model.value_bytes
    return max(step.resident_gb + denoise / GB, decode / GB)


def named_step(row: Row, model: ModelEntry) -> MemoryStep:
    """The first way that fits the card the row names; its times are the row's."""
    for step in row.memory:
        if 1.2 * peak(model, step, *row.pixels, row.frames) <= (row.card_gb or 0) - 2:
            return step
    return row.memory[-1]
