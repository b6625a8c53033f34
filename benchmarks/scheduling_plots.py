"""Two plain plots as SVG, written by hand: lines over a logarithmic time, and bars."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 360, 64, 16, 44, 48
COLOURS = ("#1f7a8c", "#c4621d", "#7a4fa3", "#5b6b2f")
TIMES = ((1, "1 s"), (10, "10 s"), (60, "1 min"), (600, "10 min"), (3600, "1 h"), (36_000, "10 h"))


@dataclass(frozen=True)
class Line:
    """`x` in seconds, 1 and more; `y` from 0 to 1."""

    name: str
    x: list[float]
    y: list[float]


def _text(x: float, y: float, words: str, anchor: str = "middle", colour: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="#ddd"/>'


def _picture(title: str, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="13">'
    )
    sheet = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    return "\n".join([head, sheet, _text(LEFT, 20, title, "start", "#111"), *parts, "</svg>"]) + "\n"


def lines(title: str, found: Sequence[Line]) -> str:
    """Each line in a colour of its own, named above."""
    longest = max(max(line.x) for line in found)

    def at(seconds: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log(seconds) / math.log(longest)

    def height(share: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)

    parts = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts += [_rule(LEFT, height(share), WIDTH - RIGHT, height(share))]
        parts += [_text(LEFT - 8, height(share) + 4, f"{share:.0%}", "end")]
    for seconds, words in TIMES:
        if seconds <= longest:
            parts += [_rule(at(seconds), TOP, at(seconds), HEIGHT - BOTTOM)]
            parts += [_text(at(seconds), HEIGHT - BOTTOM + 20, words)]
    for number, line in enumerate(found):
        colour = COLOURS[number]
        points = " ".join(f"{at(x):.1f},{height(y):.1f}" for x, y in zip(line.x, line.y, strict=True))
        parts += [f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>']
        parts += [_text(LEFT + 130 * number, 38, line.name, "start", colour)]
    return _picture(title, parts)


def bars(title: str, found: Sequence[tuple[str, float]]) -> str:
    """One bar a name, with its number."""
    most = max(value for _, value in found)
    step = (WIDTH - LEFT - RIGHT) / len(found)
    parts = []
    for number, (name, value) in enumerate(found):
        tall = (HEIGHT - TOP - BOTTOM - 24) * value / most
        x, y = LEFT + step * number + step * 0.2, HEIGHT - BOTTOM - tall
        parts += [
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{step * 0.6:.1f}" height="{tall:.1f}" fill="{COLOURS[number]}"/>'
        ]
        parts += [_text(x + step * 0.3, y - 6, f"{value:,.0f}"), _text(x + step * 0.3, HEIGHT - BOTTOM + 20, name)]
    return _picture(title, parts)
