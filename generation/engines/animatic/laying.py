"""Pieces of slides laid over each other, far to near, in squares of the frame: what is hidden behind something opaque
is not drawn, nor is what is empty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias, cast

import cv2
import numpy as np
import numpy.typing as npt

from generation.engines.animatic.coverage import Boxes, Coverage
from generation.engines.animatic.projection import Matrix, shift
from generation.engines.animatic.raster import Bytes, clip

EXACT, FLAT = 1e-6, 1e-12  # a matrix this near to a whole shift, and to one without perspective, is one
SQUARE = 96  # pixels of a frame: strips of squares fit the processor's cache
FARTHEST = 1 << 20  # pixels: nothing that is seen lies so far out
ROOM = 2  # pixels around what a part of the frame looks at, for the mixing of neighbours
EMPTY, MIXED, OPAQUE = 0, 1, 2
Box: TypeAlias = tuple[int, int, int, int]
"""First column and row, and the ones after the last."""
Marks: TypeAlias = npt.NDArray[np.int_]
Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Piece:
    """A part of a slide as a camera sees it: `matrix` frame <- slide, the frame rows and columns it may cover, and
    what lies beyond its edges. It melts by `share` into `other`; below frame row `base` it fades out within `soft`."""

    image: Bytes
    matrix: Matrix
    x0: int
    y0: int
    x1: int
    y1: int
    border: int
    covers: Coverage
    other: Bytes | None = None
    share: float = 0.0
    base: float | None = None
    soft: float = 0.0


def lay(picture: Bytes, pieces: Sequence[Piece], limit: int) -> None:
    """Lay pieces over a picture, first at the bottom, down to row `limit`."""
    cut = [replace(piece, y1=min(piece.y1, limit)) for piece in pieces]
    cut = [piece for piece in cut if piece.y1 > piece.y0 and piece.x1 > piece.x0]
    if not cut:
        return
    ys, xs = (np.append(np.arange(0, end, SQUARE), end) for end in (limit, picture.shape[1]))
    boxes, marks, changing = _looked_at(cut, ys, xs)
    opaque = np.logical_or.accumulate((marks == OPAQUE)[::-1])[::-1]
    marks[:-1][opaque[1:]] = EMPTY
    rows, columns, plan, melts = ys.tolist(), xs.tolist(), marks.tolist(), changing.tolist()
    for row, (top, bottom) in enumerate(pairwise(rows)):
        for index, piece in enumerate(cut):
            for first, last in _runs(plan[index][row]):
                x0, x1 = max(piece.x0, columns[first]), min(piece.x1, columns[last])
                part = (x0, max(piece.y0, top), x1, min(piece.y1, bottom))
                solid = all(mark == OPAQUE for mark in plan[index][row][first:last])
                seen = boxes[index, :, row, first:last] if any(melts[index][row][first:last]) else None
                _lay_part(picture, piece, part, seen, solid)


def _runs(squares: list[int]) -> Iterator[tuple[int, int]]:
    """First square of each stretch that is drawn, and the one after it."""
    first = None
    for place, mark in enumerate([*squares, EMPTY]):
        if mark == EMPTY and first is not None:
            yield first, place
            first = None
        elif mark != EMPTY and first is None:
            first = place


def _lay_part(picture: Bytes, piece: Piece, part: Box, seen: Boxes | None, solid: bool) -> None:
    """Lay a part of a piece; `seen` (4, n) are the boxes of its slide it looks at, where anything in them melts."""
    x0, y0, x1, y1 = part
    image, matrix = _melted(piece, seen)
    if solid:
        _warped(image, matrix, piece.border, part, picture[y0:y1, x0:x1])
        return
    warped = _warped(image, matrix, piece.border, part)
    if piece.base is not None:
        fade_below(warped, piece.base - y0, piece.soft)
    over(picture, warped, x0, y0)


def _looked_at(pieces: Sequence[Piece], ys: Boxes, xs: Boxes) -> tuple[Boxes, Marks, Flags]:
    """For each piece and square of the frame the box of the slide that the square looks at, (pieces, 4, rows,
    columns), whether the piece leaves the square empty or fills it all, and whether it melts there, both (pieces, rows,
    columns)."""
    low, high, hidden = _reach(pieces, ys, xs)
    size = np.array([piece.image.shape[1::-1] for piece in pieces])[..., None, None]
    cut_off = np.array([piece.border == cv2.BORDER_CONSTANT for piece in pieces])[:, None, None]
    inside = ((low >= 0) & (high < size)).all(1) | ~cut_off
    outside = ((high < 0) | (low >= size)).any(1) & cut_off
    turned = np.minimum(low, 2 * (size - 1) - high), np.maximum(high, -low)
    boxes = np.concatenate(np.where(cut_off[:, None], (low, high), turned), 1)
    boxes = boxes.clip(0, np.concatenate([size, size], 1) - 1)
    counts = np.stack([piece.covers.counts(box) for piece, box in zip(pieces, boxes, strict=True)])
    x0, y0, x1, y1 = np.array([(p.x0, p.y0, p.x1, p.y1) for p in pieces]).T[..., None, None]
    left, right, top, bottom = xs[:-1], xs[1:], ys[:-1, None], ys[1:, None]
    whole = (left >= x0) & (right <= x1) & (top >= y0) & (bottom <= y1)
    touched = (right > x0) & (left < x1) & (bottom > y0) & (top < y1)
    whole &= np.array([piece.base is None for piece in pieces])[:, None, None]
    marks = np.where(whole & inside & (counts[..., 0] == 0), OPAQUE, MIXED)
    marks[~touched | outside | (counts[..., 1] == 0)] = EMPTY
    marks[hidden & touched] = MIXED
    melting = np.array([piece.other is not None for piece in pieces])[:, None, None]
    return boxes, marks, melting & (counts[..., 2] > 0)


def _reach(pieces: Sequence[Piece], ys: Boxes, xs: Boxes) -> tuple[Boxes, Boxes, Flags]:
    """The lowest and highest pixels, (pieces, 2, rows, columns), that squares of the frame look at, and the squares
    that look behind the camera."""
    x, y = np.stack([xs[:-1], xs[1:] - 1])[None, :, None], np.stack([ys[:-1], ys[1:] - 1])[:, None, :, None]
    inverse = np.linalg.inv(np.stack([piece.matrix for piece in pieces]))[..., None, None, None, None]
    across, down, depth = (inverse[:, n, 0] * x + inverse[:, n, 1] * y + inverse[:, n, 2] for n in range(3))
    hidden = np.asarray((depth < EXACT).any((1, 2)), bool)
    at = np.stack([across, down], 1) / np.maximum(depth, EXACT)[:, None]
    low, high = np.floor(at.min((2, 3))) - ROOM, at.max((2, 3)) + ROOM
    low, high = (np.clip(edge, -FARTHEST, FARTHEST).astype(np.intp) for edge in (low, high))
    return low, high, hidden


def warp(piece: Piece) -> Bytes:
    """The whole of a piece as the camera sees it."""
    part = (piece.x0, piece.y0, piece.x1, piece.y1)
    if piece.other is None:
        return _warped(piece.image, piece.matrix, piece.border, part)
    seen, _, melts = _looked_at([piece], np.array([piece.y0, piece.y1]), np.array([piece.x0, piece.x1]))
    return _warped(*_melted(piece, seen[0, :, 0] if melts.any() else None), piece.border, part)


def _warped(image: Bytes, matrix: Matrix, border: int, part: Box, onto: Bytes | None = None) -> Bytes:
    """A picture as the camera sees it in one part of the frame, painted into `onto` where that is given."""
    x0, y0, x1, y1 = part
    (a, b, x), (c, d, y), (e, f, g) = matrix.tolist()
    size = (x1 - x0, y1 - y0)
    if abs(e) + abs(f) > FLAT:
        turn = np.array([[a - x0 * e, b - x0 * f, x - x0 * g], [c - y0 * e, d - y0 * f, y - y0 * g], [e, f, g]])
        return cast(Bytes, cv2.warpPerspective(image, turn, size, dst=onto, borderMode=border))
    x, y = x - x0, y - y0
    off = abs(a - 1) + abs(b) + abs(c) + abs(d - 1) + abs(x - round(x)) + abs(y - round(y))
    flags = cv2.INTER_NEAREST if off < EXACT else cv2.INTER_LINEAR
    move = np.array([[a, b, x], [c, d, y]])
    return cast(Bytes, cv2.warpAffine(image, move, size, dst=onto, flags=flags, borderMode=border))


def _melted(piece: Piece, seen: Boxes | None) -> tuple[Bytes, Matrix]:
    """The picture of a piece between its two phases, as large as what is `seen` of its slide, and its matrix."""
    if piece.other is None or seen is None:
        return piece.image, piece.matrix
    left, top, right, bottom = seen.tolist()
    x0, y0, x1, y1 = min(left), min(top), max(right), max(bottom)
    now, then = (phase[y0 : y1 + 1, x0 : x1 + 1] for phase in (piece.image, piece.other))
    mixed = cv2.addWeighted(now, 1 - piece.share, then, piece.share, 0)
    return cast(Bytes, mixed), piece.matrix @ shift(x0, y0)


def over(picture: Bytes, image: Bytes, x: int, y: int) -> None:
    """Lay premultiplied RGBA over a picture at `x`, `y`, in place."""
    part = picture[y : y + image.shape[0], x : x + image.shape[1]]
    keep = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(image, 3)), cv2.COLOR_GRAY2RGBA)
    cv2.add(cv2.multiply(part, keep, scale=1 / 255), image, dst=part)


def fade_below(image: Bytes, row: float, soft: float) -> None:
    """What floats ends at the water."""
    fade = clip((row - np.arange(image.shape[0])) / soft, 0, 1)[:, None, None]
    first = int(np.argmax(fade[:, 0, 0] < 1)) if (fade < 1).any() else image.shape[0]
    image[first:] = (image[first:] * fade[first:]).astype(np.uint8)
