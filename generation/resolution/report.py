"""What a person hands to whoever runs the studio (pure): what happened and when; no prompt, picture, name or key."""

from collections.abc import Mapping, Sequence
from typing import Any


def report(
    facts: Mapping[str, object], tries: Sequence[Mapping[str, Any]], steps: Sequence[tuple[str, str, str]]
) -> str:
    """Lines to copy. `facts`: name and value; `tries`: as jobs keep them; `steps`: key, state, outcome."""
    lines = ["Dailies: a part that did not work", *(f"{name}: {value}" for name, value in facts.items()), ""]
    lines += [_try(each) for each in tries] + [""]
    lines += [f"- {key}: {state}. {outcome}".rstrip(". ") for key, state, outcome in steps]
    return "\n".join(lines).strip() + "\n"


def _try(kept: Mapping[str, Any]) -> str:
    """One try; those of before are kept without a moment."""
    at = f"{kept['at']}, " if kept.get("at") else ""
    number = f"try {kept['try']}, " if kept.get("try") else ""
    cause = f"/{kept['cause']}" if kept.get("cause") else ""
    return f"- {at}{number}{kept['category']}{cause}: {kept['detail']}"
