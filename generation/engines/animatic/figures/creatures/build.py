"""What a four-footed animal is built like: its outline and joints at rest, facing right, about 1 high."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from generation.engines.animatic.figures.creatures.bones import Points


@dataclass(frozen=True)
class Limb:
    """A leg: its joints at rest (root, two joints, ankle, toe), how thick it is at each, and the flesh before and
    behind the middle of each bone."""

    joints: tuple[complex, complex, complex, complex, complex]
    radii: tuple[float, float, float, float, float]
    flesh: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Head:
    """A head in its own space: the poll at 0, the muzzle toward 1, the brow up.

    `marks`: named outlines laid over the head (`muzzle`, `cheek`, `blaze` ...); `mouth`: a line.
    """

    outline: tuple[complex, ...]
    eye: complex
    nose: complex
    ear: tuple[complex, ...]
    mouth: tuple[complex, ...] = ()
    marks: dict[str, tuple[complex, ...]] = field(default_factory=dict)
    eye_size: float = 0.045
    nose_size: float = 0.05
    ear_gap: complex = 0.1 + 0.0j


@dataclass(frozen=True)
class Build:
    """A body. `back` runs from the root of the tail to the breast, `belly` from the breast to the buttock. The neck
    is a patch between withers, poll, throat and breast; `crest` and `throat` bulge it above and below.

    `foot`: hoof, paw or pad; `spread`: how much the far legs stand off the near ones.
    """

    back: tuple[complex, ...]
    belly: tuple[complex, ...]
    hind: Limb
    fore: Limb
    withers: complex
    breast: complex
    poll: complex
    throat: complex
    head: Head
    head_size: float
    head_angle: float
    crest: float = 0.02
    gullet: float = -0.02
    foot: str = "hoof"
    foot_size: float = 0.03
    spread: float = 0.045
    tail: complex = 0j
    """The root of the tail."""
    swan: float = 0.0
    """A long neck is a tube bent like an S by this share of its length; 0 for the patch that short necks are."""

    def leg_length(self) -> float:
        """From the hip to the ground."""
        return self.hind.joints[0].imag

    def reshaped(self, change: Callable[[complex], complex], thick: float = 1.0, **other: object) -> "Build":
        """Every point of the body changed alike, the legs `thick` times as thick."""

        def points(line: Points) -> tuple[complex, ...]:
            return tuple(change(p) for p in line)

        def limb(old: Limb) -> Limb:
            a, b, c, d, e = points(old.joints)
            r0, r1, r2, r3, r4 = (r * thick for r in old.radii)
            upper, middle, lower = ((f * thick, g * thick) for f, g in old.flesh)
            return Limb((a, b, c, d, e), (r0, r1, r2, r3, r4), (upper, middle, lower))

        made = replace(
            self, back=points(self.back), belly=points(self.belly), hind=limb(self.hind), fore=limb(self.fore),
            withers=change(self.withers), breast=change(self.breast), poll=change(self.poll),
            throat=change(self.throat), tail=change(self.tail),
        )  # fmt: skip
        return replace(made, **other)  # type: ignore[arg-type]
