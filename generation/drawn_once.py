"""Pictures that show how something looks, drawn once for everybody: a folder of files beside a list of them, which
bears a mark of all that decides their look."""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def draw_missing(drawn: Path, mark: str, name: str, draw: Callable[[Path], Any]) -> bool:
    """Draw anew unless `drawn`, the list, bears `mark`; whether anything was drawn.

    `draw` puts the files into the folder that it is given, and tells what the list keeps of them under `name`. They
    take the place of the old ones together, once all are there.
    """
    if drawn_as(drawn) == mark:
        drawn.touch()  # newer than all that decides how they look (config.bootstrap.examples)
        return False
    folder = drawn.parent
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as fresh:
        made = Path(fresh, "made")
        made.mkdir()
        told = draw(made)
        (made / drawn.name).write_text(json.dumps({"mark": mark, name: told}, indent=2))
        shutil.rmtree(folder, ignore_errors=True)
        made.rename(folder)
    return True


def drawn_as(drawn: Path) -> str:
    """The mark of what the list's pictures were drawn by; empty where there are none."""
    try:
        return str(json.loads(drawn.read_text())["mark"])
    except FileNotFoundError:
        return ""
