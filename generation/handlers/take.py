"""Makes one take: the chosen frame in motion, or a shot from the prompt alone."""

from pathlib import Path
from tempfile import TemporaryDirectory

from generation import events, files, values
from generation.bells import ring_after_commit
from generation.engines import registry
from generation.engines.base import Report, VideoRequest
from generation.handlers.base import Made, MadeFile, Work, in_own_words
from generation.handlers.inputs import stored_picture, world_of
from generation.media.video import write_mp4
from generation.models import Generation, Job, Take
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
        file_id = files.keep(work.workspace_id, clip, "video/mp4")
    made = MadeFile(
        file_id, info.width, info.height, recipe, engine.notice, info.frames, info.fps, info.duration_seconds
    )
    return Made(made)


def _request(work: Work) -> VideoRequest:
    return VideoRequest(
        prompt=directed(work.params["prompt"], work.number),
        negative_prompt=work.params["negative_prompt"],
        seed=work.params["seed"],
        width=work.params["width"],
        height=work.params["height"],
        frames=work.params["frames"],
        fps=work.params["fps"],
        picture=stored_picture(work.workspace_id, work.params.get("frame_sha256", "")),
        number=work.number,
        world=world_of(work.params),
    )


def directed(prompt: str, number: int) -> str:
    """The prompt with this attempt's camera movement: one it names is kept and done another way each time."""
    return f"{prompt}, {registry.text_engine(registry.WRITER).movement_for(number, prompt)}"


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
    )
    plan = JobPlan(
        values.JOB_SCORE,
        job.number,
        {"take": str(take.pk), "sha256": output.file.sha256, "prompt": generation.prompt},
    )
    add_jobs(generation, [plan], engine="scorer")
    ring_after_commit(values.EXPORT_LANE)
    events.record("take.made", generation=generation, take=str(take.pk), number=take.number)
