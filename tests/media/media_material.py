"""Pictures and frames for the tests of media, made from numbers."""

import io
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image

from generation.engines.base import Picture

RED, GREEN, BLUE, WHITE = (230, 20, 20), (20, 200, 40), (30, 40, 220), (245, 245, 245)


def plain(colour: tuple[int, int, int], width: int = 64, height: int = 64) -> Picture:
    return np.full((height, width, 3), colour, np.uint8)


def quarters(width: int = 128, height: int = 96) -> Picture:
    """Red, green, blue and white in the corners: top left, top right, bottom left, bottom right."""
    rgb = np.empty((height, width, 3), np.uint8)
    rgb[: height // 2, : width // 2], rgb[: height // 2, width // 2 :] = RED, GREEN
    rgb[height // 2 :, : width // 2], rgb[height // 2 :, width // 2 :] = BLUE, WHITE
    return rgb


def corners(rgb: Picture) -> list[str]:
    """The colours of `quarters` found in the corners, in reading order."""
    names = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}
    seen = [rgb[8, 8], rgb[8, -9], rgb[-9, 8], rgb[-9, -9]]
    return [
        min(names, key=lambda name: int(np.abs(np.subtract(names[name], pixel, dtype=int)).sum())) for pixel in seen
    ]


def moving(count: int, width: int = 128, height: int = 64) -> list[Picture]:
    """A bright bar that walks right, two pixels a frame, over a ramp: every frame differs."""
    ramp = np.broadcast_to(np.linspace(20, 200, width)[None, :, None], (height, width, 3)).astype(np.uint8)
    film = [ramp.copy() for _ in range(count)]
    for number, rgb in enumerate(film):
        at = 2 * number % (width - 8)
        rgb[:, at : at + 8] = WHITE
    return film


def encoded(image: Image.Image | Picture, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    still = image if isinstance(image, Image.Image) else Image.fromarray(image)
    still.save(file, kind, **options)
    return file.getvalue()


def heic(rgb: Picture, **options: object) -> bytes:
    file = io.BytesIO()
    pillow_heif.from_pillow(Image.fromarray(rgb)).save(file, quality=95, **options)
    return file.getvalue()


def exif(orientation: int) -> bytes:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "Phonemaker"
    tags.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)  # GPS latitude
    return tags.tobytes()


def names(folder: Path) -> list[str]:
    """Everything in `folder`, hidden files too."""
    return sorted(entry.name for entry in folder.iterdir())
