"""Decisions that earlier releases wrote are explained as far as they tell."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tenancy import scope
from generation.models import Generation
from tests.rows import Shelf

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

OLD: dict[str, Any] = {
    "requested_tier": "low",
    "achieved_tier": "low",
    "function": "create_video",
    "engine": "animatic",
    "model": "drawn",
    "row": "video-low-drawn",
    "catalogue_version": 1,
    "device": None,
    "preview": True,
    "width": 64,
    "height": 64,
    "frames": 9,
    "fps": 24,
    "steps": 1,
    "guidance": 0.0,
    "techniques": [],
    "memory_gb": 0.5,
    "seconds": [1.0, 2.0],
    "credits": 1,
    "reason": "Drawn on this computer's processor; it needs no graphics card.",
    "fallback": None,
    "notice": "",
    "considered": [{"row": "video-low-drawn", "fits": True, "why": ""}],
}
"""As version 0.1 stored it."""


@pytest.mark.parametrize("page", ["generation", "routingdecision"])
def test_a_decision_of_an_earlier_release_is_explained(console: Client, shelf: Shelf, page: str) -> None:
    with scope(shelf.scene.tenant_id):
        Generation.objects.filter(pk=shelf.take.generation_id).update(decision=OLD)
    answer = console.get(reverse(f"admin:generation_{page}_change", args=[shelf.take.generation_id]))
    assert answer.status_code == 200
    assert "it needs no graphics card" in answer.content.decode()
