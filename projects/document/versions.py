"""Which versions of project.json are read, and how an older one becomes the present one (pure)."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from projects.document.faults import BadDocument, fault, whole
from projects.document.schema import SCHEMA_VERSION

Raw: TypeAlias = dict[str, Any]
STEPS: Mapping[int, Callable[[Raw], Raw]] = {}
"""From each older version to the next; version 1 is the first, so there is none yet."""


def raised(raw: Raw, present: int = SCHEMA_VERSION, steps: Mapping[int, Callable[[Raw], Raw]] = STEPS) -> Raw:
    """The file as one of the present version says it.

    A later one stays as it is where its `min_reader` says that this version understands enough of it. Raises
    BadDocument for any other.
    """
    version, oldest = raw.get("schema_version"), min([present, *steps])
    if "schema_version" not in raw:
        raise BadDocument([fault(["schema_version"], "is missing", f"the number {present}")])
    if isinstance(version, bool) or not isinstance(version, int) or version < oldest:
        raise BadDocument([fault(["schema_version"], "is no version of this format", f"the number {present}")])
    if version > present:
        return _later(raw, version, present)
    for step in range(version, present):
        raw = {**steps[step](raw), "schema_version": step + 1}
    return raw


def _later(raw: Raw, version: int, present: int) -> Raw:
    reader = raw.get("min_reader")
    if isinstance(reader, int) and not isinstance(reader, bool) and reader <= present:
        return raw
    detail = f"This file was saved by a newer Dailies: version {version}. This studio reads up to {present}."
    raise whole(detail, "Update this studio, then open the file again.")
