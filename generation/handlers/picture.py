"""Makes one picture: a hero frame, or a picture that stands alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from generation import events, files
from generation.engines import registry
from generation.engines.base import STAGES, Engine, PictureRequest, Report
from generation.enhancement import choosing
from generation.handlers.base import Made, MadeFile, Work, in_own_words, storing
from generation.handlers.inputs import stored_picture, world_of
from generation.media.pictures import encode_png, jpeg_address
from generation.models import Generation, HeroFrame, Job
from generation.variations import kept
from quality.scoring import PictureScore, score_picture

LOOK_FROM_PIXELS = 1_500_000
"""From this size on a picture takes seconds on a processor."""


def run(work: Work, report: Report) -> Made:
    """Ask the engine, score what came, store it as PNG with its recipe."""
    engine = registry.engine(work.engine)
    enhanced = _enhanced(work.params)
    request = PictureRequest(
        prompt=enhanced,
        negative_prompt=work.params["negative_prompt"],
        seed=work.params["seed"],
        width=work.params["width"],
        height=work.params["height"],
        world=world_of(work.params),
        reference=stored_picture(work.workspace_id, work.params.get("reference_sha256", "")),
    )
    _show_first_look(work, engine, request)
    picture = engine.picture(request, report)
    known = {"engine": engine.name, "version": engine.version, **engine.recipe(request)}
    recipe = in_own_words(known, work.params["prompt"])
    with ThreadPoolExecutor(1, "judge") as judge:  # looks at the picture while it is written
        looked = judge.submit(score_picture, picture, work.params["prompt"])
        file_id = files.keep(work.workspace_id, encode_png(picture, recipe), "image/png", storing(report))
        score = looked.result()
    told_of = _with_changes(recipe, work, engine, request)  # in the row alone: a file tells nothing of older words
    made = MadeFile(file_id, request.width, request.height, told_of, engine.notice)
    return Made(made, {"enhanced_prompt": enhanced, "score": score.total, "scores": told(score)})


def _enhanced(params: dict[str, Any]) -> str:
    """The prompt with the chips it was asked with, else with those that the studio chooses."""
    chosen = choosing.of_settings(params)
    return choosing.enhanced(params["prompt"], params["seed"], chosen, "frames").text


def _with_changes(recipe: dict[str, Any], work: Work, engine: Engine, request: PictureRequest) -> dict[str, Any]:
    """The recipe with what the creator's edit of a prompt changed, where this came from one."""
    before = work.params.get("edited_from")
    if before is None or "read" not in recipe:
        return recipe
    changed = engine.changes(replace(request, prompt=work.params["prompt"]), before)
    return {**recipe, "read": {**recipe["read"], "changed": changed}}


def _show_first_look(work: Work, engine: Engine, request: PictureRequest) -> None:
    """A small picture for whoever waits, where the whole one takes seconds; nobody keeps it."""
    if request.width * request.height < LOOK_FROM_PIXELS or (look := engine.preview(request)) is None:
        return
    tick = {
        "kind": work.kind,
        "number": work.number,
        "stage": STAGES["reading"],
        "fraction": 0.0,
        "remaining_seconds": None,
        "preview": jpeg_address(look),
    }
    names = {"generation": str(work.generation_id), "job": str(work.job_id)}
    events.progress(work.workspace_id, {**names, "data": tick})


def told(score: PictureScore) -> list[dict[str, object]]:
    """A picture's dimensions as they are stored."""
    return [
        {
            "dimension": s.dimension,
            "status": s.status,
            "value": s.value,
            "method": s.method,
            "version": s.version,
            "reason": s.reason,
        }
        for s in score.scores.values()
    ]


def store(job: Job, generation: Generation, made: Made) -> None:
    """An output and, in a scene, its hero frame."""
    assert made.file is not None
    output = files.output_of(made.file, generation, job)
    frame = HeroFrame.objects.create(
        generation=generation,
        scene_id=generation.scene_id,
        number=job.params["label"],
        prompt=job.params["prompt"],
        enhanced_prompt=made.facts["enhanced_prompt"],
        seed=job.params["seed"],
        output=output,
        score=made.facts["score"],
        scores=made.facts["scores"],
        tags=job.params.get(kept.TAGS, []),
    )
    events.record("frame.made", generation=generation, frame=str(frame.pk), number=frame.number)
