"""The one place where generation asks for credits: the ledger moves them, the generation's row keeps the figures."""

import logging
from uuid import UUID

from accounts.credits import budget, ledger
from accounts.plans.here import PlanLimit, plan_here
from generation import rows
from generation.deciding import decide, function_of, in_tier, quote_for, situation
from generation.models import Generation, Job
from generation.values import GENERATION_ENDS, GenerationRequest
from quality.values import Quote, Tier

log = logging.getLogger("dailies.credits")


def reserve(generation: Generation, credits: int, request: GenerationRequest) -> None:
    """Set aside the most this generation can cost, when it is accepted. Raises NotEnoughCredits."""
    generation.credits_reserved = credits
    budget.reserve(str(generation.pk), credits, subject=_subject(generation), hint=lambda: cheaper(request, credits))


def reserve_again(generation: Generation, job: Job) -> None:
    """Set aside a part's share once more, for an ended generation that is opened again. Raises NotEnoughCredits."""
    credits = cost_of(job)
    phase = ledger.next_phase(str(generation.pk), "reserve")
    budget.reserve(str(generation.pk), credits, subject=_subject(generation), phase=phase)
    generation.credits_reserved += credits


def capture(generation: Generation, job: Job) -> None:
    """Take a finished job's share, once, in the transaction that finishes it and moves it on."""
    if credits := cost_of(job):
        generation.credits_captured += credits
        rows.save_fields(generation, "credits_captured")
        ledger.capture(str(generation.pk), str(job.pk), credits, subject=_subject(generation))


def release(generation: Generation) -> None:
    """Give back what was not used, when the generation ends."""
    if generation.credits_reserved > generation.credits_captured:
        ledger.release(str(generation.pk), subject=_subject(generation))
    generation.credits_reserved = generation.credits_captured


def release_part(generation: Generation, credits: int) -> None:
    """Give back `credits` of what is set aside: something costs less now than was agreed."""
    if credits > 0:
        generation.credits_reserved -= credits
        ledger.release(str(generation.pk), subject=_subject(generation), most=credits)


def cost_of(job: Job) -> int:
    """The credits of one part; 0 for what is looked over or cut."""
    return int(job.params.get("credits", 0))


def _subject(generation: Generation) -> str:
    return str(generation.project_id or "")


def check_tier(request: GenerationRequest) -> None:
    """Refuse a quality that the plan does not have, for what is made with one. Raises PlanLimit."""
    plan, wanted = plan_here(), Tier(request.tier)
    if wanted.rank <= Tier(plan.highest_tier).rank or function_of(request) is None:
        return
    highest = Tier(plan.highest_tier).name.title()
    up = plan.next_up(
        lambda other: Tier(other.highest_tier).rank >= wanted.rank, lambda _: f"has {wanted.name.title()}"
    )
    raise PlanLimit(f"{plan.name} plans make up to {highest}.", f"Choose {highest} or lower. {up}".strip())


def price_of(request: GenerationRequest) -> Quote:
    """What a request would take; refused as the request itself would be. Raises PlanLimit, NotEnoughCredits."""
    here = situation()
    found = quote_for(request, decide(request, here), here)
    check(request, found.credits)
    return found


def check(request: GenerationRequest, credits: int) -> None:
    """What a quote of `credits` would be refused for. Raises PlanLimit, NotEnoughCredits; writes nothing."""
    check_tier(request)
    budget.check(credits, lambda: cheaper(request, credits))


def cheaper(request: GenerationRequest, credits: int) -> str:
    """What would cost less: "In Standard it costs 4. One alone costs 2."; empty where nothing does."""
    ways, least = [], credits
    here = situation()
    for tier in sorted(Tier, key=lambda tier: -tier.rank):
        found = decide(in_tier(request, tier), here) if tier.rank < Tier(request.tier).rank else None
        if found is not None and found.credits * request.count < least:
            least = found.credits * request.count
            ways.append(f"In {tier.name.title()} it costs {least}.")
    if request.count > 1:
        ways.append(f"One alone costs {credits // request.count}.")
    return " ".join(ways)


def sweep() -> int:
    """Give back what dead work holds: what was deleted, or ended without being told. How many credits.

    The ledger is read before the generations: what was set aside meanwhile belongs to a row that is seen then.
    """
    if not ledger.balance().reserved:
        return 0
    held = ledger.open_reservations()
    rows = Generation.objects.held().filter(pk__in=[UUID(reference) for reference in held])
    alive = {str(row.pk) for row in rows.only("id", "state") if row.state not in GENERATION_ENDS}
    given = sum(ledger.release_now(reference) for reference in held if reference not in alive)
    if given:
        log.warning("%s credits of dead work were given back", given)
    return given
