"""Cycles have no seam: where one ends and begins again, as little changes as anywhere beside it."""

import cv2
import numpy as np
import pytest

from generation.engines.animatic import falls, lightning, surf
from generation.engines.animatic.canvas import Canvas, Slide
from generation.engines.animatic.crew import Crew
from generation.engines.animatic.figures import cast, poses
from generation.engines.animatic.figures.part import Look
from generation.engines.animatic.motion import Moving
from generation.engines.animatic.painting import paint
from generation.engines.animatic.raster import Bytes, fill
from generation.engines.base import VideoRequest
from tests.animatic.shots import ENGINE, HEIGHT, WIDTH

SIDE = 96
STEP = 1 / 24  # of a cycle
LEAST = 0.15  # levels: what changes less is not seen
EVEN = 1.25  # steps beside each other differ by less, in whatever moves smoothly


def drawn(kind: str, action: str, phase: float) -> Bytes:
    """The figure's flat colours, on a square of 1.6 of its heights."""
    look = Look(kind, np.random.default_rng(3), action=action, night=1.0, phase=phase)
    picture: Bytes = np.full((SIDE, SIDE, 3), 90, np.uint8)
    for part in cast.parts(look):
        mask: Bytes = np.zeros((SIDE, SIDE), np.uint8)
        fill(mask, [(shape * (1, -1) + (0.8, 1.35)) * SIDE / 1.6 for shape in part.outlines()])
        share = (mask / 255 * part.opacity)[..., None]
        colour = [int(part.colour[i : i + 2], 16) for i in (1, 3, 5)]
        picture[...] = (picture * (1 - share) + np.array(colour) * share).round()
    return picture


def apart(a: Bytes, b: Bytes) -> float:
    """Mean difference in levels."""
    return float(cv2.norm(a, b, cv2.NORM_L1)) / a.size


def seamless(kind: str, action: str) -> bool:
    """Whether the step over the end of a cycle is no larger than those before it, after it and half a cycle away."""
    inside = [(0.0, STEP), (0.5 - STEP, 0.5), (1 - 2 * STEP, 1 - STEP)]
    seam, *others = (apart(*(drawn(kind, action, phase) for phase in pair)) for pair in ((1 - STEP, 0.0), *inside))
    return seam <= max(*others, LEAST) * EVEN


@pytest.mark.parametrize("kind", sorted({*cast.KINDS} - {"lightning bolt"}))  # a flash is meant to be sudden
def test_whatever_moves_by_itself_has_no_seam(kind: str) -> None:
    for action in ("", "walking"):
        if cast.KINDS[kind].motion(action).cels > 1:
            assert seamless(kind, action), action


@pytest.mark.parametrize("action", sorted(poses.POSES))
def test_what_people_do_has_no_seam(action: str) -> None:
    assert seamless("woman", action)


@pytest.mark.parametrize("kind", ["horse", "dog", "wolf", "elephant", "cat", "lion", "man"])
def test_a_gallop_has_no_seam(kind: str) -> None:
    assert seamless(kind, "running")


def moving(prompt: str, layer: str) -> Moving:
    """What moves by itself in a shot, by its kind of layer."""
    plan = ENGINE._plan(VideoRequest(f"{prompt}, static camera", 2, WIDTH, HEIGHT, 24, 24))
    canvas = Canvas(plan, WIDTH, HEIGHT, 0.1)
    with Crew() as crew:
        slides: list[Slide] = paint(canvas, crew, lambda done: None, 1.0)
    found = next(slide.moving for slide in slides if slide.kind == layer)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("prompt", "layer", "seconds"),
    [
        ("surf on a sandy coast, waves rolling in", "surf", surf.SECONDS),
        ("a waterfall in a green forest", "fall", falls.SECONDS / falls.STRETCH),
        ("a burning village at night", "flames", 0.9),
        ("a living room with a fireplace at night", "flames", 0.9),
        ("a dining room by candlelight", "flames", 0.9),
    ],
)
def test_surf_falls_and_flames_move_and_come_round_again(prompt: str, layer: str, seconds: float) -> None:
    going, frame = moving(prompt, layer), 1 / 24
    shown = {t: going.cel(t) for t in (0.0, frame, seconds / 2, seconds - frame, seconds)}
    pictures = {t: picture for t, picture in shown.items() if picture is not None}
    assert len(pictures) == len(shown)
    assert apart(pictures[0.0], pictures[seconds]) < LEAST
    assert apart(pictures[0.0], pictures[frame]) > 0
    assert apart(pictures[seconds - frame], pictures[0.0]) <= apart(pictures[0.0], pictures[frame]) * 2 + LEAST
    assert apart(pictures[0.0], pictures[seconds / 2]) > 1


def test_a_breaker_comes_nearer_breaks_and_draws_back() -> None:
    way = [min(surf.breakers(t / 10), key=lambda b: abs(b.along)) for t in range(int(surf.SECONDS * 10))]
    depths = [breaker.depth for breaker in way]
    nearest = int(np.argmin(depths))
    assert depths[0] == pytest.approx(surf.FAR)
    assert min(depths) == pytest.approx(surf.NEAR, abs=0.01)
    assert all(a >= b for a, b in zip(depths[:nearest], depths[1:nearest], strict=False))
    assert depths[-1] > surf.NEAR + 0.3
    assert way[0].broken == 0.0
    assert way[nearest].broken == 1.0
    assert max(way[0].seen, way[-1].seen) < 0.01


def test_lightning_strikes_is_gone_and_strikes_again() -> None:
    sky = moving("a thunderstorm over a prairie, lightning", "clouds")
    seen = {t: sky.cel(t) for t in (0.0, lightning.SECONDS / 2, lightning.SECONDS)}
    struck, calm, again = (picture for picture in seen.values() if picture is not None)
    assert struck[..., 3].max() > 0
    assert apart(struck, calm) > 3
    assert apart(struck, again) < LEAST
    levels = [lightning.brightness(n / 24) for n in range(int(lightning.SECONDS * 24))]
    assert levels[0] == 1.0
    assert sum(level > 0.1 for level in levels) < len(levels) / 5
    assert max(levels[24:]) < 0.01
