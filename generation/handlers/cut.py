"""Cuts the chosen takes into one film."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from generation import files, signals
from generation.engines.base import Report
from generation.handlers.base import Made, MadeFile, Work, storing
from generation.media import storage
from generation.media.video import stitch
from generation.models import Generation, Job


def run(work: Work, report: Report) -> Made:
    """Decode and encode clip after clip, with a short dissolve between two."""
    recipe = {"function": "film", "title": work.params["title"], "clips": work.params["clips"]}
    with ExitStack() as stack:
        clips = [stack.enter_context(storage.local_path(work.workspace_id, digest)) for digest in work.params["clips"]]
        film = Path(stack.enter_context(TemporaryDirectory(prefix="cut-"))) / "film.mp4"
        info = stitch(clips, film, recipe, report=lambda fraction: report("cutting", fraction))
        file_id = files.keep(work.workspace_id, film, "video/mp4", storing(report))
    notice = work.params.get("notice", "")
    return Made(
        MadeFile(file_id, info.width, info.height, recipe, notice, info.frames, info.fps, info.duration_seconds)
    )


def store(job: Job, generation: Generation, made: Made) -> None:
    """The film's output, announced to whoever keeps films."""
    assert made.file is not None
    output = files.output_of(made.file, generation, job)
    signals.film_cut.send(sender=Generation, generation=generation, output=output)
