"""The embedded engine that finishes pictures and clips."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from generation.engines.base import (
    DEFLICKER,
    DENOISE,
    FINISHES,
    INTERPOLATE,
    STABILISE,
    UPSCALE,
    Finish,
    Picture,
    PolishRequest,
    Report,
)
from generation.engines.finishing import between, enlarge, light, noise, path, shake
from generation.engines.finishing.looking import Looks, look

LOOKING_SHARE = 0.15
"""How much of the work the first pass over a clip is."""
STAGE = "polishing"


class FinishingEngine:
    """Does all five steps on the processor; the same request gives the same pixels."""

    name = "finishing"
    version = "1"
    does = frozenset(FINISHES)

    def peak_gb(self) -> float | None:
        """No card is used."""
        return None

    def polish(self, request: PolishRequest, report: Report) -> Iterator[Picture]:
        """The frames with all steps done."""
        report(STAGE, 0.0)
        return _clip(request, report) if request.fps else _picture(request, report)


# --- a picture ------------------------------------------------------------------------------------------------


def _picture(request: PolishRequest, report: Report) -> Iterator[Picture]:
    rgb = next(request.source())
    levels = noise.measured(rgb)
    for done, asked in enumerate(request.steps):
        on_band = _part(report, done, len(request.steps))
        if asked.name == DENOISE:
            rgb = noise.cleaned(rgb, noise.weighed(levels, asked.strength), on_band)
            levels = noise.measured(rgb)
        elif asked.name == UPSCALE:
            rgb = enlarge.enlarged(rgb, asked.factor, _told(levels), on_band)
        else:
            raise ValueError(f"a picture cannot be given {asked.name}")
    yield rgb


def _told(levels: float) -> float:
    return levels if levels >= noise.LEAST_LEVELS else 0.0


def _part(report: Report, done: int, of: int) -> Callable[[float], None]:
    return lambda fraction: report(STAGE, (done + fraction) / of)


# --- a clip ---------------------------------------------------------------------------------------------------


def _clip(request: PolishRequest, report: Report) -> Iterator[Picture]:
    total = max(1, request.frames)
    wanted = frozenset(asked.name for asked in request.steps)
    looks = look(request.source(), wanted, lambda n: report(STAGE, LOOKING_SHARE * min(1.0, n / total)))
    frames = _counted(request.source(), looks.frames, report)
    for asked in request.steps:
        frames, looks = _given(asked, frames, looks, request)
    return frames


def _counted(frames: Iterator[Picture], total: int, report: Report) -> Iterator[Picture]:
    for number, rgb in enumerate(frames):
        report(STAGE, LOOKING_SHARE + (1.0 - LOOKING_SHARE) * min(1.0, number / max(1, total)))
        yield rgb


def _given(
    asked: Finish, frames: Iterator[Picture], looks: Looks, request: PolishRequest
) -> tuple[Iterator[Picture], Looks]:
    """The frames with one step more, and what is to be known of them then."""
    if asked.name == DEFLICKER:
        return _even(frames, looks, request.fps, asked.strength), looks
    if asked.name == DENOISE:
        levels = noise.weighed(looks.noise_levels, asked.strength)
        clean = replace(looks, noise_levels=looks.noise_levels / 2)
        return noise.cleaned_clip(frames, looks.cuts, levels), clean
    if asked.name == STABILISE:
        return _steady(frames, looks, request, asked.strength), looks
    if asked.name == INTERPOLATE:
        more = replace(looks, frames=2 * looks.frames, cuts=frozenset(2 * cut for cut in looks.cuts))
        return between.doubled(frames, looks.cuts), more
    return _larger(frames, asked.factor, _told(looks.noise_levels)), looks


def _even(frames: Iterator[Picture], looks: Looks, fps: float, strength: float | None) -> Iterator[Picture]:
    shots = [light.corrections(light.course(looks.changes[shot]), fps, strength) for shot in looks.shots()]
    rows = (row for shot in shots for row in shot)
    for rgb, row in zip(frames, rows, strict=False):
        yield light.relit(rgb, row)


def _steady(
    frames: Iterator[Picture], looks: Looks, request: PolishRequest, strength: float | None
) -> Iterator[Picture]:
    aspect = request.width / request.height
    shots = [path.steadied(looks.moves[shot], request.fps, aspect, strength) for shot in looks.shots()]
    shown = ((move, shot.zoom) for shot in shots for move in shot.moves)
    for rgb, (move, zoom) in zip(frames, shown, strict=False):
        yield shake.seen_from(rgb, move, zoom)


def _larger(frames: Iterator[Picture], factor: int, levels: float) -> Iterator[Picture]:
    for rgb in frames:
        yield enlarge.enlarged(rgb, factor, levels)
