"""Saving a damaged picture: decoded as far as it goes, upright, 8-bit RGB (pure: bytes in, pixels out)."""

import io
import struct
import threading
import zlib
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from generation.engines.base import Picture

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_LOST = 0.1
"""The share of rows that may be filled in; more is another picture."""
MOST_PIXELS = 50_000_000
_ORIENTATION = 0x0112  # EXIF 2.32 section 4.6.4
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, Image.DecompressionBombError)
_truncated = threading.Lock()
"""Pillow's switch for cut-off files is one for the whole process."""


class Unreadable(Exception):
    """Nothing, or too little, of the picture is left."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The picture (RGB, height x width x 3, uint8), and in sentences what was wrong with it; empty: nothing."""

    rgb: Picture
    words: str


def mend(data: bytes) -> Mended:
    """Decode what is left of a PNG, JPEG or WebP. Raises Unreadable."""
    try:
        image, is_cut = _whole(data), False
    except _FAULTS:
        image, is_cut = _what_is_left(data), True
    told = []
    if is_cut:
        image, lost = _filled(image)
        told.append(f"The last {lost:.0%} of the picture was missing and is filled in.")
    if image.getexif().get(_ORIENTATION, 1) != 1:
        told.append("The picture lay on its side; it is upright now.")
    if image.format != "PNG" or image.mode not in ("RGB", "RGBA", "L"):
        told.append("The picture's colours are written as everybody reads them now.")
    return Mended(_pixels(image), " ".join(told))


def _opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise Unreadable
    image.load()
    return image


def _whole(data: bytes) -> Image.Image:
    with _truncated:
        return _opened(data)


def _what_is_left(data: bytes) -> Image.Image:
    with _truncated:
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            return _opened(data)
        except (*_FAULTS, UnidentifiedImageError) as error:
            raise Unreadable from error
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False


def _filled(image: Image.Image) -> tuple[Image.Image, float]:
    """The rows that are missing at the end, which Pillow leaves black or grey, filled from the last good one; how
    many there are, as a share."""
    rows = np.array(image.convert("RGB"))
    first = _first_missing(rows)
    lost = (len(rows) - first) / len(rows)
    if first == 0 or lost > MOST_LOST:
        raise Unreadable
    rows[first:] = rows[first - 1]
    filled = Image.fromarray(rows)
    filled.format, filled.info["exif"] = image.format, image.info.get("exif", b"")
    return filled, lost


def _first_missing(rows: Picture) -> int:
    """From which row on every row is the same single colour as the last pixel; the row before may be cut as well."""
    same = (rows == rows[-1, -1]).all(axis=(1, 2))
    first = len(rows) if not same[-1] else int(len(rows) - np.argmin(same[::-1])) if not same.all() else 0
    return max(0, first - 1) if first < len(rows) else first - 1


def _pixels(image: Image.Image) -> Picture:
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        layer = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    return np.asarray(upright.convert("RGB"))
