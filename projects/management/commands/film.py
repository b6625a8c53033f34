"""`./dailies film "PROMPT"`: the whole job without a browser, through the same services, queue and workers."""

import json
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.operators import workspace_for_command
from accounts.problems import Problem
from accounts.tenancy import scope
from generation import values
from generation.following import copy_out, follow
from generation.management.arguments import add_common, check_out, checked, told
from generation.models import Generation, Take
from generation.services import ending
from projects.models import Episode
from projects.serializers import FilmCommandSerializer
from projects.services import arranging, finishing


class Command(BaseCommand):
    """Makes a film."""

    help = "Make a film from one sentence and print the file."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `film`."""
        add_common(parser, "Where to write the MP4 (film-….mp4 in this folder).")
        parser.add_argument("--scenes", default=3, help="1 to 6 (3).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, watch, copy, tell."""
        names = ("prompt", "quality", "scenes", "seed")
        asked = checked(FilmCommandSerializer, {name: options[name] for name in names})
        check_out(options["out"], ".mp4")
        begun = time.monotonic()
        try:
            workspace = workspace_for_command(options["workspace"])
            film_id = start(workspace.pk, asked)
        except Problem as problem:
            raise told(problem) from problem
        say = (lambda line: None) if options["as_json"] else self.stderr.write
        film = self._watch(workspace.pk, film_id, say)
        report = finish(workspace.pk, film, options["out"], time.monotonic() - begun)
        self.stdout.write(json.dumps(report, indent=2) if options["as_json"] else as_text(report))

    def _watch(self, workspace_id: UUID, film_id: UUID, say: Any) -> Generation:
        try:
            film = follow(workspace_id, film_id, say)
        except KeyboardInterrupt:
            with scope(workspace_id):
                ending.cancel(Generation.objects.get(pk=film_id))
            raise CommandError("Stopped; what was made so far is in the studio.") from None
        if film.state != values.SUCCEEDED:
            reason = film.error or {"detail": "It was cancelled.", "advice": ""}
            raise CommandError(f"No film: {reason['detail']} {reason['advice']}".strip())
        return film


def start(workspace_id: UUID, asked: dict[str, Any]) -> UUID:
    """A project of this idea, and its film."""
    with scope(workspace_id):
        project = arranging.create_project(name="", idea=asked["prompt"], quality=asked["quality"], user_id=None)
        episode = project.episodes.get()
        film = finishing.start(episode, user_id=None, scenes=asked["scenes"], seed=asked.get("seed"), automatic=True)
        return film.pk


def finish(workspace_id: UUID, film: Generation, out: Path | None, seconds: float) -> dict[str, Any]:
    """Copy the film out and say what it is."""
    with scope(workspace_id):
        episode = Episode.objects.select_related("film__file", "project").get(pk=film.settings["episode"])
        if episode.film is None:
            raise CommandError("The film is no longer there; somebody deleted or replaced it.")
        path = out or Path(f"film-{str(film.pk)[-8:]}.mp4")
        copy_out(episode.film, path)
        return {
            "file": str(path.resolve()),
            "duration_seconds": episode.film.duration_seconds,
            "frames": episode.film.frames,
            "width": episode.film.width,
            "height": episode.film.height,
            "seed": film.seed,
            "quality": film.achieved_tier,
            "made_in_seconds": round(seconds, 2),
            "notice": episode.film.notice,
            "project": str(episode.project_id),
            "scenes": [_scene(scene) for scene in episode.scenes.all()],
        }


def _scene(scene: Any) -> dict[str, Any]:
    takes = Take.objects.filter(scene=scene).prefetch_related("scores")
    return {
        "number": scene.number,
        "title": scene.title,
        "prompt": scene.prompt,
        "takes": [
            {
                "number": take.number,
                "chosen": take.pk == scene.selected_take_id,
                "rank": take.rank,
                "total": take.total,
                "flags": take.flags,
                "scores": {score.dimension: score.value for score in take.scores.all()},
            }
            for take in takes
        ],
    }


def as_text(report: dict[str, Any]) -> str:
    """The report as lines for a person."""
    lines = []
    for scene in report["scenes"]:
        lines.append(f"Scene {scene['number']}  {scene['title']}")
        lines += [_take_line(take) for take in scene["takes"]]
    size = f"{report['width']}x{report['height']}"
    lines.append(f"{report['file']}  {report['duration_seconds']:.2f} s  {size}  seed {report['seed']}")
    return "\n".join([*lines, *([report["notice"]] if report["notice"] else [])])


def _take_line(take: dict[str, Any]) -> str:
    total = "not scored" if take["total"] is None else f"{take['total'] * 100:3.0f}"
    parts = [
        f"{name.replace('_', ' ')} {value * 100:.0f}" for name, value in take["scores"].items() if value is not None
    ]
    mark = "*" if take["chosen"] else " "
    return f"  {mark} take {take['number']}  {total}  ({', '.join(parts)})"
