"""Machines to recommend for."""

from typing import Any

import pytest

from quality.catalogue.loader import shipped
from quality.catalogue.schema import Catalogue
from quality.recommending.values import Hardware
from quality.values import Device

EVERY_ENGINE = frozenset({"animatic", "diffusers"})


def machine(*cards_gb: float, engines: frozenset[str] = EVERY_ENGINE, **change: Any) -> Hardware:
    """A computer with cards of these sizes."""
    devices = tuple(Device(f"gpu{n}", f"Card {n}", gb) for n, gb in enumerate(cards_gb))
    known: dict[str, Any] = {"processors": 8, "memory_gb": 32.0, "disk_free_gb": 100.0, **change}
    return Hardware(devices=devices, engines=engines, **known)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The product's."""
    return shipped()
