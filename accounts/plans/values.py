"""A plan as plain frozen values: what other rooms are handed (pure)."""

from collections.abc import Callable
from dataclasses import dataclass

GB = 2**30


@dataclass(frozen=True, slots=True)
class Plan:
    """What a workspace may. None is "no limit of the plan"; `above` are the larger plans of the same version."""

    id: str
    version: int
    name: str
    highest_tier: str
    concurrent_jobs: int | None
    queued_jobs: int | None
    jobs_a_tier: tuple[tuple[str, int], ...]
    queue_weight: float
    highest_priority: str
    automatic_attempts: int
    variations: int
    improvement_rounds: int
    seats: int | None
    largest_side: int
    storage_bytes: int | None
    monthly_credits: int
    own_keys: bool
    retention_days: int | None
    history_days: int | None
    above: tuple["Plan", ...] = ()

    def upgrade(self, enough: Callable[["Plan"], bool]) -> "Plan | None":
        """The smallest larger plan that is enough; None where there is none."""
        return next((plan for plan in self.above if enough(plan)), None)

    def next_up(self, enough: Callable[["Plan"], bool], words: Callable[["Plan"], str]) -> str:
        """A sentence on the plan that would do: "Creator queues 200."; empty where there is none."""
        plan = self.upgrade(enough)
        return f"{plan.name} {words(plan)}." if plan else ""


def at_least(limit: int | None, wanted: int) -> bool:
    """Whether a limit leaves room for `wanted`."""
    return limit is None or limit >= wanted


def more_than(limit: int | None, other: int) -> bool:
    """Whether a limit is larger than another."""
    return limit is None or limit > other


def counted(limit: int | None) -> str:
    """A limit in words: "200", "any number"."""
    return "any number" if limit is None else f"{limit:,}"


def sized(storage_bytes: int | None) -> str:
    """An amount of storage in words: "5 GB", "any amount"."""
    return "any amount" if storage_bytes is None else f"{storage_bytes / GB:,.4g} GB"
