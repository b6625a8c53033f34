"""Simulated cards that tests put in and take out."""

from collections.abc import Sequence

from accounts.tenancy import scope
from generation import queue
from generation.models import EventLog, Generation, Job, QueueTicket
from generation.queue import Claim
from generation.services import starting
from generation.values import EXPORT_LANE, FRAMES, GenerationRequest
from projects.models import Scene
from quality.values import Device, DeviceKind
from tests import rows


class Cards:
    """The cards there are; `plug` puts others in their place, of so many GB each."""

    def __init__(self) -> None:
        self.devices: Sequence[Device] = ()
        self.faulty: frozenset[str] = frozenset()

    def plug(self, *sizes_gb: float, faulty: bool = False) -> None:
        """Cards sim-0, sim-1, ...; `faulty` ones run out of memory whenever something is made on them."""
        self.devices = tuple(
            Device(f"sim-{number}", f"Simulated {number + 1}", size, 0.0, DeviceKind.SIMULATED)
            for number, size in enumerate(sizes_gb)
        )
        self.faulty = frozenset(card.id for card in self.devices) if faulty else frozenset()


def asked(scene: Scene, *, tier: str = "high", count: int = 1, asks: bool = True) -> Generation:
    """Frames of a scene, asked for in a quality."""
    with scope(scene.tenant_id):
        return starting.start(
            GenerationRequest(
                FRAMES,
                rows.PROMPT,
                tier,
                seed=7,
                count=count,
                project_id=scene.episode.project_id,
                scene_id=scene.pk,
                asks=asks,
            )
        )


def now(generation: Generation) -> Generation:
    """The generation as it stands."""
    with scope(generation.tenant_id):
        return Generation.objects.get(pk=generation.pk)


def jobs(generation: Generation) -> list[Job]:
    """Its jobs, in their order."""
    with scope(generation.tenant_id):
        return list(Job.objects.filter(generation=generation).order_by("number"))


def told(generation: Generation, kind: str = "quality.fallback") -> list[dict[str, object]]:
    """What was told of it in events of a kind."""
    with scope(generation.tenant_id):
        found = EventLog.objects.filter(generation_id=generation.pk, type=kind)
        return list(found.values_list("data", flat=True))


def held() -> Claim:
    """The next job of any lane in which something is made, claimed."""
    lanes = QueueTicket.objects.exclude(lane=EXPORT_LANE).order_by("lane").values_list("lane", flat=True).distinct()
    found = next((claim for lane in list(lanes) if (claim := queue.claim(lane, "one"))), None)
    assert found is not None, "nothing waits"
    return found
