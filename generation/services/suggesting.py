"""Suggestions as rows: they are offered when something was looked over, answered by people, and measured by what came
of them. Tallies change in the transaction of the answer or of the measurement."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from accounts.problems import Conflict
from generation import events, metrics, values
from generation.engines import registry
from generation.models import Generation, PromptSuggestion, SuggestionTally
from generation.suggesting import facts
from generation.suggesting.expecting import best_first
from generation.suggesting.measuring import as_rows, gains
from generation.suggesting.values import (
    ACCEPTED,
    EDITED,
    IGNORED,
    OFFERED,
    USED,
    Facts,
    Measured,
    Proposal,
    Tally,
)

MADE_NOTHING = (values.FAILED, values.CANCELLED)


def tallies(keys: Iterable[str]) -> dict[tuple[str, str], Tally]:
    """What is known of these suggestions so far, by key and dimension."""
    rows = SuggestionTally.objects.filter(key__in=set(keys))
    return {(row.key, row.dimension): Tally(row.accepted, row.ignored, row.measured, row.gain) for row in rows}


def offer(generation: Generation) -> list[PromptSuggestion]:
    """Suggest what would help the best of what it made, in place of what was offered before and nobody answered.

    The generation's row is held by the caller.
    """
    about, known = _about(generation)
    if known is None:
        return []
    found = registry.text_engine(registry.WRITER).suggest(known)
    proposals = best_first(found, tallies(one.key for one in found))
    open_rows = PromptSuggestion.objects.filter(generation=generation)
    answered = set(open_rows.exclude(state=OFFERED).values_list("key", flat=True))
    open_rows.filter(state=OFFERED).delete()
    rows = [_row(generation, one, about, known.measured) for one in proposals if one.key not in answered]
    made = PromptSuggestion.objects.bulk_create(rows)
    if made:
        metrics.suggestions_offered(len(made))
        events.record("suggestions.offered", generation=generation, count=len(made))
    return made


def look_again(generation_id: UUID | None) -> None:
    """There is more to go by, such as a comment: offer anew; nothing where it has not ended."""
    if generation_id is None:  # a picture of one's own
        return
    held: Generation | None = Generation.objects.held().filter(pk=generation_id).first()
    if held is not None and held.ended:
        offer(held)


def _about(generation: Generation) -> tuple[dict[str, UUID], Facts | None]:
    """What they are said of, and what is known of it; None where nothing was looked over."""
    if generation.kind == values.TAKES and (take := facts.best_take(generation)) is not None:
        return {"take_id": take.pk}, facts.of_take(generation, take)
    if generation.kind == values.FRAMES and (frame := facts.best_frame(generation)) is not None:
        return {"frame_id": frame.pk}, facts.of_frame(generation, frame)
    return {}, None


def _row(generation: Generation, one: Proposal, about: dict[str, UUID], measured: Measured) -> PromptSuggestion:
    writer = registry.text_engine(registry.WRITER)
    return PromptSuggestion(
        generation=generation,
        workspace_id=generation.tenant_id,
        key=one.key,
        engine=writer.name,
        version=writer.version,
        dimension=one.dimension,
        reason=one.reason[:400],
        change=one.change.as_json(),
        expected=one.expected,
        urgency=one.urgency,
        before=as_rows(measured),
        **about,
    )


def found(generation: Generation, suggestion_id: UUID) -> PromptSuggestion:
    """A suggestion about this generation, held until the transaction ends. Raises Http404."""
    rows = PromptSuggestion.objects.held().filter(generation=generation, pk=suggestion_id)
    row: PromptSuggestion | None = rows.first()
    if row is None:
        raise Http404
    return row


def made_of(row: PromptSuggestion) -> Generation | None:
    """What was made of a suggestion that was used, unless that came to nothing: then it may be used once more."""
    made = row.led_to
    return None if made is None or made.state in MADE_NOTHING else made


def accept(row: PromptSuggestion, made: Generation, user_id: UUID | None, *, edited: bool) -> None:
    """It was used, and led to what is made now. The row is held."""
    before, after = row.state, EDITED if edited else ACCEPTED
    row.led_to, row.after, row.gain = made, {}, None
    _answer(row, after, user_id)
    if before not in USED:
        _count(row, accepted=1, ignored=-1 if before == IGNORED else 0)


def ignore(row: PromptSuggestion, user_id: UUID | None) -> None:
    """Nobody wants it; once more changes nothing. Raises Conflict where it was used."""
    if row.state in USED:
        raise Conflict("This suggestion was used already.", "Look at what came of it.")
    if row.state == OFFERED:
        _answer(row, IGNORED, user_id)
        _count(row, ignored=1)


def offer_again(row: PromptSuggestion, user_id: UUID | None) -> None:
    """It was ignored by mistake."""
    if row.state == IGNORED:
        _answer(row, OFFERED, user_id)
        _count(row, ignored=-1)


def _answer(row: PromptSuggestion, state: str, user_id: UUID | None) -> None:
    row.state, row.answered_by_id = state, None if state == OFFERED else user_id
    row.answered_at = None if state == OFFERED else timezone.now()
    row.save(update_fields=["state", "answered_by", "answered_at", "led_to", "after", "gain"])
    metrics.suggestion_answered(state)
    events.record("suggestions.answered", generation=row.generation, suggestion=str(row.pk), state=state)


def _count(row: PromptSuggestion, **more: float) -> None:
    tally, _ = SuggestionTally.objects.get_or_create(key=row.key, dimension=row.dimension)
    SuggestionTally.objects.filter(pk=tally.pk).update(**{name: F(name) + by for name, by in more.items() if by})


def measure(generation: Generation) -> None:
    """What was made of suggestions has ended: keep what they brought."""
    rows = PromptSuggestion.objects.filter(led_to=generation, after={}).order_by("key")
    used = list(rows) if generation.parent_id else []
    if not used or (known := _about(generation)[1]) is None:
        return
    after = as_rows(known.measured)
    for row in used:
        row.after, row.gain = after, gains(row.before, after).get(row.dimension)
        row.save(update_fields=["after", "gain"])
        if row.gain is not None and row.state == ACCEPTED:  # other words than the suggested ones teach nothing of it
            _count(row, measured=1, gain=row.gain)
            metrics.suggestion_brought(row.gain)
        events.record("suggestions.measured", generation=row.generation, suggestion=str(row.pk), gain=row.gain)
