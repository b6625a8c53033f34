"""Situations that routing is asked in."""

from quality.catalogue.loader import shipped
from quality.catalogue.schema import Catalogue
from quality.expecting import NothingObserved
from quality.routing import Situation
from quality.values import POLISHES, Device, DeviceKind, Engines, Function, Medium, PlanLimits

EMBEDDED = Engines({"animatic": None, "template": None})
LOCAL = Engines({"animatic": None, "template": None, "diffusers": None})
SEEN = [
    function for function in Function if function.medium in (Medium.PICTURE, Medium.VIDEO) and function not in POLISHES
]
"""Functions that make something to look at."""


def here(
    *devices: Device,
    engines: Engines = LOCAL,
    plan: PlanLimits | None = None,
    catalogue: Catalogue | None = None,
) -> Situation:
    """The shipped catalogue, every engine, the largest plan, nothing observed, and these cards."""
    return Situation(catalogue or shipped(), devices, plan or PlanLimits(), NothingObserved(), engines)


def studio(total_gb: float, used_gb: float = 0.0, kind: DeviceKind = DeviceKind.CUDA) -> Device:
    """One card."""
    return Device("0", "Studio 1", total_gb, used_gb, kind)
