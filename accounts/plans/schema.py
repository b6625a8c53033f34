"""The shape of a file of plans."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Count = Annotated[int, Field(ge=1)]


class Entry(BaseModel):
    """Frozen, and strict about names it does not know: a typing mistake must not become a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class PlanEntry(Entry):
    """One plan; null is no limit. Nothing has a default: a limit that is forgotten is not a limit that is lifted."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=20)]
    name: Annotated[str, Field(min_length=1, max_length=40)]
    highest_tier: Literal["low", "standard", "high"]
    concurrent_jobs: Count | None
    queued_jobs: Count | None
    jobs_a_tier: dict[Literal["low", "standard", "high"], Count]
    queue_weight: Annotated[float, Field(gt=0, le=1000, strict=False)]
    highest_priority: Literal["low", "normal", "high"]
    automatic_attempts: Count
    variations: Annotated[int, Field(ge=1, le=200)]
    improvement_rounds: Annotated[int, Field(ge=1, le=8)]
    seats: Count | None
    largest_side: Annotated[int, Field(ge=256, le=7680)]
    storage_gb: Annotated[float, Field(gt=0, strict=False)] | None
    monthly_credits: Annotated[int, Field(ge=0)]
    own_keys: bool
    retention_days: Count | None
    history_days: Count | None


class PlansFile(Entry):
    """The plans of one version, the smallest first."""

    plans: Annotated[list[PlanEntry], Field(min_length=1)]

    @model_validator(mode="after")
    def each_once(self) -> Self:
        ids = [plan.id for plan in self.plans]
        if len(ids) != len(set(ids)):
            raise ValueError("each plan stands once; found " + ", ".join(ids))
        return self
