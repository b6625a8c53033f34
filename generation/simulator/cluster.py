"""Simulated devices: what each holds, which are idle, and how much work lies before each class of them."""

from collections import OrderedDict

from generation.scheduling.values import Holder
from generation.simulator.scenario import DeviceClass, Scenario
from generation.simulator.tickets import Ticket


class Device:
    """One device. `shift` counts what it began or lost, so that an event of an earlier time is known as such.

    `back`: since when it is up; of the job that it serves: claimed `since`, loaded and `busy_from`, `ends`.
    """

    __slots__ = ("back", "busy_from", "ends", "held", "holder", "lane", "serving", "shift", "since", "up", "used_gb")

    def __init__(self, lane: "Lane") -> None:
        self.lane = lane
        self.up = True
        self.shift = 0
        self.back = self.since = self.busy_from = self.ends = 0.0
        self.serving: Ticket | None = None
        self.held: OrderedDict[str, float] = OrderedDict()
        self.used_gb = 0.0
        self.holder = Holder(frozenset(), lane.kind.memory_gb)

    def hold(self, model: str, memory_gb: float) -> bool:
        """Have a model in memory, and let those go that were used longest ago; whether it had to be loaded."""
        if model in self.held:
            self.held.move_to_end(model)
            return False
        while self.held and self.used_gb + memory_gb > self.lane.kind.memory_gb:
            self.used_gb -= self.held.popitem(last=False)[1]
        self.held[model] = memory_gb
        self.used_gb += memory_gb
        self._tell()
        return True

    def forget(self) -> None:
        """It died: its memory is empty."""
        self.held.clear()
        self.used_gb = 0.0
        self._tell()

    def _tell(self) -> None:
        self.holder = Holder(frozenset(self.held), self.lane.kind.memory_gb)


class Lane:
    """A class of devices. `idle`: those with nothing to do, the longest idle first; `ahead`: seconds of work that wait
    or run, as expected, on devices of speed 1."""

    __slots__ = ("ahead", "devices", "idle", "kind", "name", "number", "up")

    def __init__(self, number: int, kind: DeviceClass) -> None:
        self.number, self.kind, self.name = number, kind, kind.name
        self.devices = [Device(self) for _ in range(kind.count)]
        self.idle: dict[Device, None] = dict.fromkeys(self.devices)
        self.ahead = 0.0
        self.up = kind.count

    def done_in(self, seconds: float) -> float:
        """About how long from now until a job that enters would be done."""
        return (self.ahead / max(1, self.up) + seconds) / self.kind.speed


class Cluster:
    """All devices of a scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self.lanes = [Lane(number, kind) for number, kind in enumerate(scenario.devices)]
        self.by_name = {lane.name: lane for lane in self.lanes}
        self.models = scenario.models

    def route(self, needs_gb: float, seconds: float) -> Lane:
        """Where a job that needs so much memory is done soonest, as quality/routing chooses a card."""
        if len(self.lanes) == 1:
            return self.lanes[0]
        fitting = (lane for lane in self.lanes if lane.kind.memory_gb >= needs_gb)
        return min(fitting, key=lambda lane: lane.done_in(seconds))

    def load(self, device: Device, model: str) -> float:
        """Seconds until a device has a model; 0 where it has it, or none is needed."""
        if not model:
            return 0.0
        wanted = self.models[model]
        return wanted.load_seconds if device.hold(model, wanted.memory_gb) else 0.0
