"""Pictures: sent ones are opened, made ones are written as PNG with their recipe."""

import base64

import cv2
import numpy as np

from generation.engines.base import Picture
from generation.media.recipes import PNG_SIGNATURE, Recipe, png_chunk, read_recipe
from generation.media.uploads import Upload, open_upload

__all__ = ["Upload", "encode_png", "jpeg_address", "open_upload", "read_recipe"]

_HEADER_BYTES = len(PNG_SIGNATURE) + 25  # the signature and the IHDR chunk, which must come first
_PNG_OPTIONS = [
    cv2.IMWRITE_PNG_COMPRESSION,
    1,
    # Grain gains nothing from a search for repeats: Huffman codes alone over one filter take a third less time than
    # runs and a choice of filters, for one percent more bytes.
    cv2.IMWRITE_PNG_STRATEGY,
    cv2.IMWRITE_PNG_STRATEGY_HUFFMAN_ONLY,
    cv2.IMWRITE_PNG_FILTER,
    cv2.IMWRITE_PNG_FILTER_UP,
]


def encode_png(rgb: Picture, recipe: Recipe) -> bytes:
    """PNG of `rgb` (uint8, height x width x 3) holding `recipe` and nothing else; same input, same bytes."""
    if rgb.dtype != np.uint8 or rgb.ndim != 3 or rgb.shape[2] != 3:
        raise ValueError(f"not an 8-bit RGB picture: {rgb.dtype} {rgb.shape}")
    done, encoded = cv2.imencode(".png", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), _PNG_OPTIONS)
    if not done:
        raise ValueError(f"a picture of {rgb.shape} cannot be written as PNG")
    data = encoded.tobytes()
    return data[:_HEADER_BYTES] + png_chunk(recipe) + data[_HEADER_BYTES:]


def jpeg_address(rgb: Picture) -> str:
    """A small picture as a `data:` address, some kilobytes long, to send inside a message."""
    done, encoded = cv2.imencode(".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 70])
    if not done:
        raise ValueError(f"a picture of {rgb.shape} cannot be written as JPEG")
    return "data:image/jpeg;base64," + base64.b64encode(encoded.tobytes()).decode()
