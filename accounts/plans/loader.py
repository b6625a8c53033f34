"""From the YAML files beside this one to checked plans, or an error that names the file, the plan and the field."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from accounts.plans.schema import PlanEntry, PlansFile
from accounts.plans.values import GB, Plan

FOLDER = Path(__file__).parent
NAME = re.compile(r"plans-([1-9][0-9]*)\.yaml")


class PlansError(Exception):
    """Plans that can't be used; `faults` are sentences that name the file, the plan and the field."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@cache
def versions() -> Mapping[int, tuple[Plan, ...]]:
    """Every version of the plans, read once a process; each the smallest plan first. Raises PlansError."""
    return load(FOLDER)


def load(folder: Path) -> dict[int, tuple[Plan, ...]]:
    """Read and check every file of a folder. Raises PlansError with every fault found."""
    files = {int(found[1]): path for path in folder.glob("*.yaml") if (found := NAME.fullmatch(path.name))}
    missing = sorted(set(range(1, max(files, default=1) + 1)) - set(files))
    if missing:
        gone = ", ".join(f"plans-{number}.yaml" for number in missing)
        raise PlansError([f"{gone}: missing; versions are counted from 1 and none is taken away"])
    return {version: tuple(_plans(version, path)) for version, path in sorted(files.items())}


def _plans(version: int, path: Path) -> Iterator[Plan]:
    """The largest first inside, so that each knows those above it."""
    found: list[Plan] = []
    for entry in reversed(_read(path).plans):
        found.insert(0, _plan(entry, version, tuple(found)))
    yield from found


def _read(path: Path) -> PlansFile:
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise PlansError([f"{path.name}: is not YAML: {error}"]) from error
    try:
        return PlansFile.model_validate(values)
    except ValidationError as error:
        raise PlansError([_fault(path.name, found, values) for found in error.errors()]) from error


def _fault(file: str, found: ErrorDetails, values: Any) -> str:
    where = list(found["loc"])
    if len(where) >= 2 and where[0] == "plans" and isinstance(where[1], int):
        entry = values["plans"][where[1]]
        named = entry.get("id") if isinstance(entry, dict) else None
        where[:2] = [f'plan "{named or where[1] + 1}"']
    words = (file, " ".join(map(str, where)), found["msg"].removeprefix("Value error, "))
    return ": ".join(word for word in words if word)


def _plan(entry: PlanEntry, version: int, above: tuple[Plan, ...]) -> Plan:
    values = entry.model_dump()
    storage_gb = values.pop("storage_gb")
    values["jobs_a_tier"] = tuple(sorted(values["jobs_a_tier"].items()))
    storage_bytes = None if storage_gb is None else int(storage_gb * GB)
    return Plan(**values, version=version, storage_bytes=storage_bytes, above=above)


def newest() -> int:
    """The version that new workspaces are made with."""
    return max(versions())


def plans_of(version: int) -> tuple[Plan, ...]:
    """The plans of a version, the smallest first. Raises KeyError for one that never was."""
    return versions()[version]


def plan_of(name: str, version: int) -> Plan:
    """One plan. Raises KeyError for one that is not there."""
    found = next((plan for plan in plans_of(version) if plan.id == name), None)
    if found is None:
        raise KeyError(f'version {version} has no plan "{name}"')
    return found


def default_plan() -> str:
    """The plan of a new workspace (DAILIES_DEFAULT_PLAN)."""
    return str(settings.DEFAULT_PLAN)
