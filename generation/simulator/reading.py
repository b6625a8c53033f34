"""From a YAML file to a checked scenario, or an error that names the file, the line, the field and what would work."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generation.simulator.scenario import Scenario
from quality.catalogue.loader import lines_in, parse
from quality.errors import CatalogueError, Fault

SHIPPED = Path(__file__).resolve().parents[1] / "scenarios"
Place = tuple[str | int, ...]


class ScenarioError(Exception):
    """A scenario that can't be run; a line a fault."""

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))
        self.file, self.faults = file, tuple(faults)


def shipped() -> list[str]:
    """The names of the scenarios that came with the product."""
    return sorted(path.stem for path in SHIPPED.glob("*.yaml"))


def load(named: str) -> Scenario:
    """The scenario in a file, or one of the shipped by its name. Raises ScenarioError."""
    path = Path(named)
    if not path.suffix and not path.exists() and (SHIPPED / f"{named}.yaml").exists():
        path = SHIPPED / f"{named}.yaml"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        known = ", ".join(shipped())
        raise ScenarioError(named, [Fault("", "", f"can't be read: {why}. Name a file, or one of: {known}")]) from error
    return check(text, path.name)


def check(text: str, file: str) -> Scenario:
    """A scenario from YAML. Raises ScenarioError."""
    try:
        values = parse(text, file)
    except CatalogueError as error:
        raise ScenarioError(file, error.faults) from error
    if not isinstance(values, dict):
        raise ScenarioError(file, [Fault("", "", "holds no scenario: write names and values, as the shipped ones do")])
    lines = lines_in(text)
    try:
        scenario = Scenario.model_validate(values)
    except ValidationError as error:
        raise ScenarioError(
            file, [_fault(e["loc"], e["msg"].removeprefix("Value error, "), lines) for e in error.errors()]
        ) from error
    if faults := [_fault(place, detail, lines) for place, detail in _unknown(scenario)]:
        raise ScenarioError(file, faults)
    return scenario


def _fault(place: Place, detail: str, lines: Mapping[str, int]) -> Fault:
    shown = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
    paths = [".".join(map(str, place[:length])) for length in range(len(place), 0, -1)]
    return Fault("", shown, detail, next((lines[path] for path in paths if path in lines), None))


def _unknown(scenario: Scenario) -> Iterator[tuple[Place, str]]:
    """What names something that is not there, or fits nowhere."""
    for number, tenants in enumerate(scenario.tenants):
        if tenants.plan not in scenario.plans:
            yield ("tenants", number, "plan"), _none("plan", tenants.plan, scenario.plans)
        for kind in tenants.work:
            if kind not in scenario.work:
                yield ("tenants", number, "work", kind), _none("work", kind, scenario.work)
    largest = max(device.memory_gb for device in scenario.devices)
    for kind, work in scenario.work.items():
        if work.model is not None and work.model not in scenario.models:
            yield ("work", kind, "model"), _none("model", work.model, scenario.models)
        if work.needs_gb > largest:
            yield ("work", kind, "needs_gb"), f"no device has {work.needs_gb:g} GB; the largest has {largest:g}"
    for name, count in _counted([device.name for device in scenario.devices]).items():
        if count > 1:
            yield ("devices",), f"{count} are named {name}: give each a name of its own"


def _none(what: str, name: str, known: Mapping[str, Any]) -> str:
    return f"there is no {what} {name}; there is: {', '.join(known) or 'none'}"


def _counted(names: Sequence[str]) -> dict[str, int]:
    return {name: names.count(name) for name in names}
