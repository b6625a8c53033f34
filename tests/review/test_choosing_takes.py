"""Which take is used: the best, until a person chooses."""

import threading
import time

import pytest

from accounts.tenancy import scope
from generation import signals
from generation.models import Generation, Take
from projects.models import Scene
from projects.services import choosing
from tests import rows
from tests.threads import together

PAUSE_SECONDS = 0.4
"""Long enough for the other thread to reach its lock."""


def looked_over(take: Take) -> None:
    """The takes of a generation are scored."""
    with scope(take.tenant_id):
        signals.takes_finished.send(sender=Generation, generation=take.generation)


def used(scene: Scene) -> tuple[object, bool]:
    with scope(scene.tenant_id):
        scene.refresh_from_db()
        return scene.selected_take_id, scene.take_is_own_choice


@pytest.mark.django_db
def test_the_best_take_is_used_until_a_person_chooses(scene: Scene) -> None:
    best = rows.take_of(scene)
    looked_over(best)
    assert used(scene) == (best.pk, False)


@pytest.mark.django_db(transaction=True)
def test_a_take_chosen_while_the_others_are_still_scored_stays(scene: Scene) -> None:
    best, favourite = rows.take_of(scene), rows.take_of(scene, shade=90)
    chosen = threading.Event()

    def choose() -> None:
        with scope(scene.tenant_id):
            choosing.choose_take(scene, favourite, by_person=True)
            chosen.set()
            time.sleep(PAUSE_SECONDS)

    def finish() -> None:
        chosen.wait()
        looked_over(best)

    assert together(choose, finish) == [None, None]
    assert used(scene) == (favourite.pk, True)
