"""What can go wrong in deciding."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a catalogue: `where` names the row (or tier, model, ...), `field` may be empty."""

    where: str
    field: str
    detail: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.field, self.detail) if part)


class CatalogueError(Exception):
    """A catalogue that must not be used; names its file and every fault found."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))
        self.file = file
        self.faults = faults


class NothingCanRun(Exception):
    """Not even the embedded engine is installed: a broken installation, never a request's fault."""
