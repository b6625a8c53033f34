"""Draws the examples of the quality selector: the same words at each quality's own size, by the embedded engine."""

import hashlib
import json
from pathlib import Path
from typing import Any

import cv2
from django.conf import settings

from generation import drawn_once
from generation.engines.base import Engine, Picture, PictureRequest, VideoRequest
from generation.engines.registry import engine
from generation.media.video import write_mp4
from quality.catalogue.loader import shipped
from quality.catalogue.schema import Row
from quality.values import Function, Tier

PROMPT = "a tall ship with white sails on a calm sea at sunset, gulls"
SEED = 7
CLIP_SECONDS = 2
"""Long enough to see the motion; all three are drawn in about seven seconds on two cores."""
WEBP_QUALITY = 82


def draw_missing(drawn: Path | None = None) -> bool:
    """Draw the examples unless those that `drawn` lists are of this engine and catalogue; whether any were drawn."""
    return drawn_once.draw_missing(
        drawn or settings.EXAMPLES_LIST, wanted_mark(), "examples", lambda made: [draw(tier, made) for tier in Tier]
    )


def wanted_mark() -> str:
    """One value for all that decides how the examples look."""
    drawing = _engine()
    sizes = [[row.pixels, row.frames, row.fps] for tier in Tier for row in _rows(tier)]
    parts = [drawing.name, drawing.version, PROMPT, SEED, CLIP_SECONDS, WEBP_QUALITY, sizes]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def draw(tier: Tier, folder: Path) -> dict[str, Any]:
    """One quality's picture and clip in `folder`, and what the page says of them."""
    still, shot = _rows(tier)
    picture = _engine().picture(PictureRequest(PROMPT, SEED, *still.pixels), _silent)
    clip = folder / "clip.mp4"
    frames = min(shot.frames, CLIP_SECONDS * shot.fps)
    request = VideoRequest(PROMPT, SEED, *shot.pixels, frames, shot.fps, picture=picture)
    write_mp4(_engine().video(request, _silent), clip, shot.fps, {})
    return {
        "tier": tier.value,
        "prompt": PROMPT,
        "picture": _keep(folder, tier, ".webp", webp(picture)),
        "width": still.pixels[0],
        "height": still.pixels[1],
        "video": _keep(folder, tier, ".mp4", _taken(clip)),
        "video_width": shot.pixels[0],
        "video_height": shot.pixels[1],
    }


def webp(rgb: Picture) -> bytes:
    """A picture as WebP, some tens of kilobytes long."""
    done, encoded = cv2.imencode(
        ".webp", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_WEBP_QUALITY, WEBP_QUALITY]
    )
    if not done:
        raise ValueError(f"a picture of {rgb.shape} cannot be written as WebP")
    return encoded.tobytes()


def _rows(tier: Tier) -> tuple[Row, Row]:
    rows = [shipped().embedded_row(function, tier) for function in (Function.CREATE_IMAGE, Function.ANIMATE_IMAGE)]
    still, shot = rows
    assert still is not None
    assert shot is not None
    return still, shot


def _engine() -> Engine:
    return engine(shipped().drawn_by(Function.CREATE_IMAGE))


def _keep(folder: Path, tier: Tier, ending: str, content: bytes) -> str:
    """Write a file whose name tells its content, so that a browser never keeps an older one; its name."""
    name = f"{tier.value}-{hashlib.sha256(content).hexdigest()[:12]}{ending}"
    (folder / name).write_bytes(content)
    return name


def _taken(path: Path) -> bytes:
    content = path.read_bytes()
    path.unlink()
    return content


def _silent(stage: str, fraction: float) -> None:
    """Nobody looks."""
