"""A part that is routed again, as its turn comes or as it ran out of memory: it keeps its way, switches to another, or
steps down the ladder, which the project's people are asked about or told of.

The caller holds the part's ticket, its row and its generation's (generation/services/running.py).
"""

from dataclasses import replace

from django.db.models.functions import Now
from django.utils import timezone

from generation import agreement, bells, charging, events, queue, retrying, values
from generation.agreement import ALIKE, AT_START, RAN_SHORT, Outcome, Verdict
from generation.deciding import decide_again, notice_of, plain, ran_short, situation
from generation.errors import JobError
from generation.lanes import belongs, lane_of
from generation.models import Generation, Job, QueueTicket
from generation.queue import Claim
from generation.services import consenting, entering
from generation.variations.kept import OWN
from generation.workers.values import Place
from quality.routing import Situation
from quality.values import Decision, Fallback, Tier
from quality.wording import less_than_agreed

TRIED = "tried"
"""Where a job's params keep the ways that ran out of memory: [[row, memory step], ...]."""
LOOK_AGAIN_SECONDS = 1.0
"""How long a part waits that no worker of its lane can make this moment, before the next looks at it."""


def at_start(held: Claim, job: Job, generation: Generation, place: Place | None = None) -> bool:
    """Look whether a part can be made as it was agreed, with what there is now; False when somebody is asked first, or
    when another worker than that of `place` makes it now.

    Work that no card was chosen for is not looked at again.
    """
    if generation.state == values.AWAITING_CONSENT:
        return job.kind not in values.MAKING or _hold(held, job)
    mine = agreement.outcome(job.params)
    if mine is None or not job.params.get("device"):
        return True
    now = _route(job, generation, mine, place.card if place else "")
    found = _verdict(generation, mine, now)
    if found is Verdict.SWITCH:
        _take_up(job, generation, now, place)
    elif found is not Verdict.KEEP and not _less(held, job, generation, now, found, AT_START):
        return False
    return place is None or belongs(job.params["device"], place.card) or _leave_to_others(held, job)


def _take_up(job: Job, generation: Generation, now: Decision, place: Place | None) -> None:
    """The same in another way; the same way on the card of whoever took it changes nothing that was decided."""
    is_same_way = (job.params["row"], job.params["technique"]) == (now.row, now.technique)
    if place is None or now.device != place.card or not is_same_way:
        _switch(job, generation, now, AT_START)
        return
    decided = generation.decision
    alike = {ALIKE: decided["device"]} if decided.get("device_class") == now.device_class else {}
    job.params = {**job.params, "device": now.device, **alike}
    job.save(update_fields=["params"])
    queue.amend(job.pk, entering.needs(plain(now)))


def _leave_to_others(held: Claim, job: Job) -> bool:
    """Put a part back that is not for this worker's device; False, for it does not begin here."""
    is_elsewhere = job.lane != held.lane
    queue.give_back(held, after_seconds=0.0 if is_elsewhere else LOOK_AGAIN_SECONDS)
    bells.ring_after_commit(job.lane)
    if job.state != values.QUEUED:
        _step(job, values.QUEUED)
    return False


def out_of_memory(held: Claim, job: Job, generation: Generation, error: JobError) -> bool:
    """Queue a part again in a way that needs less, without counting a try; False where there is no such way.

    Each step adds a way to those that were tried, so there are as many as the catalogue has ways, then the embedded
    engine, which needs no card.
    """
    mine = agreement.outcome(job.params)
    way = [job.params.get("row"), job.params.get("technique")]
    if mine is None or not job.params.get("device") or way in job.params.get(TRIED, []):
        return False
    job.params = {**job.params, TRIED: [*job.params.get(TRIED, []), way]}
    at, number = timezone.now().isoformat(), job.tries
    kept = retrying.reason(error, at=at, worker="", number=number, wait_seconds=0.0, counted=False)
    job.failures = [*job.failures, kept]
    job.tries = max(0, job.tries - 1)
    job.save(update_fields=["params", "failures", "tries"])
    now = decide_again(generation, Tier(job.params["tier"]), situation(), _tried(job), job.params.get(OWN))
    found = _verdict(generation, mine, now)
    if found in (Verdict.ASK, Verdict.LOWER):
        if not _less(held, job, generation, now, found, RAN_SHORT):
            return True
    else:
        _switch(job, generation, now, RAN_SHORT)
        _tell_of_switch(generation, mine, _outcome(now))
    _queue_again(held, job)
    return True


def _tried(job: Job) -> list[tuple[str, str]]:
    return [(row, technique) for row, technique in job.params.get(TRIED, [])]


def _route(job: Job, generation: Generation, mine: Outcome, card: str = "") -> Decision:
    """Where a part goes now: on the card of the worker that took it if that serves, else on its own, else wherever."""
    here, tier = situation(), Tier(job.params["tier"])
    for device in dict.fromkeys((card, job.params["device"])):
        own = _one_card(here, device)
        if own.devices:
            found = decide_again(generation, tier, own, _tried(job), job.params.get(OWN))
            if found.device and _outcome(found).serves(mine):
                return found
    return decide_again(generation, tier, here, _tried(job), job.params.get(OWN))


def _one_card(here: Situation, device: str) -> Situation:
    """The situation with one card; a part's own share of the queue before it is no reason to move to another."""
    return replace(here, devices=[card for card in here.devices if card.id == device])


def _outcome(decision: Decision) -> Outcome:
    found = agreement.outcome(agreement.as_params(decision))
    assert found is not None
    return found


def _verdict(generation: Generation, mine: Outcome, now: Decision) -> Verdict:
    in_force = agreement.outcome({**generation.decision, "tier": generation.decision["achieved_tier"]})
    return agreement.verdict(mine, in_force or mine, _outcome(now), asks=generation.asks)


def _switch(job: Job, generation: Generation, now: Decision, why: str) -> None:
    """The same quality in another way."""
    _note_change(generation, job, now, why)
    saved = _plan(job, now)
    charging.release_part(generation, saved)
    generation.save(update_fields=["decision", "first_decision", "route_changes", "credits_reserved"])


def _plan(job: Job, now: Decision) -> int:
    """Give a part what was decided now; how many credits less it costs."""
    before = charging.cost_of(job)
    credits = agreement.price(before, now.credits)
    kept = {name: value for name, value in job.params.items() if name != ALIKE}
    job.params = {**kept, **agreement.as_params(now), "credits": credits}
    job.engine, job.lane = now.runs_on, lane_of(job.kind, now.device, now.device_class)
    job.save(update_fields=["params", "engine", "lane"])
    queue.amend(job.pk, entering.needs(plain(now)), job.lane)
    if job.state == values.QUEUED:
        bells.ring_after_commit(job.lane)
    return before - credits


def _note_change(generation: Generation, job: Job, now: Decision, why: str) -> None:
    after = agreement.as_params(now)
    asked = generation.consent if generation.consent and generation.consent["answer"] else None
    entry = agreement.change(timezone.now().isoformat(), why, job.number, job.params, after, asked)
    generation.route_changes = [*generation.route_changes, entry]
    generation.first_decision = generation.first_decision or generation.decision
    generation.decision = plain(now)


def _less(held: Claim, job: Job, generation: Generation, now: Decision, found: Verdict, why: str) -> bool:
    """Less than was agreed, for a part and those that wait beside it; False when somebody is asked first."""
    beside = _waiting_beside(generation, job)
    generation.fallback = dict(plain(_words(now, Tier(job.params["tier"]), why)))
    _note_change(generation, job, now, why)
    generation.achieved_tier = now.achieved_tier
    generation.notice = notice_of(generation.kind, now)
    charging.release_part(generation, sum(_plan(part, _alike(part, job, generation, now)) for part in (job, *beside)))
    if found is Verdict.ASK:
        _hold(held, job)
        _hold_beside(beside)
        values.check_generation_step(generation.state, values.AWAITING_CONSENT)
        consenting.ask(generation, again=True)
    else:
        consenting.tell(generation)
    generation.save()
    return found is not Verdict.ASK


def _alike(part: Job, job: Job, generation: Generation, now: Decision) -> Decision:
    """What was decided now for a part, as another that waits beside it gets it: in a batch, in its own size."""
    own = part.params.get(OWN)
    if own == job.params.get(OWN):
        return now
    return decide_again(generation, now.achieved_tier, situation(), _tried(job), own)


def _words(now: Decision, agreed: Tier, why: str) -> Fallback:
    """Why it is less than `agreed`, and what would help."""
    if why == RAN_SHORT:
        return ran_short(now, agreed)
    return now.fallback or less_than_agreed(now.preview)


def _waiting_beside(generation: Generation, job: Job) -> list[Job]:
    """The parts of the same kind that wait in the queue or for an answer; one that a worker or an answer reaches for
    now looks for itself when its turn comes."""
    waiting = generation.jobs.filter(kind=job.kind, state=values.QUEUED).exclude(pk=job.pk)
    free = QueueTicket.objects.filter(job_id__in=list(waiting.values_list("pk", flat=True)))
    free = free.exclude(lease_until__gte=Now()).select_for_update(skip_locked=True)
    found = list(waiting.filter(pk__in=list(free.values_list("job_id", flat=True))).order_by("id"))
    asked_about = generation.jobs.filter(kind=job.kind, state=values.HELD).exclude(pk=job.pk).order_by("id")
    return [*found, *asked_about.select_for_update(skip_locked=True, no_key=True)]  # an answer locks them before us


def _hold_beside(parts: list[Job]) -> None:
    queue.remove([part.pk for part in parts])
    for part in parts:
        if part.state != values.HELD:
            _step(part, values.HELD)


def _hold(held: Claim, job: Job) -> bool:
    """Take a part out of the queue until somebody has answered; False, for it does not begin."""
    queue.leave(held)
    _step(job, values.HELD)
    return False


def _queue_again(held: Claim, job: Job) -> None:
    _step(job, values.QUEUED)
    queue.give_back(held)
    bells.ring_after_commit(job.lane)


def _step(job: Job, state: str) -> None:
    """To another state; a part that a dead worker left as running was in the queue all the time."""
    if job.state == values.RUNNING and state == values.HELD:
        values.check_job_step(job.state, values.QUEUED)
        job.state = values.QUEUED
    values.check_job_step(job.state, state)
    job.state = state
    job.save(update_fields=["state"])


def _tell_of_switch(generation: Generation, before: Outcome, now: Outcome) -> None:
    """Memory ran short and the way changed: said while it goes on, asked of nobody."""
    events.record(
        "quality.fallback",
        generation=generation,
        **plain(agreement.notice_of_a_switch(before, now)),
        requested_tier=generation.requested_tier,
        achieved_tier=generation.achieved_tier,
        asks=False,
        until=None,
        again=False,
    )
