"""Polishes a frame or a take: the steps that were asked for, in order, into a new one beside it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generation import events, files
from generation.engines import registry
from generation.engines.base import Finish, Picture, Polisher, PolishRequest, Report
from generation.errors import damaged_input
from generation.handlers.base import Made, MadeFile, Work
from generation.handlers.inputs import stored_picture
from generation.handlers.picture import told
from generation.handlers.take import look_over
from generation.media import storage
from generation.media.pictures import encode_png
from generation.media.video import frames, write_mp4
from generation.models import Generation, HeroFrame, Job, Take
from generation.polishing import POLISH, as_json, media_of, steps_of
from generation.values import POLISHED
from quality.polishing import Media, after_all
from quality.scoring import score_picture
from quality.values import PolishStep

Source = Callable[[], Iterator[Picture]]
_LARGEST_RATE_DENOMINATOR = 1001


def run(work: Work, report: Report) -> Made:
    """Finish the frames of the file one after the other, and store what comes."""
    asked = work.params[POLISH]
    media, steps = media_of(asked), steps_of(asked["steps"])
    if media.fps:
        return _clip(work, media, steps, report)
    return _picture(work, media, steps, report)


def _picture(work: Work, media: Media, steps: tuple[PolishStep, ...], report: Report) -> Made:
    rgb = stored_picture(work.workspace_id, work.params["sha256"])
    if rgb is None:
        raise damaged_input()
    media = replace(media, width=rgb.shape[1], height=rgb.shape[0])
    made = next(polished(lambda: iter([rgb]), media, steps, work.engine, report))
    recipe = _recipe(work, steps)
    file_id = files.keep(work.workspace_id, encode_png(made, recipe), "image/png")
    score = score_picture(made, work.params["prompt"])
    file = MadeFile(file_id, made.shape[1], made.shape[0], recipe, work.params[POLISH].get("notice", ""))
    return Made(file, {"score": score.total, "scores": told(score)})


def _clip(work: Work, media: Media, steps: tuple[PolishStep, ...], report: Report) -> Made:
    recipe, fps = _recipe(work, steps), Fraction(after_all(media, steps).fps)
    with ExitStack() as stack:
        source = stack.enter_context(storage.local_path(work.workspace_id, work.params["sha256"]))
        clip = Path(stack.enter_context(TemporaryDirectory(prefix="polish-"))) / "take.mp4"
        feed = polished(lambda: frames(source), media, steps, work.engine, report)
        info = write_mp4(feed, clip, fps.limit_denominator(_LARGEST_RATE_DENOMINATOR), recipe)
        file_id = files.keep(work.workspace_id, clip, "video/mp4")
    notice = work.params[POLISH].get("notice", "")
    return Made(
        MadeFile(file_id, info.width, info.height, recipe, notice, info.frames, info.fps, info.duration_seconds)
    )


def _recipe(work: Work, steps: tuple[PolishStep, ...]) -> dict[str, Any]:
    engine = registry.polisher(work.engine)
    known = {"function": POLISH, "engine": engine.name, "version": engine.version, "steps": as_json(steps)}
    return {**known, "prompt": work.params["prompt"], "of": work.params["sha256"]}


def polished(
    source: Source, media: Media, steps: tuple[PolishStep, ...], engine: str, report: Report
) -> Iterator[Picture]:
    """The frames of `source` with all steps done: by `engine` where it can, else by the embedded one.

    Steps that follow each other in one engine are one request, so that it looks at a clip once for all of them.
    """
    lead, own = registry.polisher(engine), registry.polisher(registry.FINISHER)
    parts = [(who, tuple(part)) for who, part in groupby(steps, lambda one: lead if one.step in lead.does else own)]
    for place, (who, part) in enumerate(parts):
        source = _by(who, source, media, part, _share(report, place, len(parts)))
        media = after_all(media, part)
    return source()


def _by(who: Polisher, source: Source, media: Media, steps: tuple[PolishStep, ...], report: Report) -> Source:
    asked = tuple(Finish(one.step.value, one.strength, one.factor) for one in steps)
    request = PolishRequest(source, media.width, media.height, media.frames, media.fps, asked)
    return lambda: who.polish(request, report)


def _share(report: Report, place: int, of: int) -> Report:
    return lambda stage, fraction: report(stage, (place + fraction) / of)


def store(job: Job, generation: Generation, made: Made) -> None:
    """The new frame, scored; or the new take, and the job that will look it over. What it polishes stays."""
    assert made.file is not None
    output = files.output_of(made.file, generation, job)
    if "frame" in job.params[POLISH]:
        _store_frame(job, generation, made, output)
        return
    source = Take.objects.filter(pk=job.params[POLISH]["take"]).first()
    take = Take.objects.create(
        generation=generation,
        scene_id=generation.scene_id,
        frame_id=generation.frame_id,
        source=source,
        number=job.number,
        seed=job.params["seed"],
        output=output,
    )
    look_over(generation, take)


def _store_frame(job: Job, generation: Generation, made: Made, output: Any) -> None:
    source = HeroFrame.objects.filter(pk=job.params[POLISH]["frame"]).first()
    frame = HeroFrame.objects.create(
        generation=generation,
        scene_id=generation.scene_id,
        origin=POLISHED,
        source=source,
        number=job.params["label"],
        prompt=generation.prompt,
        enhanced_prompt=source.enhanced_prompt if source else "",
        seed=job.params["seed"],
        output=output,
        score=made.facts["score"],
        scores=made.facts["scores"],
    )
    events.record("frame.made", generation=generation, frame=str(frame.pk), number=frame.number)
