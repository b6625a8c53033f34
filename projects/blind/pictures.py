"""A picture that tells nothing of how it was made: decoded and written anew, without the recipe that its file holds."""

import cv2
import numpy as np

from generation.example_drawing import webp

LONGEST_SIDE = 1280
"""Pixels: two beside each other fill a large screen."""


def without_its_recipe(content: bytes) -> bytes:
    """WebP of a stored picture, no larger than needed. Raises ValueError for bytes that are no picture."""
    found = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    if found is None:
        raise ValueError("this is no picture")
    height, width = found.shape[:2]
    scale = LONGEST_SIDE / max(height, width)
    if scale < 1:
        found = cv2.resize(found, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA)
    return webp(np.asarray(cv2.cvtColor(found, cv2.COLOR_BGR2RGB), np.uint8))
