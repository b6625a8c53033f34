"""What is other in a version than in the one before it, in a few words (pure)."""

from generation import values
from generation.iterations.values import Version
from generation.stories.wording import clipped, first_clause
from generation.wording.diff import before_of, difference, gained, lost, words

MOST_CHARACTERS = 48
LEAST_KEPT = 0.34
"""A prompt that keeps less of the one before is another idea."""
FIRST = "First idea"


def what_changed(version: Version, before: Version | None) -> str:
    """One short phrase: "+ last light", "3 takes from 4A", "Another seed"."""
    if version.varied:
        return f"{version.count} variations"
    if before is None:
        return FIRST if version.kind != values.TAKES or not version.frame_label else _shot(version)
    if version.prompt != before.prompt:
        return clipped(_prompt(before.prompt, version.prompt), MOST_CHARACTERS)
    if version.kind != before.kind:
        return _shot(version) if version.kind == values.TAKES else "New frames"
    if version.negative_prompt != before.negative_prompt:
        return clipped(_left_out(before.negative_prompt, version.negative_prompt), MOST_CHARACTERS)
    if version.tier != before.tier:
        return f"In {version.tier.title()}"
    if version.frame != before.frame and version.frame_label:
        return _shot(version)
    return "Another seed" if version.seed != before.seed else "Once more"


def _shot(version: Version) -> str:
    many = "take" if version.count == 1 else "takes"
    return f"{version.count} {many}" + (f" from {version.frame_label}" if version.frame_label else "")


def _prompt(before: str, after: str) -> str:
    parts = difference(before, after)
    kept = sum(len(part.text) for part in parts if part.how == "same")
    if kept < LEAST_KEPT * max(len(before_of(parts)), 1):
        return first_clause(after) or after.strip() or "No words"
    came, went = gained(parts), lost(parts)
    if came:
        return "+ " + ", ".join(came)
    return "\u2212 " + ", ".join(went) if went else "Other marks and spaces"


def _left_out(before: str, after: str) -> str:
    came = gained(difference(before, after))
    if not after.strip():
        return "Leaves nothing out"
    return f"Leaves out {', '.join(came)}" if came and len(words(after)) > 0 else f"Leaves out {after}"
