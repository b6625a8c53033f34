"""How recommendations are said: short, facts first, no names of models."""

from quality.recommending.options import FUNCTIONS, Option
from quality.recommending.ranking import Candidate
from quality.recommending.values import Parameter, Profile
from quality.values import Function, Tier

ABOUT_EQUAL = 1.2
"""A time that differs by less than this is no difference that a person notices."""
LEAST_MEMORY_GB = 0.5
FEWEST_RATINGS_TOLD = 5
"""Fewer are heeded, as far as they go, but are nothing to call on."""

MADE = {Function.CREATE_IMAGE: ("frame", "frames"), Function.ANIMATE_IMAGE: ("take", "takes")}
ONE = {Function.CREATE_IMAGE: "a picture", Function.ANIMATE_IMAGE: "a take"}

FINER_PLAINER = ("finer", "plainer")
MORE_LESS = ("more to choose from", "less to choose from")

WHY_TIER = {
    Profile.SPEED: "The fastest that runs here",
    Profile.BALANCED: "The most quality for the time here",
    Profile.QUALITY: "The finest that runs here",
}
WHY_COUNT = {
    Profile.SPEED: "One at a time shows soonest where an idea goes",
    Profile.BALANCED: "Enough to choose from; each one more adds little",
    Profile.QUALITY: "The more there are, the better the best of them",
}
WHY_OTHER = {
    Parameter.RESOLUTION: "As large as {tier} makes {what}",
    Parameter.STEPS: "As often as {tier} goes over {what}",
    Parameter.LENGTH: "So long is one take in {tier}: plan scenes of that length",
}


def value_words(function: Function, parameter: Parameter, value: str) -> str:
    """A value as a person says it."""
    if parameter is Parameter.TIER:
        return tier_words(Tier(value))
    if parameter is Parameter.RESOLUTION:
        return f"{value.replace('x', ' × ')} pixels"
    if parameter is Parameter.STEPS:
        return f"{value} steps"
    if parameter is Parameter.COUNT:
        one, many = MADE[function]
        return f"1 {one} at a time" if value == "1" else f"{value} {many} at once"
    return f"{value} s"


def seconds_value(frames: int, fps: int) -> str:
    """The length of a clip as a value, in tenths of a second; empty where nothing moves."""
    return f"{frames / fps:.1f}".removesuffix(".0") if fps else ""


def tier_words(tier: Tier) -> str:
    """Low, Standard, High."""
    return tier.value.title()


def seconds_words(seconds: float) -> str:
    """A time in whole seconds or minutes."""
    if seconds < 1:
        return "under 1 s"
    return f"about {round(seconds)} s" if seconds < 100 else f"about {round(seconds / 60)} min"


def reason_words(best: Candidate, profile: Profile, rated: int) -> str:
    """Why this value; with the ratings that speak for it, where some do."""
    said = [f"{_why(best, profile)}."]
    if rated >= FEWEST_RATINGS_TOLD:
        said.append(f"Rated above the others, by {rated} ratings.")
    return " ".join(said)


def _why(best: Candidate, profile: Profile) -> str:
    if best.parameter is Parameter.TIER:
        return f"{WHY_TIER[profile]}: {seconds_words(best.seconds)} for {ONE[best.function]}"
    if best.parameter is Parameter.COUNT:
        return f"{WHY_COUNT[profile]}: {seconds_words(best.seconds)} for all"
    return WHY_OTHER[best.parameter].format(tier=tier_words(best.tier), what=FUNCTIONS[best.function])


def gain_words(factor: float, memory_gb: float) -> str:
    """Time and memory against what was before; empty where neither changes."""
    return ", ".join(part for part in (factor_words(factor), memory_words(memory_gb)) if part)


def factor_words(factor: float) -> str:
    """2.9 -> "about 3x faster"; empty for what nobody would notice."""
    if 1 / ABOUT_EQUAL < factor < ABOUT_EQUAL:
        return ""
    return f"about {times(factor)} faster" if factor > 1 else f"about {times(1 / factor)} slower"


def times(factor: float) -> str:
    """1.5x, 3x."""
    return f"{factor:.1f}x".replace(".0x", "x") if factor < 2 else f"{round(factor)}x"


def memory_words(memory_gb: float) -> str:
    """How many GB less (positive) or more."""
    if abs(memory_gb) < LEAST_MEMORY_GB:
        return ""
    return f"{abs(memory_gb):.1f} GB {'less' if memory_gb > 0 else 'more'}"


def alternative_words(one: Candidate, best: Candidate, told: str, difference: float) -> str:
    """What choosing `one` instead would mean; `difference` in quality -1..1."""
    more, less = MORE_LESS if one.parameter is Parameter.COUNT else FINER_PLAINER
    look = more if difference > 0 else less if difference < 0 else "much the same"
    belongs = one.parameter not in (Parameter.TIER, Parameter.COUNT) and one.tier is not best.tier
    where = f"Comes with {tier_words(one.tier)}: {look}" if belongs else look.capitalize()
    return f"{where}, {told}." if told else f"{where}, in much the same time."


def headline_words(draft: Candidate, final: Candidate) -> str:
    """One line: what to draft with, what to finish with."""
    if draft.value == final.value:
        return f"For this machine: {draft.words}, {seconds_words(draft.seconds)} for {ONE[draft.function]}."
    faster = factor_words(final.seconds / draft.seconds)
    return f"For this machine: {draft.words} for drafts, then {final.words}{f' — {faster}' if faster else ''}."


def speed_tip(fast: Option, slow: Option) -> str:
    """What drafts save."""
    return (
        f"Try out in {tier_words(fast.tier)}: a take is there after {seconds_words(fast.seconds)}, "
        f"in {tier_words(slow.tier)} after {seconds_words(slow.seconds)}."
    )


def memory_tip(least: Option, most: Option) -> str:
    """What the plainest needs, and the finest."""
    where = "this computer's memory" if least.preview else "the card"
    return (
        f"Video in {tier_words(least.tier)} takes {least.memory_gb:.1f} GB of {where}, "
        f"in {tier_words(most.tier)} {most.memory_gb:.1f} GB."
    )


NOT_INSTALLED = "The software that would use such a card is not installed here."


def upgrade_words(card_gb: int, function: Function, tier: Tier, *, ready: bool) -> str:
    """What a card would bring; without its software a card has the memory, and nothing runs on it yet."""
    what, are = f"{tier_words(tier)} {FUNCTIONS[function]}", "run" if function is Function.CREATE_IMAGE else "runs"
    article = "an" if str(card_gb).startswith("8") else "a"
    if ready:
        return f"With {article} {card_gb} GB card, {what} {are} on this machine."
    return f"{article.title()} {card_gb} GB card has the memory for {what}."
