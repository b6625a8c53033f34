"""`./dailies score CLIP...`: what the studio thinks of some takes, and which of them is best."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from quality.scoring import (
    DECIMALS,
    DIMENSIONS,
    ClipScore,
    DifferentMethods,
    Score,
    ScoringError,
    on_common_ground,
    rank,
)
from quality.vbench import setup
from quality.vbench.batch import Scored, by_one_method, score

NAME_WIDTH, FIGURE_WIDTH = 24, 8


class Command(BaseCommand):
    """Prints one object (or column) a clip, in the order given; needs no database.

    Exits with 1 and prints no score at all when one of the clips cannot be scored: a ranking of the
    rest would answer another question.
    """

    help = "Score video clips on eight dimensions and rank them."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("clips", nargs="+", metavar="CLIP", help="a video file")
        parser.add_argument("--prompt", help="the sentence the clips were made from")
        parser.add_argument("--json", action="store_true", help="print a JSON list instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[str] = options["clips"]
        scored = self._scores(files, options["prompt"])
        scores = by_one_method(scored)
        ranks, notes = ranked(scores)
        notes = [*notes, told_method(scored)]
        if options["json"]:
            rows = [as_json(*row) for row in zip(files, ranks, scores, strict=True)]
            self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
            for note in notes:
                self.stderr.write(note)
        else:
            self.stdout.write("\n".join([*table(files, ranks, scores), *notes]))

    def _scores(self, files: list[str], prompt: str | None) -> list[Scored]:
        """All of them, or a line for each file that failed, and exit."""
        scores, failures = list[Scored](), list[str]()
        found = setup()
        for file in files:
            try:
                scores.append(score(Path(file), prompt or "", found))
            except ScoringError as error:
                failures.append(f"{file}: {error.detail} {error.advice}")
        for failure in failures:
            self.stderr.write(failure)
        if failures:
            sys.exit(1)
        return scores


def told_method(scored: list[Scored]) -> str:
    """How all of them were measured, and why not by VBench."""
    why = next((each.why for each in scored if each.why), "")
    return f"Measured by the studio's own scorer: {why}." if why else "Measured by VBench."


def ranked(scores: list[ClipScore]) -> tuple[list[int], list[str]]:
    """Ranks in the order given, and what a reader must know about them.

    Clips on which different dimensions were measured are ranked on what they share, which is never
    nothing: every clip has pictures.
    """
    try:
        return rank(scores), []
    except DifferentMethods:
        common = on_common_ground(scores)
    shared = ", ".join(plain(name) for name in DIMENSIONS if name in common[0].scores)
    return rank(common), [f"Ranked only on what was measured in all of these clips: {shared}."]


def as_json(file: str, place: int, clip: ClipScore) -> dict[str, object]:
    return {
        "file": file,
        "rank": place,
        "total": rounded(clip.total),
        "weight_measured": rounded(clip.weight_measured),
        "flags": list(clip.flags),
        "scores": {name: _score_json(clip.scores[name]) for name in DIMENSIONS},
    }


def _score_json(score: Score) -> dict[str, object]:
    return {
        "status": score.status,
        "value": rounded(score.value),
        "method": score.method,
        "version": score.version,
        "reason": score.reason,
    }


def table(files: list[str], ranks: list[int], scores: list[ClipScore]) -> list[str]:
    """One block a clip, the best first."""
    rows = sorted(zip(ranks, files, scores, strict=True), key=lambda row: row[0])
    return [line for row in rows for line in (*_block(*row), "")]


def _block(place: int, file: str, clip: ClipScore) -> list[str]:
    total = "not measured" if clip.total is None else f"{clip.total:.3f}"
    head = f"{place}. {file}"
    seen = f"{clip.weight_measured:.0%} of its weight measured"
    summary = f"   {'total':{NAME_WIDTH}}{total:>{FIGURE_WIDTH}}   {seen}"
    defects = [f"   defects: {', '.join(plain(flag) for flag in clip.flags)}"] if clip.flags else []
    return [head, summary, *defects, *(_line(clip.scores[name]) for name in DIMENSIONS)]


def _line(score: Score) -> str:
    name = f"   {plain(score.dimension):{NAME_WIDTH}}"
    if score.value is None:
        return f"{name}{'-':>{FIGURE_WIDTH}}   not measured: {score.reason}"
    return f"{name}{score.value:>{FIGURE_WIDTH}.3f}   {score.method} {score.version}"


def plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")


def rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, DECIMALS)
