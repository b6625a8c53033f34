"""How much memory a row will need: the prior, before anything was measured. GB = 2^30 bytes.

Denoising and decoding follow each other, so they do not add up:
peak = max(resident weights + denoise, decode), and the prediction is 1.2 x peak (requirement Q4).
"""

from math import ceil

from quality.catalogue.schema import FRAME_STEP, MemoryStep, ModelEntry, Row
from quality.values import RESERVE_GB, Aspect

GB = 2**30

SAFETY = 1.2
"""Allocators fragment, and a job that fails costs more than one that waits."""

TILE_OVERLAP = 1.25
"""Decoding in tiles computes this much more than the tile itself, for its blended border."""


def predicted_gb(row: Row, step: MemoryStep, model: ModelEntry, width: int, height: int) -> float:
    """Peak memory with safety, in GB, of `row` held as `step` says, at `width` x `height` pixels."""
    return SAFETY * peak_gb(row, step, model, width, height)


def peak_gb(row: Row, step: MemoryStep, model: ModelEntry, width: int, height: int) -> float:
    """The same without safety."""
    denoise = denoise_bytes(model, width, height, row.frames)
    decode = decode_bytes(model, width, height, row.frames, step.tile)
    return max(step.resident_gb + denoise / GB, decode / GB)


def least_gb(row: Row, model: ModelEntry) -> float:
    """What the row needs at least, held in the way that needs least; with safety. 0 for a row without memory steps."""
    return min((predicted_gb(row, step, model, *row.pixels) for step in row.memory), default=0.0)


def usual_step(row: Row, model: ModelEntry) -> int:
    """The place of the first memory step that fits the card the row names: its `seconds` are those of this step."""
    room = (row.card_gb or 0.0) - RESERVE_GB
    fits = (place for place, step in enumerate(row.memory) if predicted_gb(row, step, model, *row.pixels) <= room)
    return next(fits, len(row.memory) - 1)


def step_seconds(row: Row, step: MemoryStep, model: ModelEntry) -> tuple[float, float]:
    """(low, high) seconds of one output held as `step` says, before anything was measured."""
    if row.card_gb is None:
        return row.seconds
    factor = step.slower / row.memory[usual_step(row, model)].slower
    return row.seconds[0] * factor, row.seconds[1] * factor


def denoise_bytes(model: ModelEntry, width: int, height: int, frames: int) -> int:
    """Activations of one denoising step: they grow with the tokens, pixels times coded frames."""
    coded_frames = (frames - 1) // FRAME_STEP + 1
    tokens = ceil(width / model.token_pixels) * ceil(height / model.token_pixels) * coded_frames
    return (tokens + model.text_tokens) * model.denoise_bytes_per_token


def decode_bytes(model: ModelEntry, width: int, height: int, frames: int, tile: int | None) -> float:
    """The decoder's activations (of a tile, where it decodes in tiles) and the decoded frames beside them."""
    area: float = width * height
    if tile is not None:
        area = min(area, tile**2 * TILE_OVERLAP)
    decoder = area * model.value_bytes * model.decode_bytes_per_value
    return decoder + model.decode_values_per_frame_pixel * frames * width * height * model.value_bytes


def size_for(row: Row, model: ModelEntry, aspect: Aspect) -> tuple[int, int]:
    """(width, height) of `row` in another shape: multiples of the model's step, no more pixels than 16:9."""
    width, height = row.pixels
    if aspect is Aspect.WIDE:
        return width, height
    if aspect is Aspect.TALL:
        return height, width
    step = model.size_multiple
    side = int((width * height) ** 0.5) // step * step
    return side, side
