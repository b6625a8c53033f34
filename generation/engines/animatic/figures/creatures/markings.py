"""Markings that keep their place on a moving body."""

from generation.engines.animatic.figures.creatures.bones import Points, band, lerp
from generation.engines.animatic.figures.creatures.quadruped import merged
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.part import Part


def stripes(bones: Bones, colour: str, count: int, depth: float, width: float) -> list[Part]:
    """Tapered stripes down the flank from the back."""
    build = bones.build
    first, last = build.back[1].real, build.back[-2].real
    lines = []
    for k in range(count):
        x = first + (last - first) * (k + 0.3) / count
        top, under = edge(build.back, x), edge(build.belly[::-1], x)
        deep = depth * (1.0 if k % 2 else 0.78)
        lean = 0.03 * (1 if x < 0 else -1)
        points = [
            complex(x, top + 0.002),
            complex(x + lean, top + (under - top) * deep * 0.5),
            complex(x + lean * 0.4, top + (under - top) * deep),
        ]
        lines.append(band(bones.skins(points), [width, width * 1.15, 0.001]))
    return [merged(lines, colour, 0)]


def edge(line: Points, x: float) -> float:
    """The height of an outline at `x`."""
    for a, b in zip(line, line[1:], strict=False):
        if a.real <= x <= b.real:
            return lerp(a, b, (x - a.real) / max(b.real - a.real, 1e-9)).imag
    return line[-1].imag
