"""`./dailies picture "PROMPT"`: one picture, through the same services, queue and workers as the studio's."""

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
from generation.models import Generation, HeroFrame
from generation.serializers import PictureCommandSerializer
from generation.services.starting import start
from generation.values import GenerationRequest


class Command(BaseCommand):
    """Makes a picture."""

    help = "Make one picture and print the file."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `picture`."""
        add_common(parser, "Where to write the PNG (picture-….png in this folder).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, watch, copy, tell."""
        asked = checked(PictureCommandSerializer, {name: options[name] for name in ("prompt", "quality", "seed")})
        check_out(options["out"], ".png")
        begun = time.monotonic()
        try:
            workspace = workspace_for_command(options["workspace"])
        except Problem as problem:
            raise told(problem) from problem
        request = GenerationRequest(values.PICTURE, asked["prompt"], asked["quality"], seed=asked.get("seed"))
        with scope(workspace.pk):
            generation_id = start(request).pk
        say = (lambda line: None) if options["as_json"] else self.stderr.write
        ended = follow(workspace.pk, generation_id, say)
        if ended.state != values.SUCCEEDED:
            reason = ended.error or {"detail": "It was cancelled.", "advice": ""}
            raise CommandError(f"No picture: {reason['detail']} {reason['advice']}".strip())
        report = finish(workspace.pk, ended, options["out"], time.monotonic() - begun)
        line = "{file}  {width}x{height}  seed {seed}\n{notice}".format(**report)
        self.stdout.write(json.dumps(report, indent=2) if options["as_json"] else line)


def finish(workspace_id: UUID, generation: Generation, out: Path | None, seconds: float) -> dict[str, Any]:
    """Copy the picture out and say what it is."""
    with scope(workspace_id):
        frame = HeroFrame.objects.select_related("output__file").get(generation=generation)
        path = out or Path(f"picture-{str(generation.pk)[-8:]}.png")
        copy_out(frame.output, path)
        return {
            "file": str(path.resolve()),
            "width": frame.output.width,
            "height": frame.output.height,
            "seed": frame.seed,
            "quality": generation.achieved_tier,
            "score": frame.score,
            "enhanced_prompt": frame.enhanced_prompt,
            "made_in_seconds": round(seconds, 2),
            "notice": frame.output.notice,
        }
