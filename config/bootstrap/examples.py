"""Whether the examples of the quality selector, and the pictures of what each chip does, have to be drawn: asked by
file times, so that a start costs nothing."""

from pathlib import Path

from config.bootstrap.state import REPOSITORY

DRAWN = REPOSITORY / "frontend" / "examples" / "examples.json"
DECIDE = ("generation/engines", "quality/catalogue", "generation/example_drawing.py")
"""What decides how they look."""
CHIPS_DRAWN = REPOSITORY / "frontend" / "chip_pictures" / "chips.json"
CHIPS_DECIDE = ("generation/engines", "generation/enhancement", "quality/catalogue")


def are_due(drawn: Path = DRAWN, repository: Path = REPOSITORY, decide: tuple[str, ...] = DECIDE) -> bool:
    """True where there are none, or something of `decide`, which decides how they look, is newer."""
    if not drawn.exists():
        return True
    at = drawn.stat().st_mtime_ns
    return any(path.stat().st_mtime_ns > at for name in decide for path in _files(repository / name))


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [path for path in place.rglob("*") if path.suffix in (".py", ".yaml")]
