"""The take scorer: measures clips and pictures without any model, and ranks what may be compared.

Pure Python on NumPy, OpenCV and PyAV: no Django, no torch. Every figure carries its method and
version; what cannot be measured says so and weighs nothing.
"""

from .clip import score_clip
from .dimensions import DECIMALS, DIMENSIONS
from .errors import DamagedClip, DifferentMethods, ScoringError, UnreadableClip, UnsuitableSize
from .picture import score_picture
from .ranking import on_common_ground, rank
from .values import ClipScore, Moment, PictureScore, Score

__all__ = [
    "DECIMALS",
    "DIMENSIONS",
    "ClipScore",
    "DamagedClip",
    "DifferentMethods",
    "Moment",
    "PictureScore",
    "Score",
    "ScoringError",
    "UnreadableClip",
    "UnsuitableSize",
    "on_common_ground",
    "rank",
    "score_clip",
    "score_picture",
]
