"""Colours of fur: lighter, darker, and the tones one coat is made of."""

from dataclasses import dataclass

WHITE, BLACK = "#ffffff", "#0c0a0a"
EYE = "#16110f"
CATCHLIGHT = "#f4f1ea"


def mixed(a: str, b: str, share: float) -> str:
    """From colour `a` (share 0) to `b` (share 1), both hex."""
    pairs = ((int(a[i : i + 2], 16), int(b[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


def lighter(colour: str, share: float) -> str:
    """Toward white."""
    return mixed(colour, WHITE, share)


def darker(colour: str, share: float) -> str:
    """Toward a warm black."""
    return mixed(colour, BLACK, share)


def brightness(colour: str) -> float:
    """0 black .. 1 white."""
    r, g, b = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.3 * r + 0.59 * g + 0.11 * b


@dataclass(frozen=True)
class Coat:
    """The tones of one animal: the body, what lies in its shade, belly and muzzle, mane, hooves or claws."""

    body: str
    far: str
    pale: str
    hair: str
    hoof: str
    skin: str
    low: str = ""
    """What the body fades to toward its feet, where it does."""

    @classmethod
    def of(cls, body: str, pale: str = "", hair: str = "", hoof: str = "", skin: str = "") -> "Coat":
        """What is not said follows from the body."""
        dark = brightness(body) < 0.2
        return cls(body=body, far=darker(body, 0.42), pale=pale or lighter(body, 0.14 if dark else 0.42),
            hair=hair or darker(body, 0.5), hoof=hoof or darker(body, 0.68), skin=skin or darker(body,
            0.72))  # fmt: skip
