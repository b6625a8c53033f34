"""A prompt with the words of chips, and which words are whose (pure; any language)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from generation.engines.template.phrases import mentions, movement_named, names
from generation.enhancement.schema import Chip, Chips, Group, Makes
from generation.stories.wording import PROMPT_LIMIT_CHARACTERS, continues, separator

Reason = Literal["said", "full", "elsewhere", "conflict"]
"""Why a chip adds nothing: the prompt says it already, the prompt is full, it is for something else that is made, or
another chip stands against it."""
GAPS = (", ", " ")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of an enhanced prompt. `chip` is what added it; empty for the creator's own words, and for words that no
    chip of today adds. `own`: whether it is the creator's."""

    text: str
    chip: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A chip that adds nothing, and why."""

    chip: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Enhanced:
    """`original` word for word, then what each of `chips` added; `left_out` are those that added nothing."""

    original: str
    spans: tuple[Span, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def text(self) -> str:
        """The whole of it."""
        return "".join(span.text for span in self.spans)

    @property
    def chips(self) -> tuple[str, ...]:
        """The chips that added something."""
        return tuple(span.chip for span in self.spans if span.chip)


def enhance(
    prompt: str, chosen: Sequence[str], chips: Chips, makes: Makes, limit: int = PROMPT_LIMIT_CHARACTERS
) -> Enhanced:
    """`prompt` unchanged, then the phrase of each chosen chip that it leaves open and has room for.

    `chosen` are ids, in the order in which they speak; ids that `chips` no longer has are passed over. An empty prompt
    stays empty, and what is enhanced already gets nothing more.
    """
    text, spans, left, taken = prompt, [Span(prompt, own=True)], [], list[tuple[Group, Chip]]()
    for group, chip in _known(chosen, chips):
        reason = _reason(prompt, text, group, chip, makes, taken, limit)
        if reason:
            left.append(LeftOut(chip.id, reason))
            continue
        added = _joined(text, chip.phrase)
        text, taken = text + added, [*taken, (group, chip)]
        spans.append(Span(added, chip.id))
    return Enhanced(prompt, tuple(spans), tuple(left))


def _known(chosen: Iterable[str], chips: Chips) -> list[tuple[Group, Chip]]:
    found = (chips.by_id.get(name) for name in dict.fromkeys(chosen))
    return [each for each in found if each is not None and each[0].adds == "prompt"]


def _reason(
    prompt: str, text: str, group: Group, chip: Chip, makes: Makes, taken: Sequence[tuple[Group, Chip]], limit: int
) -> Reason | None:
    if makes not in group.makes:
        return "elsewhere"
    if says(prompt, group, chip):
        return "said"
    if any(conflict(group, chip, *other) for other in taken):
        return "conflict"
    return "full" if len(text) + len(_joined(text, chip.phrase)) > limit else None


def says(prompt: str, group: Group, chip: Chip) -> bool:
    """Whether there is nothing to add: the prompt says something of it already, or there is no prompt."""
    if not prompt.strip() or chip.phrase.casefold() in prompt.casefold():
        return True
    if mentions(prompt, group.said) or mentions(prompt, chip.said):
        return True
    if group.aspect == "movement":
        return movement_named(prompt) is not None
    return group.aspect is not None and names(prompt, group.aspect)


def conflict(group: Group, chip: Chip, other_group: Group, other: Chip) -> bool:
    """Whether two chips can't be had together."""
    if chip.id == other.id:
        return False
    alike = group.id == other_group.id and group.one
    return alike or other.id in chip.against or chip.id in other.against


def _joined(text: str, phrase: str) -> str:
    return separator(text) + (phrase if continues(text) else phrase[0].upper() + phrase[1:])


def told_apart(original: str, text: str, chips: Chips) -> tuple[Span, ...]:
    """The spans of a text that `original` was made into, earlier or by another version of the chips.

    Words that no chip of today adds are one span without a chip; a text that does not begin with `original` is one.
    """
    if not text.startswith(original):
        return (Span(text),) if text else ()
    spans, rest = [Span(original, own=True)] if original else [], text[len(original) :]
    while rest:
        found = _first_chip(rest, chips)
        if found is None:
            return (*spans, Span(rest))
        spans.append(found)
        rest = rest[len(found.text) :]
    return tuple(spans)


def _first_chip(rest: str, chips: Chips) -> Span | None:
    """The chip whose phrase `rest` begins with, with the gap before it; the longest one."""
    gap = next((gap for gap in GAPS if rest.startswith(gap)), "")
    begun = rest[len(gap) :].casefold()
    fitting = [phrase for phrase in chips.by_phrase if begun.startswith(phrase) and _ends(begun, len(phrase))]
    if not gap or not fitting:
        return None
    phrase = max(fitting, key=len)
    return Span(rest[: len(gap) + len(phrase)], chips.by_phrase[phrase].id)


def _ends(text: str, at: int) -> bool:
    """Whether a word ends there."""
    return at == len(text) or not text[at].isalnum()
