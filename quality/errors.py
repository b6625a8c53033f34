"""What can go wrong in deciding."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a catalogue: `where` names the row (or tier, model, ...), `field` may be empty; `line` of the
    file, from 1, where it is known."""

    where: str
    field: str
    detail: str
    line: int | None = None

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        return ": ".join(part for part in (line, self.where, self.field, self.detail) if part)


class CatalogueError(Exception):
    """A catalogue that must not be used; names its file and every fault found."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))
        self.file = file
        self.faults = faults


class NothingCanRun(Exception):
    """No engine can do it. A broken installation for whatever has an embedded engine; for what has none (a voice),
    `advice` says what to add."""

    def __init__(self, detail: str, advice: str = "") -> None:
        super().__init__(detail)
        self.detail, self.advice = detail, advice
