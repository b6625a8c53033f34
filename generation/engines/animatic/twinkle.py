"""Lights that live: stars that twinkle, windows that go out and on again, signs and shop windows that breathe. All are
slow cels of a slide."""

from dataclasses import replace
from typing import cast

import cv2
import numpy as np

from generation.engines.animatic.canvas import Canvas, Slide
from generation.engines.animatic.figures.part import Motion
from generation.engines.animatic.motion import Moving
from generation.engines.animatic.raster import Bytes, F, array

STARRY, WINDOWED = ("sky", "space"), ("city", "facade", "village", "roadside")
PHASES, WINDOW_PHASES = 4, 2  # windows are on large slides: more would take much memory
TWINKLE_SECONDS, WINDOW_SECONDS = 3.4, 6.0
STAR_LEVEL, STAR_SHARE = 16, 0.85  # brighter than what is around it by so much; how much of its light a star may lose
STAR_PIXELS = 11 / 1080  # of the frame height: what is larger is no star
PATCHES = 90  # stars of one of so many parts of the sky's width twinkle together
LIT_LEVEL, WINDOW_PIXELS = 105, 0.0012  # display level of a lit window; its greatest share of a frame's pixels
WINDOW_SIDE = 0.03  # in frame heights: larger lights are signs and shop windows, which stay on
RESTLESS, LEFT_ON = 0.08, 0.15  # the share of windows that change, and the light they keep
SIGN_BREATH = 0.2  # the share of its light a sign gives up and takes back
SIGN_WINDOWS = 25  # a sign is at most so much larger than the largest window: the rest is lit walls and sky
DARK_ENOUGH = 0.3  # of night


def enlivened(canvas: Canvas, slide: Slide, seed: int, shines: bool = False) -> Slide:
    """`slide` with its lights changing, where it has any; a figure has them only where it `shines`."""
    if slide.moving is not None:
        return slide
    rng = np.random.default_rng([seed, 17])
    night = canvas.plan.palette.night
    if slide.kind in STARRY and (canvas.plan.stars or slide.kind == "space"):
        return _with(slide, _twinkling(canvas, slide.image, rng), TWINKLE_SECONDS, 0.0)
    if (slide.kind in WINDOWED or shines) and night > DARK_ENOUGH:
        return _with(slide, _changing(canvas, slide.image, rng), WINDOW_SECONDS, float(rng.random()))
    return slide


def _with(slide: Slide, cels: tuple[Bytes, ...], seconds: float, start: float) -> Slide:
    if not cels:
        return slide
    moving = Moving(Motion(len(cels), seconds), (0.0, 0.0), 0.0, start=start, cels=cels)
    return replace(slide, image=cels[0], moving=moving)


def _twinkling(canvas: Canvas, image: Bytes, rng: np.random.Generator) -> tuple[Bytes, ...]:
    size = 2 * max(2, round(STAR_PIXELS * canvas.frame_height / 2)) + 1
    small = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    ground = cv2.morphologyEx(image, cv2.MORPH_OPEN, small)
    light = cast(Bytes, cv2.subtract(image, ground))
    if int(_brightest(light).max(initial=0)) < STAR_LEVEL:
        return ()
    h, w = image.shape[:2]
    stars = np.nonzero(cv2.max(_brightest(light), cv2.extractChannel(light, 3)))
    own, shining = image[stars], light[stars].astype(np.float32)
    cels = []
    for _ in range(PHASES):
        lost = array(rng.random((max(1, PATCHES * h // w), PATCHES))) * F(STAR_SHARE)
        share = array(cv2.resize(lost, (w, h), interpolation=cv2.INTER_NEAREST))[stars]
        cel = image.copy()
        cel[stars] = cv2.subtract(own, cv2.convertScaleAbs(shining * share[:, None]))
        cels.append(cel)
    return tuple(cels)


def _changing(canvas: Canvas, image: Bytes, rng: np.random.Generator) -> tuple[Bytes, ...]:
    lit = (_brightest(image) > LIT_LEVEL).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lit, connectivity=4)
    areas = stats[:, cv2.CC_STAT_AREA]
    largest = WINDOW_PIXELS * canvas.frame_width * canvas.frame_height
    windows = np.nonzero((areas > 2) & (areas < largest))[0]
    windows = windows[windows > 0]
    restless = rng.permutation(windows)[: int(np.ceil(RESTLESS * len(windows)))]
    signs = np.nonzero((areas >= largest) & (areas < largest * SIGN_WINDOWS))[0]
    signs = signs[signs > 0] if canvas.plan.scene.setting != "room" else signs[:0]
    if not len(restless) + len(signs):
        return ()
    lost = np.zeros((WINDOW_PHASES, count))  # of the light of each
    lost[rng.integers(0, WINDOW_PHASES, len(restless)), restless] = 1 - LEFT_ON
    lost[rng.integers(0, WINDOW_PHASES, len(signs)), signs] = SIGN_BREATH
    side = max(3, round(WINDOW_SIDE * canvas.frame_height))
    wall = cv2.morphologyEx(image, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if len(signs):
        wall[np.isin(np.arange(count), signs)[labels]] = 0
    light = cast(Bytes, cv2.subtract(image, wall))
    shares = (lost * 255).astype(np.uint8)
    return tuple(_dimmed(image, light, one[labels]) for one in shares)


def _dimmed(image: Bytes, light: Bytes, lost: Bytes) -> Bytes:
    """`image` with the share `lost` (of 255) of its light gone; what covers it stays as thick."""
    share = cv2.blur(lost, (3, 3))
    gone = cv2.multiply(light, cv2.merge([share, share, share, np.zeros_like(share)]), scale=1 / 255)
    return cast(Bytes, cv2.subtract(image, gone))


def _brightest(image: Bytes) -> Bytes:
    red, green, blue = (cv2.extractChannel(image, n) for n in range(3))
    return cast(Bytes, cv2.max(cv2.max(red, green), blue))
