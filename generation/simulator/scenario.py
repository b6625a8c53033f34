"""The shape of a scenario file: machines, work, and who asks for it."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generation.scheduling.values import Priority, Share

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
Words = Annotated[str, Field(min_length=1, max_length=400)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Chance = Annotated[float, Field(ge=0, le=1)]
Seconds = Annotated[float, Field(ge=0, le=604_800)]
PriorityWord = Literal["low", "normal", "high", "urgent"]
MOST_DEVICES, MOST_TENANTS, MOST_JOBS = 100_000, 2_000_000, 5_000_000


class Part(BaseModel):
    """Frozen, and strict about names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Failures(Part):
    """How often a device dies, and for how long it is away; both exponentially distributed."""

    hours_between: Positive
    minutes_away: Positive

    @property
    def up(self) -> float:
        """The share of the time that the device is there."""
        return self.hours_between * 60 / (self.hours_between * 60 + self.minutes_away)


class DeviceClass(Part):
    """Devices that are alike: a lane of its own. `speed`: how many times faster than the work's seconds say."""

    name: Name
    count: Annotated[int, Field(ge=1, le=MOST_DEVICES)]
    memory_gb: Positive = 24.0
    speed: Positive = 1.0
    failures: Failures | None = None

    @property
    def capacity(self) -> float:
        """Seconds of work that it does a second, on average."""
        return self.count * self.speed * (self.failures.up if self.failures else 1.0)


class Model(Part):
    """What must be on a device before work that needs it begins."""

    load_seconds: Seconds
    memory_gb: Annotated[float, Field(ge=0, le=1024)]


class Work(Part):
    """A kind of job. `seconds`: its mean on a device of speed 1, which is what the queue expects; `law`: how real
    times spread around it (`lognormal` by `sigma`); `needs_gb`: the least memory of a device that it fits on."""

    seconds: Positive
    law: Literal["fixed", "exponential", "lognormal"] = "lognormal"
    sigma: Annotated[float, Field(ge=0, le=3)] = 0.3
    model: Name | None = None
    needs_gb: Annotated[float, Field(ge=0, le=1024)] = 0.0
    tier: Annotated[str, Field(max_length=10)] = ""


class Plan(Part):
    """As in accounts/plans: what a tenant is given of the machines."""

    weight: Positive = 1.0
    most_at_once: Annotated[int, Field(ge=1)] | None = None
    most_a_tier: dict[str, Annotated[int, Field(ge=1)]] = {}

    @property
    def share(self) -> Share:
        return Share(self.weight, self.most_at_once, tuple(self.most_a_tier.items()))


class Tenants(Part):
    """Tenants that are alike: each equal to the others. `share`: of all work that is offered, by all of them together.

    `burst`: jobs that come at once, on average (geometric); `work` and `priority`: how often each, as weights.
    """

    name: Name
    count: Annotated[int, Field(ge=1, le=MOST_TENANTS)]
    plan: Name
    share: Positive
    burst: Annotated[float, Field(ge=1, le=100_000)] = 1.0
    work: Annotated[dict[Name, Positive], Field(min_length=1)]
    priority: Annotated[dict[PriorityWord, Positive], Field(min_length=1)] = {"normal": 1.0}

    def classes(self) -> dict[int, float]:
        """How often each class, as weights."""
        return {int(Priority.of(word)): weight for word, weight in self.priority.items()}


class Waves(Part):
    """Offered work goes up and down as a sine: by `height` of its mean, once in `period_minutes`."""

    period_minutes: Positive
    height: Chance


class Retries(Part):
    """`chance` that a try fails, at any time of it; waits double from `first_seconds`, each shortened by chance to
    half at most; after `most_tries` the job is given up. As in generation/services/running.py."""

    chance: Chance = 0.0
    most_tries: Annotated[int, Field(ge=1, le=100)] = 4
    first_seconds: Seconds = 2.0
    longest_seconds: Seconds = 300.0


class Scenario(Part):
    """`load`: work that is offered, of what the devices can do. Work comes for `hours`; what comes in the first
    `warm_up_minutes` is not measured. A job that waits longer than `overdue_minutes` counts as starved."""

    name: Name
    about: Words
    seed: Annotated[int, Field(ge=0)] = 1
    hours: Annotated[float, Field(gt=0, le=24 * 365)]
    warm_up_minutes: Annotated[float, Field(ge=0)] = 0.0
    overdue_minutes: Positive = 30.0
    load: Annotated[float, Field(gt=0, le=10)]
    waves: Waves | None = None
    devices: Annotated[tuple[DeviceClass, ...], Field(min_length=1)]
    models: dict[Name, Model] = {}
    work: Annotated[dict[Name, Work], Field(min_length=1)]
    plans: Annotated[dict[Name, Plan], Field(min_length=1)]
    tenants: Annotated[tuple[Tenants, ...], Field(min_length=1)]
    retries: Retries = Retries()

    @property
    def seconds(self) -> float:
        """How long work comes in."""
        return self.hours * 3600

    @property
    def capacity(self) -> float:
        """Seconds of work that all devices do a second."""
        return sum(device.capacity for device in self.devices)

    def mean_seconds(self, tenants: Tenants) -> float:
        """Of a job of theirs."""
        return sum(self.work[kind].seconds * often for kind, often in tenants.work.items()) / sum(tenants.work.values())

    def jobs_a_second(self, tenants: Tenants) -> float:
        """Of all of them together, on average."""
        share = tenants.share / sum(other.share for other in self.tenants)
        return self.load * self.capacity * share / self.mean_seconds(tenants)

    @model_validator(mode="after")
    def measures_something(self) -> Self:
        if self.warm_up_minutes * 60 >= self.seconds:
            raise ValueError("`warm_up_minutes` leaves nothing of `hours` to measure")
        jobs = sum(map(self.jobs_a_second, self.tenants)) * self.seconds if self._names_are_known() else 0.0
        if jobs > MOST_JOBS:
            raise ValueError(f"about {jobs:,.0f} jobs; {MOST_JOBS:,} is the most: shorten `hours`")
        return self

    def _names_are_known(self) -> bool:
        return all(kind in self.work for tenants in self.tenants for kind in tenants.work)
