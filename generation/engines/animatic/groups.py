"""Figures in groups: several of a kind, a crowd, and somebody over whose shoulder one looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from generation.engines.animatic.figures import poses
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.figures.crowds import FAR, Member, members
from generation.engines.animatic.looks import PEOPLE, dressed
from generation.engines.animatic.plan import Sprite
from generation.engines.animatic.scene import Subject
from generation.engines.animatic.sizes import EYE_METRES, metres
from generation.engines.animatic.stage import Spot, Stage

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

COPIES = 7
FULL, FULL_NARROW = 0.96, 1.3
"""How wide several may be together, as a share of the frame: in a narrow one they stand before each other."""
LEAST_SHRUNK = 0.3
"""Several are drawn this much smaller at most, so that a narrow frame holds them."""
COPY_DEPTH = 0.3
"""How much farther each next one of several stands, as a share of the first one's distance."""
SHOULDER = 1.95
"""The height of somebody over whose shoulder one looks."""
CROWD, CROWD_DEPTHS = 14, (1.5, 3.2)
HEADROOM = 0.15
AT_EASE = ("", "standing", "grazing", "sitting", "lying", "resting", "eating", "looking")
"""What a herd does whose members look this way and that."""
ON_THE_WAY = ("walking", "running")
"""What takes a crowd apart: then each of them goes their own way."""
LARGEST_APART = 0.5
"""In frame heights: a larger crowd stays one, for each of it would be dear to keep in all drawings."""
INWARD = 0.2
"""Nearer than this to the frame's edge, as a share of its width, one of them goes inward."""
MANY = ("couple", "crowd", "flock", "shoal", "village")
"""What is several by itself."""


def copies(draft: Draft, subject: Subject) -> int:
    """How many are drawn: as many as were named, as far as the frame holds them."""
    if KINDS[subject.kind].crosses or subject.kind in MANY:
        return 1
    fits = 4 if KINDS[subject.kind].large else COPIES
    return min(subject.count, fits, 3 if draft.aspect < 0.8 and fits == 4 else COPIES)


def several(draft: Draft, stage: Stage, first: Spot, count: int) -> list[Spot]:
    """`count` of a kind: the first as composed, the others farther off and smaller by perspective, side by side."""
    group = [replace(first if n == 0 else _farther(draft, first, n), index=n) for n in range(count)]
    if first.subject.action in AT_EASE and not first.subject.facing and not first.afloat:
        group = [replace(spot, flip=spot.flip != (n % 3 == 2)) for n, spot in enumerate(group)]
    if first.y > 1:
        return [replace(spot, x=stage.freest(spot)) if spot.index else spot for spot in group]
    room = draft.aspect - 2 * stage.edge
    wide = sum(2 * spot.half for spot in group)
    full = FULL if draft.aspect > 1.2 else FULL_NARROW
    fit = min(1.0, max(room * full / wide, LEAST_SHRUNK))
    group = [replace(spot, size=spot.size * fit) for spot in group]
    return _in_a_row(draft, group, (room - wide * fit) / count, stage.edge)


def _in_a_row(draft: Draft, group: list[Spot], free: float, edge: float) -> list[Spot]:
    """The group from left to right, the first one as near as can be to where it was wanted, `free` room for each."""
    first, count = group[0], len(group)
    slot = round(first.x / draft.aspect * (count - 1))
    others = [group[n] for n in draft.own.permutation(np.arange(1, count))]
    row = [*others[:slot], first, *others[slot:]]
    gap = min(free, 0.4 * first.half + 0.02) if free > 0 else free * count / (count - 1)
    edges = np.cumsum([0.0, *(2 * spot.half + gap for spot in row)])
    lefts = edges[:-1] - edges[slot] + first.left
    over = lefts[-1] + 2 * row[-1].half - (draft.aspect - edge)
    lefts += edge - lefts[0] if lefts[0] < edge else -max(0.0, float(over))
    placed = [replace(spot, x=float(left) + spot.x - spot.left) for spot, left in zip(row, lefts, strict=True)]
    return sorted(placed, key=lambda spot: spot.index)


def _farther(draft: Draft, first: Spot, index: int) -> Spot:
    """The `index`-th of several."""
    h, rng = draft.framing.horizon, draft.own
    far = 1 + COPY_DEPTH * index * float(rng.uniform(0.8, 1.15))
    if first.flying or draft.scene.setting in ("space", "underwater"):
        y = first.y + float(rng.uniform(-0.16, 0.1))
        return replace(first, y=max(y, 0.2), size=first.size / far**0.5, z=first.z * far)
    if draft.scene.setting in ("island", "sea") and not first.afloat:
        size, z = first.size / (1 + 0.1 * index), first.z + 0.3 * index
        return replace(first, y=first.y - 0.006 * index, size=size, z=z)
    near_ground = max(first.y - h, 0.04)
    return replace(first, y=h + near_ground / far, size=first.size / far, z=first.z * far)


def crowd(draft: Draft, stage: Stage) -> None:
    """People in rows that thin out into the depth."""
    rng, h, zoom = draft.own, draft.framing.horizon, draft.framing.zoom
    low, high = CROWD_DEPTHS
    base = (draft.hero_depth or 3.4) * (0.7 if draft.true_scale else 1.0)
    for n in range(CROWD):
        z = base * (low + (high - low) * (n / CROWD) ** 1.3)
        kind = "woman" if rng.random() < 0.5 else "person"
        person = dressed(Subject(kind, action="walking" if n % 3 else ""), rng, set())
        size = metres(kind) / EYE_METRES / z * zoom
        facing = ("front", "back", "side")[int(rng.integers(3))]
        x = float(rng.uniform(0.04, 0.96)) * draft.aspect
        spot = Spot(person, x, h + zoom / z, size, z, 10 + n, facing, bool(rng.random() < 0.5))
        stage.add(replace(spot, x=stage.freest(stage.held(spot))))


def apart(draft: Draft, z: float, sprite: Sprite, name: str) -> Iterator[tuple[float, Sprite, str]]:
    """The depth, the figure and the name of each of a crowd that is on its way; any other figure as it is."""
    doing = poses.named(sprite.action, frozenset(sprite.attributes))
    large = sprite.size * draft.view.zoom > LARGEST_APART
    whole = large or sprite.afloat or sprite.flying or not {"near", "portrait"}.isdisjoint(sprite.attributes)
    if sprite.kind != "crowd" or doing not in ON_THE_WAY or whole:
        yield z, sprite, name
        return
    for index, member in enumerate(members(draft.story.chance(f"members/{name}"), sprite.facing)):
        one = _one_of(draft, sprite, member)
        near = (one.v - draft.horizon) / max(sprite.v - draft.horizon, 0.01)
        yield z / max(near, 0.5), one, f"{name}/{index}"


def _one_of(draft: Draft, whole: Sprite, member: Member) -> Sprite:
    """One of a crowd by themselves, at the place they have in it."""
    u = whole.u + (-1 if whole.flip else 1) * member.x * whole.size
    across = draft.view.across(u) / draft.aspect
    flip = member.mirrored if INWARD < across < 1 - INWARD else across > 0.5
    return replace(
        whole,
        kind=member.kind,
        u=u,
        v=whole.v - member.y * whole.size,
        size=whole.size * member.size,
        colour=whole.colour if member.coloured else None,
        attributes=(*whole.attributes, FAR),
        flip=whole.flip if whole.facing else flip,
        facing=member.facing,
    )


def shoulder(draft: Draft) -> Spot:
    """Somebody with the back to us at the frame's edge, past whom the camera looks."""
    others = [s for s in draft.scene.subjects[1:] if s.kind in PEOPLE]
    other = others[0] if others else Subject("person")
    other = dressed(other, draft.story.chance(f"looks/{other.kind}"), set())
    way = -1 if draft.hero_x > draft.aspect / 2 else 1
    x = draft.aspect * (0.5 + way * 0.36)
    return Spot(other, x, HEADROOM + SHOULDER, SHOULDER, 1.05, facing="back", flip=way > 0)
