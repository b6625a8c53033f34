"""Makes one take: the chosen frame in motion, or a shot from the prompt alone."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generation import events, files, repairs, values
from generation.bells import ring_after_commit
from generation.engines import registry
from generation.engines.base import Report, VideoRequest
from generation.enhancement import choosing
from generation.handlers.base import Made, MadeFile, Work, in_own_words, storing
from generation.handlers.inputs import stored_picture, world_of
from generation.media.video import write_mp4
from generation.models import Generation, Job, Take
from generation.repairs import REPAIRS
from generation.services.starting import add_jobs
from generation.values import JobPlan


def run(work: Work, report: Report) -> Made:
    """Let the engine draw frame after frame while they are encoded, then store the clip."""
    engine = registry.engine(work.engine)
    request = _request(work)
    known = {"engine": engine.name, "version": engine.version, **engine.recipe(request)}
    recipe = in_own_words(known, work.params["prompt"])
    if request.picture is not None:
        recipe["from_frame"] = work.params["frame_sha256"]
    with TemporaryDirectory(prefix="take-") as folder:
        clip = Path(folder) / "take.mp4"
        info = write_mp4(engine.video(request, report), clip, request.fps, recipe)
        file_id = files.keep(work.workspace_id, clip, "video/mp4", storing(report))
    made = MadeFile(
        file_id, info.width, info.height, recipe, engine.notice, info.frames, info.fps, info.duration_seconds
    )
    return Made(made)


def _request(work: Work) -> VideoRequest:
    return VideoRequest(
        prompt=_words(work),
        negative_prompt=work.params["negative_prompt"],
        seed=work.params["seed"],
        width=work.params["width"],
        height=work.params["height"],
        frames=work.params["frames"],
        fps=work.params["fps"],
        picture=stored_picture(work.workspace_id, work.params.get("frame_sha256", "")),
        picture_prompt=work.params.get("frame_words", ""),
        number=_movement(work),
        world=world_of(work.params),
    )


def _movement(work: Work) -> int:
    """Which attempt's camera this take has: its own, or that of the take it makes once more."""
    return int(work.params.get("movement", work.number))


def _words(work: Work) -> str:
    params = work.params
    return directed(params["prompt"], _movement(work), params.get(REPAIRS, ()), choosing.of_settings(params))


def directed(
    prompt: str, number: int, mends: Sequence[Mapping[str, Any]] = (), chosen: Sequence[str] | None = None
) -> str:
    """The prompt with its chips, this attempt's camera movement, and what it mends of the one before: a movement that
    the prompt names is kept, and done another way each time. Where somebody took every chip off, only a repair adds."""
    text = choosing.enhanced(prompt, 0, chosen, "takes").text
    if chosen is not None and not chosen and not mends:
        return text
    writer = registry.text_engine(registry.WRITER)
    way, another = writer.movement_for(number, text), writer.movement_for(number + 1, text)
    return f"{text}, {repairs.directed(way, another, mends)}"


def store(job: Job, generation: Generation, made: Made) -> None:
    """The take, and the job that will look it over."""
    assert made.file is not None
    output = files.output_of(made.file, generation, job)
    take = Take.objects.create(
        generation=generation,
        scene_id=generation.scene_id,
        frame_id=generation.frame_id,
        number=job.number,
        seed=job.params["seed"],
        output=output,
        repair=repairs.told(job.params.get(REPAIRS, ())),
    )
    look_over(generation, take)


def look_over(generation: Generation, take: Take) -> None:
    """Tell of a take that was just made, and let it be looked over."""
    plan = JobPlan(
        values.JOB_SCORE,
        take.number,
        {"take": str(take.pk), "sha256": take.output.file.sha256, "prompt": generation.prompt},
    )
    add_jobs(generation, [plan], engine="scorer")
    ring_after_commit(values.EXPORT_LANE)
    events.record("take.made", generation=generation, take=str(take.pk), number=take.number)
