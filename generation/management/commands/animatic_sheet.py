"""`./dailies animatic-sheet`: contact sheets of the drawn previews, for whoever works on them."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

USUAL_PROMPTS = Path("benchmarks/sheet_prompts.txt")
USUAL_SIZE, SIDES = (480, 270), range(64, 4097)


def size(text: str) -> tuple[int, int]:
    """`480x270` as width and height. Raises ArgumentTypeError with what would work."""
    words = text.lower().split("x")
    if len(words) != 2 or not all(word.isdecimal() and int(word) in SIDES for word in words):
        raise ArgumentTypeError(f"{text!r} is no size; write WIDTHxHEIGHT, each {SIDES[0]} to {SIDES[-1]}: 480x270")
    return int(words[0]), int(words[1])


class Command(BaseCommand):
    """Draws prompts, or the whole library of figures, as sheets; needs no database."""

    help = "Draw contact sheets of prompts (default: forty of ours) or of the library of figures."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `animatic-sheet`."""
        parser.add_argument("--prompts", type=Path, default=USUAL_PROMPTS, metavar="FILE", help="a prompt a line")
        parser.add_argument("--library", action="store_true", help="the library of figures instead of prompts")
        parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2], metavar="N", help="1 2")
        parser.add_argument("--size", type=size, default=USUAL_SIZE, help="of one picture: 480x270")
        parser.add_argument("--columns", type=int, default=4, help="pictures in a row: 4")
        parser.add_argument("--out", type=Path, default=Path("sheets"), metavar="FOLDER", help="where: sheets")

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw and say where the sheets are."""
        from generation.engines.animatic import sheets

        if options["columns"] < 1:
            raise CommandError("A sheet needs at least one column.")
        if min(options["seeds"]) < 0:
            raise CommandError("A seed is a whole number from 0.")
        out: Path = options["out"]
        if options["library"]:
            for shelf, kinds in sheets.shelves().items():
                self._keep(list(sheets.figure_tiles(kinds)), options["columns"], out / f"library-{shelf}.png")
            return
        prompts = self._prompts(options["prompts"])
        tiles = sheets.prompt_tiles(prompts, options["seeds"], *options["size"])
        self._keep(list(tiles), options["columns"], out / "prompts.png")

    def _prompts(self, file: Path) -> list[str]:
        try:
            prompts = [line.strip() for line in file.read_text("utf-8").splitlines() if line.strip()]
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} can't be read as prompts: {error}. Write one prompt a line.") from error
        if not prompts:
            raise CommandError(f"{file} holds no prompt. Write one prompt a line.")
        return prompts

    def _keep(self, tiles: list[Any], columns: int, path: Path) -> None:
        from generation.engines.animatic.sheets import sheet

        path.parent.mkdir(parents=True, exist_ok=True)
        sheet(tiles, columns).save(path)
        self.stdout.write(f"{path}  {len(tiles)} pictures")
