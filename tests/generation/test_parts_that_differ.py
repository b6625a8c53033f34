"""Parts of one generation that are not where the others are: held later, or made in another way."""

from dataclasses import replace
from typing import Any

import pytest

from accounts.tenancy import scope
from generation import observing
from generation.estimates import Measured
from generation.models import Generation
from generation.services import running, starting
from generation.values import FRAMES, GenerationRequest
from generation.variations import batch, kept
from generation.variations.batch import Asked
from projects.models import Scene
from quality.models import CorrectionState
from quality.values import Device, DeviceKind
from tests.generation.cards import Cards, asked, held, jobs, now
from tests.generation.test_consenting import LARGE_GB, SMALL_GB, go_on
from tests.generation.test_stepping import ended, settled
from tests.threads import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_part_that_is_held_while_the_answer_comes_goes_on_too(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, count=2)
    first, second = held(), held()
    cards.plug(SMALL_GB)
    assert running.begin(first) is None
    manager = type(Generation.objects)
    find, begun = manager.held, list[Any]()

    def held_meanwhile(rows: Any) -> Any:
        if rows.model is Generation and not begun:  # the answer has read which jobs are held, and locks the generation
            begun.append(None)
            begun[0] = together(lambda: running.begin(second))
        return find(rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manager, "held", held_meanwhile)
        go_on(generation)
    assert begun == [[None]]
    assert [job.state for job in jobs(generation)] == ["queued", "queued"]
    ended(scene, generation)
    settled(generation, 4 + 4)


def test_a_part_teaches_nothing_about_the_way_of_another(scene: Scene, cards: Cards) -> None:
    cards.devices = (Device("card-0", "A card", LARGE_GB, 0.0, DeviceKind.CUDA),)
    generation = asked(scene, tier="low")
    work = running.begin(held())
    assert work is not None
    told = {**work.decision, "device_class": "gpu", "simulated": False, "technique": "another"}
    with scope(scene.tenant_id):
        Generation.objects.filter(pk=generation.pk).update(decision=told)
    for decision, count in ((told, 0), ({**told, "technique": work.params["technique"]}, 1)):
        observing.observe(replace(work, decision=decision), Measured(3.0))
        assert CorrectionState.objects.count() == count
    assert now(generation).state == "running"


def test_parts_of_other_shapes_keep_them_when_memory_runs_short(scene: Scene, cards: Cards) -> None:
    """Each is routed again in its own shape; what waits beside one that steps down does so in its own."""
    cards.plug(100.0)
    parts = batch.parts(Asked("a boat", shapes=("16:9", "9:16", "1:1")), 10)
    with scope(scene.tenant_id):
        asked = GenerationRequest(
            FRAMES, "a boat", "high", seed=7, count=3, scene_id=scene.pk, settings=kept.as_settings(parts)
        )
        generation = starting.start(asked)
    before = [(job.params["width"], job.params["height"]) for job in jobs(generation)]
    assert [width > height for width, height in before] == [True, False, False]
    claim = held()
    assert running.begin(claim) is not None, "nothing is less than agreed"
    cards.plug(6.0)
    assert running.begin(held()) is not None
    after = [(job.params["width"], job.params["height"]) for job in jobs(generation)]
    assert [(width > height, width < height) for width, height in after] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert now(generation).fallback is not None
