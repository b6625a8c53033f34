"""What would help a picture or a take, by the rules of `suggestions.yaml`. Pure; any language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field

from generation.engines.template.phrases import Aspect, Entry, fitting, mentions, names, pattern
from generation.stories.wording import (
    PAUSES,
    PROMPT_LIMIT_CHARACTERS,
    SENTENCE_ENDS,
    extended,
    is_latin,
)
from generation.suggesting.values import ASKED_FOR, WEAK_BELOW, Change, Comment, Facts, Proposal, Seen, Switch
from generation.wording.diff import difference

OF_PICTURES = {"aesthetic_quality": "beauty", "imaging_quality": "clarity"}
"""What a dimension is called where it was measured of a still picture."""
FLAG_URGENCY, OPEN_URGENCY = 0.9, 0.1
"""A defect is called for as much as a value near 0; what is merely left open comes last."""
MOST_QUOTED_CHARACTERS = 60
MOST_IGNORED = 3
BY_CHIP = "-chip"
"""Ends the key of a rule that switches a chip: what its words bring is counted apart."""
WHOLE = "It"
MANY = {" hardly moves": " hardly move", " stands still": " stand still", " does not keep its": " do not keep their"}
"""What is said of one thing, and of several."""


class After(Entry):
    """`words` are put behind the first of `names` that the prompt names."""

    names: str
    words: str


class Rule(Entry):
    """One proposal (suggestions.yaml says what each field does)."""

    key: str
    kinds: Annotated[tuple[Literal["frames", "takes"], ...], Field(min_length=1)]
    dimension: str
    below: float | None = None
    flags: tuple[str, ...] = ()
    said: str = ""
    open: Aspect | None = None
    unless: str = ""
    replace: str = ""
    after: tuple[After, ...] = ()
    add: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    chips_on: tuple[str, ...] = ()
    chips_off: tuple[str, ...] = ()
    camera: bool = False
    ignored: bool = False
    reason: str
    flagged: str = ""
    gain: float


class Rules(Entry):
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """Why a rule applies: a person's words, a defect, a weak value, or what is left open."""

    urgency: float
    comment: Comment | None = None
    flag: str = ""
    seen: Seen | None = None


@cache
def rules() -> tuple[Rule, ...]:
    """The rules; pydantic's ValidationError when the file is not of this shape."""
    text = Path(__file__).with_name("suggestions.yaml").read_text(encoding="utf-8")
    return Rules.model_validate(yaml.safe_load(text)).rules


def suggest(facts: Facts) -> tuple[Proposal, ...]:
    """What would help, in the order of the rules; never what the prompt says already. The same facts, the same
    answer."""
    found = (_proposal(rule, facts) for rule in rules() if facts.kind in rule.kinds)
    return tuple(one for one in found if one is not None)


def _proposal(rule: Rule, facts: Facts) -> Proposal | None:
    call = _call(rule, facts)
    if call is None or not facts.prompt.strip() or _says_already(rule, facts.prompt):
        return None
    chip = _chip(rule, facts)
    thing, prompt = ("", facts.prompt) if chip else _rewritten(rule, facts)
    negative, switch = _left_out(rule, facts), _switched(chip, rule, facts)
    if prompt == facts.prompt and not negative and switch is None:
        return None
    came = rule.add[0] if rule.camera and prompt != facts.prompt else ""
    change = Change(difference(facts.prompt, prompt), negative, came, switch)
    key = rule.key + BY_CHIP if chip else rule.key
    return Proposal(key, _dimension(rule, facts), _reason(rule, call, thing, facts), change, rule.gain, call.urgency)


def _chip(rule: Rule, facts: Facts) -> str:
    """The chip that goes on in place of words; empty where words stand in the way, none fits, or one is on already."""
    if mentions(facts.prompt, rule.replace) or set(rule.chips_on) & set(facts.chips):
        return ""
    return next((chip for chip in rule.chips_on if chip in facts.offers), "")


def _switched(chip: str, rule: Rule, facts: Facts) -> Switch | None:
    """`chip` (or none) on, what can't be on beside it off, and what the rule takes off; None where nothing changes."""
    gone = {*rule.chips_off, *facts.offers.get(chip, ())} & set(facts.chips)
    if not chip and not gone:
        return None
    stays = tuple(each for each in facts.chips if each not in gone)
    off = tuple(each for each in facts.chips if each in gone)
    return Switch((chip,), off, (*stays, chip)) if chip else Switch((), off, stays)


def _says_already(rule: Rule, prompt: str) -> bool:
    """Whether the prompt names what rules this out, or the words that it would put behind a thing."""
    said = prompt.casefold()
    return mentions(prompt, rule.unless) or any(entry.words.casefold() in said for entry in rule.after)


def _dimension(rule: Rule, facts: Facts) -> str:
    return OF_PICTURES.get(rule.dimension, rule.dimension) if facts.kind == "frames" else rule.dimension


def _call(rule: Rule, facts: Facts) -> Call | None:
    """Why this rule applies here; None where it does not."""
    if rule.said:
        for comment in facts.comments:
            if mentions(comment.text, rule.said):
                return Call(ASKED_FOR, comment=comment)
    seen = facts.measured.get(_dimension(rule, facts))
    for flag in rule.flags:
        if flag in facts.flags:
            return Call(FLAG_URGENCY, flag=flag, seen=seen)
    if rule.open is not None and (not is_latin(facts.prompt) or names(facts.enhanced or facts.prompt, rule.open)):
        return None
    if rule.below is not None:
        is_weak = seen is not None and seen.value < min(rule.below, WEAK_BELOW)
        return Call(FLAG_URGENCY * (1.0 - seen.value), seen=seen) if is_weak and seen is not None else None
    return Call(OPEN_URGENCY, seen=seen) if rule.open is not None else None


def _rewritten(rule: Rule, facts: Facts) -> tuple[str, str]:
    """(the thing it is about or "", the new prompt)."""
    prompt = facts.prompt
    if rule.ignored:
        return "", _without(prompt, facts.ignored[:MOST_IGNORED])
    option = next(iter(fitting(prompt, rule.add)), "")
    if rule.replace and option and (there := pattern(rule.replace).search(prompt)):
        return "", _limited(prompt, prompt[: there.start()] + option + prompt[there.end() :])
    for entry in rule.after:
        if there := pattern(entry.names).search(prompt):
            return there.group(), _limited(prompt, _behind(prompt, there.end(), entry.words))
    if not option or option.casefold() in prompt.casefold():
        return "", prompt
    return "", extended(prompt, [option])


def _limited(prompt: str, changed: str) -> str:
    return changed if len(changed) <= PROMPT_LIMIT_CHARACTERS else prompt


def _behind(prompt: str, place: int, words: str) -> str:
    """`words` put between commas behind `place`."""
    rest = prompt[place:]
    closed = not rest.strip() or rest.lstrip()[0] in SENTENCE_ENDS + PAUSES
    return f"{prompt[:place]}, {words}{'' if closed else ','}{rest}"


def _without(prompt: str, phrases: Sequence[str]) -> str:
    """The prompt without these phrases, wherever they stand whole; all of it where nothing else would be left."""
    text = prompt
    for phrase in phrases:
        text = re.sub(rf"[ \t]*(?<!\w){re.escape(phrase)}(?!\w),?", "", text, flags=re.IGNORECASE)
    text = text.strip(" \t,") if text != prompt else text
    return text if re.search(r"\w", text) else prompt


def _left_out(rule: Rule, facts: Facts) -> tuple[str, ...]:
    """Words to leave out that are not left out yet, and that the prompt does not ask for."""
    known = facts.negative_prompt.casefold()
    return tuple(word for word in rule.negative if word not in known and not mentions(facts.prompt, re.escape(word)))


def _reason(rule: Rule, call: Call, thing: str, facts: Facts) -> str:
    if call.comment is not None:
        return _quoted(call.comment)
    words = rule.flagged if call.flag and rule.flagged else rule.reason
    subject = f"The {thing.lower()}" if thing and thing.isascii() else WHOLE
    told = words.format(
        thing=subject,
        points=round(call.seen.value * 100) if call.seen else "unknown",
        moment=_moment(call.seen),
        words=", ".join(facts.ignored[:MOST_IGNORED]),
    )
    return _agreeing(told, subject)


def _agreeing(told: str, subject: str) -> str:
    """Several sails "move", one ship "moves"."""
    if not subject.endswith("s") or subject.endswith("ss"):
        return told
    for one, many in MANY.items():
        told = told.replace(subject + one, subject + many)
    return told


def _moment(seen: Seen | None) -> str:
    if seen is None or not seen.moments:
        return ""
    return f", worst at {clock(seen.moments[0])}"


def _quoted(comment: Comment) -> str:
    text = " ".join(comment.text.split())
    short = text if len(text) <= MOST_QUOTED_CHARACTERS else text[: MOST_QUOTED_CHARACTERS - 1].rstrip() + "\u2026"
    where = "" if comment.seconds is None else f" at {clock(comment.seconds)}"
    return f"Somebody wrote \u201c{short}\u201d{where}."


def clock(seconds: float) -> str:
    """3.5 s, 1:03.5: as people read it."""
    minutes, rest = divmod(max(0.0, seconds), 60)
    return f"{int(minutes)}:{rest:04.1f}" if minutes else f"{rest:.1f} s"


def every_option() -> Iterator[str]:
    """All that the rules may add to a prompt."""
    for rule in rules():
        yield from rule.add
        yield from (entry.words for entry in rule.after)
