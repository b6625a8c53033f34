"""Tails of four-footed animals."""

from generation.engines.animatic.figures.creatures.bones import band, turned, wave
from generation.engines.animatic.figures.creatures.rig import Bones
from generation.engines.animatic.figures.part import Part
from generation.engines.animatic.raster import Shape

STREAMS = 0.5  # from this flow on a tail streams behind its animal


def brush(bones: Bones, length: float, widths: tuple[float, ...], rest: tuple[float, ...]) -> Shape:
    """A tail whose joints hang at angles `rest` (0 straight back, positive up), swung by the pose; it lies on the
    ground rather than pass through it. There is one width more than joints."""
    pose = bones.pose
    line = [bones.hips(bones.build.tail + 0.02)]
    for k, bend in enumerate(rest):
        angle = bend + pose.tail + 0.07 * (k + 1) * wave(pose.phase, 0.18 * k) * pose.swing
        if pose.flow > STREAMS:
            angle = angle * (1 - 0.75 * pose.flow) + 0.12 * pose.flow * wave(pose.phase, 0.2 * k)
        point = line[-1] - turned(length / len(rest) + 0j, -angle)
        line.append(complex(point.real, max(point.imag, widths[k + 1] * 0.9)))
    return band(line, widths)


def tuft_tail(bones: Bones, colour: str, hair: str, length: float) -> list[Part]:
    """A thin tail with a tuft at its end."""
    rope = brush(bones, length, (0.022, 0.016, 0.012, 0.012), (-1.2, -1.45, -1.5))
    tip = brush(bones, length * 1.22, (0.002, 0.006, 0.012, 0.03, 0.004), (-1.2, -1.42, -1.5, -1.5))
    half = len(tip) // 2
    return [Part(tip[half - 7 : half + 8], hair, 0.8), Part(rope, colour, 0.8)]
