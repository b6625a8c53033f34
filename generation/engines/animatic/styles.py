"""The way of a picture: watercolour, oil paint, pencil, ink or paper, given to a finished frame.

What a style needs of chance (paper, brush strokes, hatching) is drawn once for a shot and stays where it is, so that a
film does not flicker; frames are worked on without grain.
"""

from collections.abc import Callable
from typing import Any, TypeAlias, cast

import cv2
import numpy as np

from generation.engines.animatic.raster import Array, Bytes, F, array, blur, clip, resize, smoothstep, tile

Pass: TypeAlias = Callable[[Bytes], Bytes]
FINE = 540  # rows of a frame at which lengths below are given in pixels
DABS, DAB_LEVELS = 5200, ((0.03, 0.4), (0.017, 1.0))
"""How many strokes a layer of paint has at most, and each layer's stroke length (frame heights) and share of them."""
THICK = (0.9, 0.32)
"""How much of its relief each layer shows, the broad one first."""
DETAIL = 18  # of 255: where a picture changes more than this, the finer strokes are seen
HALVED = 800
"""Frames of more rows are flattened at half their size."""
PAPER = (250, 246, 236)
INK = 0.9
PIXEL_ROWS, PIXEL_LEVELS = 108, 10


def style(name: str, width: int, height: int) -> Pass | None:
    """What turns a finished frame (height, width, 3; RGB) into that style; None for a photographic one."""
    maker = STYLES.get(name)
    return None if maker is None else maker(width, height)


def _watercolour(width: int, height: int) -> Pass:
    """Wet washes with darker rims on rough paper, which stays white around them."""
    k = height / FINE
    wobble = _wobble(width, height, 2.2 * k)
    paper = _tiled(tile(61, 512, 7, 16, 0.75), width, height, 0.9 / k)
    pools = _tiled(tile(62, 512, 4, 3, 0.5), width, height, 0.35 / k)
    wash = _three(clip(F(0.8) + F(0.24) * pools + F(0.16) * (paper - F(0.5)), 0.6, 1.06) * F(240))
    edge = _three(_deckle(width, height, pools) * F(255))
    white = np.full((height, width, 3), PAPER, np.uint8)
    bare = cv2.multiply(white, cv2.bitwise_not(edge), scale=1 / 255)

    def painted(frame: Bytes) -> Bytes:
        flat: Any = _unsteady(_flattened(frame, 2), wobble)
        soft = _soft(flat, 4 * k)
        rims = cv2.subtract(soft, flat)  # a wash dries darker where it ends against a lighter one
        flat = cv2.subtract(flat, cv2.convertScaleAbs(rims, alpha=0.7))
        flat = cv2.subtract(flat, cv2.cvtColor(cv2.LUT(_ink(flat, k, 0.8), FAINT_LINE), cv2.COLOR_GRAY2RGB))
        pale = _vivid(cv2.LUT(flat, PALE), 1.3)
        grained = cv2.multiply(pale, wash, scale=1 / 240)
        return cast(Bytes, cv2.add(cv2.multiply(grained, edge, scale=1 / 255), bare))

    return painted


def _clay(width: int, height: int) -> Pass:
    """Kneaded shapes: no fine detail, soft edges that catch a light from the upper left, and the prints of fingers."""
    k = height / FINE
    warp = _tiled(tile(63, 512, 4, 4, 0.5), width, height, 0.5 / k)
    v, u = np.mgrid[0:height, 0:width].astype(np.float32)
    prints = np.sin((np.hypot(u - width * 0.3, v - height * 0.2) + warp * F(90 * k)) * F(2 * np.pi / (5.2 * k)))
    where_pressed = smoothstep(0.5, 0.72, _tiled(tile(62, 512, 4, 3, 0.5), width, height, 0.9 / k))
    lumps = _tiled(tile(61, 512, 5, 8, 0.5), width, height, 0.8 / k)
    tooth = prints * where_pressed * F(0.028) + (lumps - F(0.5)) * F(0.13)

    def kneaded(frame: Bytes) -> Bytes:
        small = cv2.resize(frame, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
        for _ in range(3):
            small = cv2.bilateralFilter(cv2.medianBlur(small, 5), 7, 34, 5 * k)
        flat = cast(Bytes, cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))
        tone = blur(cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY).astype(np.float32), 2.6 * k)
        slope = cv2.Sobel(tone, cv2.CV_32F, 1, 0) + cv2.Sobel(tone, cv2.CV_32F, 0, 1)
        shade = clip(F(1) + slope * F(0.0034 * k) + tooth, 0.55, 1.5)
        return _vivid(cv2.convertScaleAbs(flat * shade[..., None], alpha=1.0), 1.22)

    return kneaded


def _oil(width: int, height: int) -> Pass:
    """Strokes of a flat brush, broad ones below and finer ones where there is something to see, in thick paint."""
    k = height / FINE
    layers = [_strokes(width, height, size, share, seed) for seed, (size, share) in enumerate(DAB_LEVELS)]
    relief = [_three(F(128) + height_map * F(thick)) for (_, height_map), thick in zip(layers, THICK, strict=True)]

    def painted(frame: Bytes) -> Bytes:
        smooth = _soft(frame, 2.0 * k)
        broad, fine = (
            cv2.remap(smooth, *maps, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE) for maps, _ in layers
        )
        seen = _detail(frame, k)
        kept = cv2.addWeighted(fine, 0.5, frame, 0.5, 0)
        thick = [cv2.addWeighted(a, 1.0, b, 0.6, -77) for a, b in zip((broad, kept), relief, strict=True)]
        rest = cv2.bitwise_not(seen)
        mixed = cv2.add(cv2.multiply(thick[0], rest, scale=1 / 255), cv2.multiply(thick[1], seen, scale=1 / 255))
        return cast(Bytes, cv2.LUT(mixed, RICH))

    return painted


def _sketch(width: int, height: int) -> Pass:
    """Graphite: outlines, and two ways of hatching that come in as it gets darker, on off-white paper."""
    k = height / FINE
    wobble = _wobble(width, height, 1.2 * k)
    tooth = _tiled(tile(63, 512, 7, 32, 0.8), width, height, 1.4 / k)
    first, second = (_hatching(width, height, angle, tooth) for angle in (0.9, -0.55))
    white = np.full((height, width, 3), PAPER, np.uint8)

    def drawn(frame: Bytes) -> Bytes:
        grey: Any = _unsteady(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), wobble)
        lines: Any = cv2.divide(grey, cv2.LUT(_soft(grey, 5 * k), NOT_BLACK), scale=255)
        lines = cv2.LUT(lines, PENCIL_LINE)
        tone: Any = cv2.LUT(_soft(grey, 1.6 * k), LIGHTER)
        shaded = cv2.bitwise_not(cv2.subtract(cv2.bitwise_not(tone), first))
        darker = cv2.bitwise_not(cv2.subtract(cv2.LUT(tone, DARKNESS), second))
        page = cv2.multiply(cv2.multiply(shaded, darker, scale=1 / 255), lines, scale=1 / 255)
        page = cv2.addWeighted(page, 0.72, cv2.multiply(tone, lines, scale=1 / 255), 0.28, 0)
        return cast(Bytes, cv2.multiply(cv2.merge([page, page, page]), white, scale=1 / 255))

    return drawn


def _comic(width: int, height: int) -> Pass:
    """Flat colours in steps, ink lines, and dots of a printing screen in the shadows."""
    k = height / FINE
    dots = _screen(width, height, 6.0 * k)

    def printed(frame: Bytes) -> Bytes:
        flat = _flattened(frame, 2)
        light = cv2.max(cv2.max(flat[..., 0], flat[..., 1]), flat[..., 2])
        ratio = cv2.LUT(light, STEPS)
        colours = cv2.multiply(flat, cv2.merge([ratio, ratio, ratio]), scale=1 / 128)
        shade = cv2.subtract(dots, cv2.LUT(light, LIT))
        colours = cv2.subtract(colours, cv2.convertScaleAbs(cv2.merge([shade, shade, shade]), alpha=0.4))
        ink = _ink(frame, k, 1.0)
        return cast(Bytes, cv2.multiply(_vivid(colours, 1.3), cv2.merge([ink, ink, ink]), scale=1 / 255))

    return printed


def _anime(width: int, height: int) -> Pass:
    """Clean flat paint with fine dark lines and bright, clear colours."""
    k = height / FINE

    def painted(frame: Bytes) -> Bytes:
        flat = _vivid(cv2.LUT(_flattened(frame, 2), BRIGHT), 1.22)
        ink = cv2.LUT(_ink(frame, k, 0.7), HALF_INK)
        shine = cv2.LUT(_soft(flat, 14 * k), BLOOM)
        return cast(Bytes, cv2.add(cv2.multiply(flat, cv2.merge([ink, ink, ink]), scale=1 / 255), shine))

    return painted


def _storybook(width: int, height: int) -> Pass:
    """Gouache in warm colours on paper, with a pencil's line."""
    k = height / FINE
    wobble = _wobble(width, height, 1.6 * k)
    paper = _tiled(tile(61, 512, 7, 16, 0.75), width, height, 0.9 / k)
    wash = _three(clip(F(0.9) + F(0.2) * (paper - F(0.5)), 0.7, 1.05) * F(240))
    warm = np.full((height, width, 3), (255, 246, 226), np.uint8)

    def painted(frame: Bytes) -> Bytes:
        flat: Any = _unsteady(_flattened(frame, 2), wobble)
        ink = cv2.LUT(_ink(flat, k, 0.9), HALF_INK)
        flat = cv2.multiply(cv2.LUT(_vivid(flat, 1.12), BRIGHT), wash, scale=1 / 240)
        flat = cv2.multiply(flat, cv2.merge([ink, ink, ink]), scale=1 / 255)
        return cast(Bytes, cv2.multiply(flat, warm, scale=1 / 255))

    return painted


def _pixel_art(width: int, height: int) -> Pass:
    """Large square pixels in few colours."""
    rows = min(PIXEL_ROWS, height)
    small = (max(1, round(width * rows / height)), rows)

    def squared(frame: Bytes) -> Bytes:
        little = _vivid(cast(Bytes, cv2.resize(frame, small, interpolation=cv2.INTER_AREA)), 1.2)
        return cast(Bytes, cv2.resize(cv2.LUT(little, PIXELS), (width, height), interpolation=cv2.INTER_NEAREST))

    return squared


def _flattened(frame: Any, times: int) -> Bytes:
    """The frame without its fine detail, its edges kept; a large one is worked out at half the size."""
    h, w = frame.shape[:2]
    if h <= HALVED:
        return cast(Bytes, cv2.medianBlur(frame, 5 if times > 1 and h > FINE * 0.6 else 3))
    small: Any = cv2.resize(frame, (max(1, w // 2), max(1, h // 2)), interpolation=cv2.INTER_AREA)
    for _ in range(times):
        small = cv2.medianBlur(small, 5)
    return cast(Bytes, cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR))


def _unsteady(image: Any, wobble: tuple[Array, Array]) -> Bytes:
    """The picture as an unsteady hand draws it."""
    return cast(Bytes, cv2.remap(image, *wobble, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _soft(image: Any, sigma: float) -> Bytes:
    """A quick blur, `sigma` in pixels."""
    side = max(1, int(sigma * 1.7)) * 2 + 1
    return cast(Bytes, cv2.blur(cv2.blur(image, (side, side)), (side, side)))


def _detail(frame: Any, k: float) -> Bytes:
    """0..255: where there is much to see, as three channels."""
    grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)
    seen = cv2.convertScaleAbs(_soft(cv2.absdiff(grey, _soft(grey, 6 * k)), 6 * k), alpha=255 / DETAIL)
    return cast(Bytes, cv2.merge([seen, seen, seen]))


def _ink(frame: Any, k: float, weight: float) -> Bytes:
    """Lines of ink, 0 black: where the picture is darker than what is around it."""
    grey = _soft(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), 0.6 * k)
    around = _soft(grey, 3.2 * k)
    return cast(Bytes, cv2.LUT(cv2.addWeighted(grey, 4.0 * weight, around, -4.0 * weight, 200), INK_LINE))


def _vivid(image: Any, saturation: float) -> Bytes:
    weights = np.array([0.3, 0.59, 0.11])
    matrix = saturation * np.eye(3) + (1 - saturation) * np.ones((3, 1)) * weights
    return cast(Bytes, cv2.transform(image, matrix))


def _wobble(width: int, height: int, reach: float) -> tuple[Array, Array]:
    """Where a hand that is not quite steady takes each pixel from, `reach` pixels off at most."""
    off = [_tiled(tile(seed, 512, 4, 8, 0.6), width, height, FINE / height) - F(0.5) for seed in (64, 65)]
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    maps = cv2.convertMaps(array(x) + off[0] * F(2 * reach), array(y) + off[1] * F(2 * reach), cv2.CV_16SC2)
    return cast(tuple[Array, Array], maps)


def _tiled(noise: Array, width: int, height: int, share: float) -> Array:
    """A seamless noise over a whole frame, enlarged by 1 / `share`."""
    side = max(8, round(noise.shape[0] / share))
    scaled = resize(noise, side, side)
    return array(np.tile(scaled, (-(-height // side), -(-width // side)))[:height, :width])


def _three(level: Array) -> Bytes:
    one = np.clip(level, 0, 255).astype(np.uint8)
    return cast(Bytes, cv2.merge([one, one, one]))


def _deckle(width: int, height: int, noise: Array) -> Array:
    """1 where there is paint, 0 toward the frame's uneven edge."""
    v, u = (array((np.arange(n) + 0.5) / height) for n in (height, width))
    inward = np.minimum(np.minimum(u, F(width / height) - u)[None], np.minimum(v, 1 - v)[:, None])
    return smoothstep(0.012, 0.026, inward + (noise - F(0.5)) * F(0.05))


def _strokes(width: int, height: int, size: float, share: float, seed: int) -> tuple[tuple[Array, Array], Array]:
    """Where each pixel takes its colour from: the middle of the stroke on top of it; and the paint's height."""
    rng = np.random.default_rng(70 + seed)
    long, count = size * height, int(DABS * share)
    flow = tile(66, 512, 2, 3, 0.5)
    places = rng.random((count, 2)) * (width, height)
    owner = np.full((height, width), -1, np.int32)
    body = np.zeros((height, width), np.float32)
    for index, (x, y) in enumerate(places):
        turn = float(flow[int(y / height * 511), int(x / width * 511)] - 0.5) * 360 + float(rng.normal(0, 14))
        box = cv2.boxPoints(((float(x), float(y)), (long * float(rng.uniform(0.8, 1.5)), long * 0.42), turn))
        cv2.fillConvexPoly(owner, np.round(box * 8).astype(np.int32), index, cv2.LINE_8, 3)
        cv2.fillConvexPoly(body, np.round(box * 8).astype(np.int32), float(rng.uniform(0.35, 1)), cv2.LINE_8, 3)
    x, y = np.meshgrid(array(np.arange(width)), array(np.arange(height)))
    painted = owner >= 0
    x[painted], y[painted] = (array(places[owner[painted], axis]) for axis in (0, 1))
    soft = blur(body, max(0.8, long * 0.05))
    slope = array(cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3)) - array(cv2.Sobel(soft, cv2.CV_32F, 1, 0, ksize=3))
    bristles = _tiled(tile(67, 512, 7, 64, 0.8), width, height, FINE / height) - F(0.5)
    return (x, y), slope * F(-9) + bristles * F(14) + (soft - F(0.67)) * F(44)


def _hatching(width: int, height: int, angle: float, tooth: Array) -> Bytes:
    """Strokes of a pencil side by side, 0 where they mark the paper first."""
    k = height / FINE
    v, u = np.mgrid[0:height, 0:width].astype(np.float32)
    across = u * F(np.sin(angle)) + v * F(np.cos(angle))
    bent = across + (_tiled(tile(68, 512, 3, 3, 0.5), width, height, 0.5 / k) - F(0.5)) * F(14 * k)
    wave = F(0.5) + F(0.5) * np.sin(bent * F(2 * np.pi / (4.4 * k)))
    return cast(Bytes, (clip(wave * F(0.62) + tooth * F(0.5) - F(0.06), 0, 1) * F(190)).astype(np.uint8))


def _screen(width: int, height: int, pitch: float) -> Bytes:
    """A printing screen: 255 in the middle of its dots."""
    v, u = np.mgrid[0:height, 0:width].astype(np.float32) * F(2 * np.pi / max(pitch, 3.0))
    a, b = (u + v) * F(0.7071), (u - v) * F(0.7071)
    return cast(Bytes, ((np.cos(a) * np.cos(b) * F(0.5) + F(0.5)) * F(255)).astype(np.uint8))


def _table(values: Array) -> Bytes:
    return cast(Bytes, (np.clip(values, 0, 1) * 255 + 0.5).astype(np.uint8))


_X = array(np.linspace(0, 1, 256))
PALE = _table(array(0.13 + 0.87 * _X**0.66))
RICH = _table(array(_X + 0.5 * (_X - 0.5) * _X * (1 - _X)))
BRIGHT = _table(array(_X**0.84))
LIGHTER = _table(array(0.16 + 0.86 * _X**0.55))
NOT_BLACK = _table(array(np.maximum(_X, 0.03)))
DARKNESS = _table(array(0.84 - _X))
BLOOM = _table(array(0.5 * np.maximum(_X - 0.6, 0)))
PENCIL_LINE = _table(array(np.clip((_X - 0.6) / 0.36, 0.12, 1)))
INK_LINE = _table(array(np.clip((_X - 0.5) / 0.16, 1 - INK, 1)))
FAINT_LINE = _table(array(0.3 * (1 - _X)))
HALF_INK = _table(array(0.45 + 0.55 * _X))
PIXELS = _table(array(np.round(_X * (PIXEL_LEVELS - 1)) / (PIXEL_LEVELS - 1)))
_LEVELS = array([0.1, 0.26, 0.44, 0.62, 0.8, 0.97])
_EDGES = np.repeat(np.arange(1, 6), 2) + np.tile([-0.09, 0.09], 5)
_STEPPED = array(np.interp(_X * 6, _EDGES, np.repeat(_LEVELS, 2)[1:-1]))
STEPS = _table(array(np.clip(_STEPPED / np.maximum(_X, 0.02), 0, 1.99) * 128 / 255))
LIT = _table(array(np.clip(_X * 1.5 + 0.28, 0, 1)))

STYLES: dict[str, Callable[[int, int], Pass]] = {
    "clay": _clay,
    "watercolour": _watercolour,
    "oil painting": _oil,
    "sketch": _sketch,
    "comic": _comic,
    "anime": _anime,
    "storybook": _storybook,
    "pixel art": _pixel_art,
}
