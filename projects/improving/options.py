"""What may help a take, the strongest first: what was suggested for it, then the repairs of what it is weak in."""

from dataclasses import dataclass, field
from typing import Any

from generation import repairs, values
from generation.engines import registry
from generation.models import PromptSuggestion, Take
from generation.ranking import judgement_of
from generation.services.attempting import DYNAMIC, STANDING_STILL
from generation.services.suggesting import tallies
from generation.suggesting import facts
from generation.suggesting.expecting import best_first
from generation.suggesting.values import OFFERED, change_from, wish_of

SUGGESTION, REPAIR = "suggestion", "repair"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to improve a take. `prompt`, `negative_prompt`: the words that it is made with; `mends`: the repairs that
    it is made with; `change`: what a suggestion changes; `row`: the suggestion, where it was offered as one; `enhance`:
    the chips that are on then, None where they stay as they are."""

    key: str
    dimension: str
    reason: str
    prompt: str
    negative_prompt: str
    mends: tuple[dict[str, Any], ...]
    change: dict[str, Any] = field(default_factory=dict)
    row: PromptSuggestion | None = None
    enhance: list[str] | None = None


def ways(take: Take) -> list[Way]:
    """Those of a take that was looked over; nothing where nothing is weak. Its generation and scores
    are loaded along."""
    found = _suggested(take) or _thought_of(take)
    named = {way.dimension for way in found}
    return [*found, *(way for way in _repairs(take) if way.dimension not in named)]


def params_of(take: Take) -> dict[str, Any]:
    """What the job of a take was made with; empty where that is not known."""
    job = take.output.job
    return dict(job.params) if job is not None else {}


def negative_of(take: Take) -> str:
    """What the take left out, with what its own repairs do."""
    return str(params_of(take).get("negative_prompt", take.generation.negative_prompt))


def _mends(take: Take) -> tuple[dict[str, Any], ...]:
    return tuple(params_of(take).get(repairs.REPAIRS, ()))


def _suggested(take: Take) -> list[Way]:
    """What was offered for it and nobody has answered, the most useful first."""
    rows = list(PromptSuggestion.objects.filter(generation=take.generation, take=take, state=OFFERED))
    ranked = best_first(rows, tallies(row.key for row in rows))
    return [_way(take, row.key, row.dimension, row.reason, row.change, row) for row in ranked]


def _thought_of(take: Take) -> list[Way]:
    """The same of a take that nothing was offered for, as another of its generation was better."""
    if PromptSuggestion.objects.filter(take=take).exists():
        return []
    found = registry.text_engine(registry.WRITER).suggest(facts.of_take(take.generation, take))
    ranked = best_first(found, tallies(one.key for one in found))
    return [_way(take, one.key, one.dimension, one.reason, one.change.as_json(), None) for one in ranked]


def _way(
    take: Take, key: str, dimension: str, reason: str, change: dict[str, Any], row: PromptSuggestion | None
) -> Way:
    wish = wish_of(change_from(change), negative_of(take))
    return Way(f"{SUGGESTION}:{key}", dimension, reason, mends=_mends(take), change=change, row=row, **wish)


def _repairs(take: Take) -> list[Way]:
    """One for each weak dimension that the take does not mend already, the weakest first."""
    mended = {told["dimension"] for told in _mends(take)}
    weak = [name for name in judgement_of(take).weak if name in repairs.CHANGES and name not in mended]
    if STANDING_STILL.search(take.generation.prompt):
        weak = [name for name in weak if name != DYNAMIC]
    return [_repair(take, dimension) for dimension in weak]


def _repair(take: Take, dimension: str) -> Way:
    params = {"negative_prompt": negative_of(take), repairs.REPAIRS: list(_mends(take))}
    mended, known = repairs.mend(params, take.number, dimension), repairs.CHANGES[dimension]
    return Way(
        f"{REPAIR}:{dimension}",
        dimension,
        f"{known.title}: the best take {known.fault}.",
        take.generation.prompt,
        mended["negative_prompt"],
        tuple(mended[repairs.REPAIRS]),
    )


def can_be_improved(take: Take) -> bool:
    """Whether it was shot here: a polished one is as good as what it polishes."""
    return take.generation.kind == values.TAKES
