"""Changing what was asked for while it waits: its words, its seed, fewer of it. What is set aside for it follows."""

from typing import Any, TypedDict

from accounts.problems import Conflict, InvalidField
from generation import charging, events, queue, values
from generation.fan_out import seed_of
from generation.history import searching
from generation.models import Generation, Job
from generation.services.queueing import Asker, insist
from generation.variations.kept import VARIATIONS

EDITABLE = (values.PLAN, values.FRAMES, values.PICTURE, values.TAKES)

_FIXED = {
    values.FILM: ("A film's words are those of its scenes.", "Change the scenes, then cut it again."),
    values.POLISH: ("A polish has no words to change.", "Cancel it and polish anew."),
}


class Edit(TypedDict, total=False):
    """What may be changed; what is left out stays."""

    prompt: str
    negative_prompt: str
    seed: int
    count: int


def edit(generation: Generation, change: Edit, asker: Asker) -> None:
    """Change a generation of which nothing has begun. Raises Conflict, InvalidField."""
    insist(asker, generation)
    if generation.kind not in EDITABLE:
        raise Conflict(*_FIXED[generation.kind])
    if VARIATIONS in generation.settings and (fixed := {"prompt", "seed", "count"} & change.keys()):
        raise InvalidField(min(fixed), "Variations keep their words and seeds.", "Cancel them and ask for others.")
    jobs, locked = _locked(generation)
    _drop_beyond(locked, jobs, change)
    for job in jobs[: change.get("count", len(jobs))] if generation.kind != values.PLAN else jobs:
        job.params = {**job.params, **_params(locked, job, change)}
        job.save(update_fields=["params"])
    for name in ("prompt", "negative_prompt", "seed", "count"):
        if name in change:
            setattr(locked, name, change[name])
    locked.save()
    searching.index(locked)
    events.record("generation.edited", generation=locked)


def _locked(generation: Generation) -> tuple[list[Job], Generation]:
    """Tickets, jobs, generation, in the order in which a worker's writes lock them; none of the jobs has begun."""
    jobs = list(Job.objects.filter(generation=generation).order_by("number"))
    tickets = {ticket.job_id for ticket in queue.movable([job.pk for job in jobs])}
    jobs = list(Job.objects.held().filter(pk__in=tickets).order_by("number"))
    locked = Generation.objects.held().get(pk=generation.pk)
    begun = locked.jobs.count() != len(jobs) or any(job.tries for job in jobs)
    if begun or locked.state != values.QUEUED:
        raise Conflict("This has begun already.", "Cancel it and ask again, or make it again when it is done.")
    return jobs, locked


def _params(generation: Generation, job: Job, change: Edit) -> dict[str, Any]:
    found: dict[str, Any] = {name: change[name] for name in ("prompt", "negative_prompt") if name in change}
    if generation.kind == values.PLAN:
        found.pop("negative_prompt", None)
        return found | {
            told: change[name]  # type: ignore[literal-required]
            for name, told in (("seed", "seed"), ("count", "scenes"))
            if name in change
        }
    return found | ({"seed": seed_of(change["seed"], job.number)} if "seed" in change else {})


def _drop_beyond(generation: Generation, jobs: list[Job], change: Edit) -> None:
    """Fewer than were asked for: the last ones go, and what they would have cost is given back."""
    count = change.get("count", generation.count)
    if count > generation.count:
        advice = f"Use a whole number from 1 to {generation.count}, or ask for more as something new."
        raise InvalidField("count", "This is more than was asked for.", advice)
    if generation.kind == values.PLAN or count == generation.count:
        return
    gone = jobs[count:]
    queue.remove([job.pk for job in gone])
    Job.objects.filter(pk__in=[job.pk for job in gone]).delete()
    fewer = generation.count - count
    given = fewer * charging.cost_of(jobs[0])
    charging.release_part(generation, given)
    generation.quote = _smaller(generation.quote, fewer, given)


def _smaller(quote: dict[str, Any], gone: int, credits: int) -> dict[str, Any]:
    """The same price for fewer outputs."""
    less = [gone * seconds for seconds in quote.get("work_seconds") or (0.0, 0.0)]
    seconds = [round(max(0.0, was - saved), 1) for was, saved in zip(quote["seconds"], less, strict=True)]
    return {**quote, "credits": quote["credits"] - credits, "seconds": seconds}
