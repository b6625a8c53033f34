"""Improving a take by itself: begun by a person, driven by the ends of its own generations, ended by its rules.

What follows a round is written in the transaction that ends its generation, so that whoever dies before the commit has
begun nothing, and who comes again finds the next round there. Locks: generation, scene, improvement.
"""

import logging
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404

from accounts.plans.here import PlanLimit, plan_here
from accounts.problems import Conflict, InvalidField, Problem
from accounts.tenancy import current_scope
from generation import charging, repairs, values
from generation.deciding import ADJUST
from generation.enhancement.choosing import of_settings
from generation.models import Generation, Take
from generation.notices import telling
from generation.notices.kinds import FINISHED
from generation.notices.wording import Said
from generation.ranking import clip_of
from generation.services import ending, suggesting
from generation.values import GenerationRequest
from projects.improving import deciding, options
from projects.improving.deciding import End, Option, Round, Rules, Standing, Try
from projects.improving.options import Way
from projects.models import Improvement, ImprovementRound, Scene
from projects.services import choosing, making, origins
from projects.services.arranging import hold, tell
from quality.scoring import ClipScore, DifferentMethods, on_common_ground
from quality.scoring.flags import HARD
from quality.values import Quote

log = logging.getLogger("dailies.improving")

NO_LIMIT = 1_000_000
"""Credits, where nobody said how many."""
LOOKS_AT_A_STOP = 3
"""How often a stop looks for a round that was begun meanwhile."""


def takes() -> Any:
    """Takes with what an improvement reads of them."""
    loaded = ("generation", "frame__output__file", "frame__generation", "output__job")
    return Take.objects.select_related(*loaded).prefetch_related("scores")


def begin(
    scene: Scene,
    take_id: UUID | None,
    rules: Rules,
    user_id: UUID | None,
    *,
    idempotency_key: str = "",
    request_digest: str = "",
) -> Improvement:
    """Improve a take, without one the chosen take of a scene. Raises InvalidField, Conflict, PlanLimit,
    NotEnoughCredits."""
    hold(scene)
    if making.work_on_scene(scene) or Improvement.objects.filter(scene=scene, ending="").exists():
        raise Conflict("Something of this scene is being made.", "Wait for it or cancel it first.")
    take = take_of(scene, take_id)
    check(take, rules)
    made = Improvement.objects.create(
        scene=scene,
        first_take=take,
        best_take=take,
        rounds=rules.rounds,
        credits=rules.credits,
        created_by_id=user_id,
        idempotency_key=idempotency_key,
        request_digest=request_digest,
    )
    _next(made, scene, take, [])
    return made


def check(take: Take, rules: Rules) -> tuple[Quote, Way]:
    """What one round costs and what the first would change; refused where none can be begun. Raises Conflict,
    PlanLimit, InvalidField, NotEnoughCredits."""
    plan = plan_here()
    if rules.rounds > plan.improvement_rounds:
        up = plan.next_up(lambda other: other.improvement_rounds >= rules.rounds, _makes)
        advice = f"Ask for {plan.improvement_rounds} or fewer. {up}".strip()
        raise PlanLimit(f"{plan.name} plans improve in {plan.improvement_rounds} rounds.", advice)
    found = options.ways(take)
    if not found:
        raise Conflict("Nothing about this take is weak.", "Choose another take, or change its words yourself.")
    price = price_of(take)
    if price.credits > rules.credits:
        detail = f"One round costs {price.credits} credits."
        raise InvalidField("credits", detail, f"Give {price.credits} credits or more.")
    return price, found[0]


def _makes(plan: Any) -> str:
    return f"improves in {plan.improvement_rounds}"


def price_of(take: Take) -> Quote:
    """What one round costs; refused as asking for it would be."""
    asked = GenerationRequest(
        values.TAKES,
        take.generation.prompt,
        take.generation.requested_tier,
        settings={ADJUST: take.generation.settings.get(ADJUST, {})},
    )
    return charging.price_of(asked)


def take_of(scene: Scene, take_id: UUID | None) -> Take:
    """The take that would be improved, without an id the chosen one. Raises InvalidField, Conflict."""
    wanted = take_id or scene.selected_take_id
    if wanted is None:
        raise Conflict("No take is chosen here.", "Choose a take, or say which one to improve.")
    take: Take | None = takes().filter(scene=scene, pk=wanted).first()
    if take is None:
        raise InvalidField("take", "This scene has no such take.", "Use the id of one of its takes.")
    if not options.can_be_improved(take):
        raise Conflict("A polished take can't be improved so.", "Improve the take that it was made of.")
    if take.total is None:
        raise Conflict("This take was not looked over yet.", "Wait until it has its points.")
    if take.frame is None:
        raise Conflict("The frame of this take is gone.", "Shoot takes of another frame first.")
    return take


def go_on(generation: Generation) -> None:
    """A round's generation has ended: keep the better take, and begin what follows. Its row is locked."""
    found = ImprovementRound.objects.filter(generation=generation, kept=None).first()
    if found is None or generation.scene_id is None:
        return
    scene = Scene.objects.held().filter(pk=generation.scene_id).first()
    if scene is None:
        return
    improvement = Improvement.objects.held().get(pk=found.improvement_id)
    best = takes().filter(pk=improvement.best_take_id).first() if improvement.best_take_id else None
    new = takes().filter(generation=generation).order_by("rank", "number").first()
    _judge(found, best, new, generation)
    if found.kept and new is not None:
        _keep(improvement, scene, new)
        best = new
    if improvement.ending:  # it was stopped meanwhile
        return
    if generation.state == values.CANCELLED:
        _end(improvement, scene, deciding.STOPPED)
    elif best is None:
        _end(improvement, scene, deciding.REFUSED, "The best take is gone.")
    else:
        _next(improvement, scene, best, path_of(improvement))


def path_of(improvement: Improvement) -> list[Round]:
    """The rounds that are over, as plain values."""
    rows = ImprovementRound.objects.filter(improvement=improvement).exclude(kept=None)
    return [Round(row.key, row.credits, bool(row.kept)) for row in rows]


def _judge(found: ImprovementRound, best: Take | None, new: Take | None, generation: Generation) -> None:
    """What came of a round, over what was measured alike in both takes."""
    before, after = _standings(best, new) if best is not None and new is not None else (None, None)
    found.kept = before is not None and after is not None and deciding.is_better(before, after)
    found.before, found.after = (one.total if one else None for one in (before, after))
    found.take, found.credits, found.ended_at = new, generation.credits_captured, current_scope().began
    found.save(update_fields=["kept", "before", "after", "take", "credits", "ended_at"])


def _standings(best: Take, new: Take) -> tuple[Standing | None, Standing | None]:
    """None and None where the two can't be compared."""
    try:
        before, after = on_common_ground([clip_of(best), clip_of(new)])
    except DifferentMethods:
        return None, None
    return _standing(before), _standing(after)


def _standing(clip: ClipScore) -> Standing:
    return Standing(sum(flag in HARD for flag in clip.flags), len(clip.flags), clip.total)


def _keep(improvement: Improvement, scene: Scene, new: Take) -> None:
    """The better take is the best now, and the scene's, where the one that it improves was, or nobody chose."""
    is_theirs = scene.take_is_own_choice and scene.selected_take_id not in (None, improvement.best_take_id)
    if not is_theirs:
        choosing.choose_take(scene, new, by_person=scene.take_is_own_choice)
    improvement.best_take = new
    improvement.save(update_fields=["best_take"])


def _next(improvement: Improvement, scene: Scene, best: Take, so_far: list[Round]) -> None:
    """Begin the next round, or end it. The first round's refusals are the asker's to hear."""
    found = options.ways(best)
    try:
        credits = price_of(best).credits if found else 0
        step = deciding.next_step(
            so_far, Rules(improvement.rounds, improvement.credits), [Option(way.key, credits) for way in found]
        )
        if isinstance(step, Try):
            way = next(way for way in found if way.key == step.option.key)
            with transaction.atomic():
                _begin_round(improvement, scene, best, way, len(so_far) + 1)
            return
    except Problem as problem:
        if not so_far:
            raise
        log.warning("the next round of %s can't be made: %s", improvement.pk, problem.detail)
        step = End(deciding.REFUSED)
        improvement.detail = problem.detail[:400]
    assert isinstance(step, End)
    _end(improvement, scene, step.why, improvement.detail)


def _begin_round(improvement: Improvement, scene: Scene, best: Take, way: Way, number: int) -> None:
    made = _shoot(improvement, scene, best, way)
    if way.row is not None:
        suggesting.accept(way.row, made, improvement.created_by_id, edited=False)
    ImprovementRound.objects.create(
        improvement=improvement,
        number=number,
        generation=made,
        of_take=best,
        key=way.key,
        dimension=way.dimension,
        reason=way.reason[:400],
        change=way.change,
        credits=made.credits_reserved,
    )
    tell(scene, "improvement.round", improvement=str(improvement.pk), number=number)


def _shoot(improvement: Improvement, scene: Scene, best: Take, way: Way) -> Generation:
    """One take like the best, of the same seed and movement, with one thing other."""
    asked = best.generation
    frame = best.frame
    assert frame is not None, "a take without a frame is refused"
    told = asked.settings.get(origins.TOLD)
    params = options.params_of(best)
    more = {values.PART_OF: str(improvement.pk), **({repairs.REPAIRS: list(way.mends)} if way.mends else {})}
    like: Any = {origins.TOLD: told} if told else {}
    return making.make_takes(
        scene,
        frame,
        prompt=way.prompt,
        negative_prompt=way.negative_prompt,
        enhance=of_settings(asked.settings) if way.enhance is None else way.enhance,
        quality=asked.requested_tier,
        adjust=asked.settings.get(ADJUST, {}),
        seed=best.seed,
        count=1,
        movement=int(params.get("movement", asked.settings.get("movement", best.number))),
        user_id=improvement.created_by_id,
        parent_id=asked.pk,
        more=more,
        **like,
    )


def _end(improvement: Improvement, scene: Scene, why: str, detail: str = "") -> None:
    improvement.ending, improvement.detail, improvement.ended_at = why, detail, current_scope().began
    improvement.save(update_fields=["ending", "detail", "ended_at"])
    tell(scene, "improvement.ended", improvement=str(improvement.pk), ending=why)
    if improvement.created_by_id is not None and why != deciding.STOPPED:
        telling.tell(telling.members([improvement.created_by_id]), _said(improvement, scene))


def _said(improvement: Improvement, scene: Scene) -> Said:
    kept = ImprovementRound.objects.filter(improvement=improvement, kept=True).count()
    text = "A better take was made." if kept else "No better take was found; yours stays."
    link = f"projects/{scene.episode.project_id}?scene={scene.pk}&view=takes"
    return Said(FINISHED, f"Scene {scene.number} was improved by itself", text, link, "Have a look")


def stop(improvement: Improvement, user_id: UUID | None) -> None:
    """Begin no more rounds and cancel the one that is being made; once more changes nothing.

    The round first, in the order in which a worker locks; its end ends the improvement.
    """
    for _ in range(LOOKS_AT_A_STOP):
        open_round = ImprovementRound.objects.filter(improvement=improvement, kept=None).first()
        if open_round is None or open_round.generation is None:
            break
        ending.cancel(open_round.generation, user_id)
    Improvement.objects.filter(pk=improvement.pk, ending="").update(
        ending=deciding.STOPPED, ended_at=current_scope().began
    )


def found(improvement_id: UUID) -> Improvement:
    """One improvement with its path, or Http404."""
    row: Improvement | None = rows().filter(pk=improvement_id).first()
    if row is None:
        raise Http404
    return row


def rows() -> Any:
    """Improvements with what their answer shows."""
    return Improvement.objects.select_related("first_take", "best_take").prefetch_related("path__take__output__file")
