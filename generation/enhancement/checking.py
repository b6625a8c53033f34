"""Whether chips that somebody names can be had: each is known, and no two exclude each other."""

import difflib
from collections.abc import Sequence

from accounts.problems import InvalidField
from generation.enhancement.enhancing import conflict
from generation.enhancement.loader import shipped

FIELD = "enhance"
MOST_CHIPS = 24
NEAR, LIKENESS = 3, 0.4
LIST = "GET /api/v1/enhancements lists them all."


def checked(chosen: Sequence[str] | None, field: str = FIELD) -> tuple[str, ...] | None:
    """Chosen chips, each once; None for the studio's choice. Raises InvalidField."""
    if chosen is None:
        return None
    names, known = tuple(dict.fromkeys(chosen)), shipped().by_id
    for name in names:
        if name not in known or known[name][0].adds != "prompt":
            raise InvalidField(field, f'There is no chip "{name}" for a prompt.', _advice(name))
    for at, name in enumerate(names):
        for other in names[:at]:
            if conflict(*known[name], *known[other]):
                raise InvalidField(field, f'"{other}" and "{name}" exclude each other.', "Send one of the two.")
    return names


def _advice(name: str) -> str:
    joining = [known for known, (group, _) in shipped().by_id.items() if group.adds == "prompt"]
    near = difflib.get_close_matches(name, joining, NEAR, LIKENESS)
    return f"Near it: {', '.join(near)}. {LIST}" if near else LIST
