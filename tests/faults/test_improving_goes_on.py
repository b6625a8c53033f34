"""kill -9 in the middle of a take that improves by itself: the round is made once, and what follows it comes."""

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import values
from generation.models import Generation, Take
from projects.models import Improvement, ImprovementRound
from tests import rows
from tests.cast import Speaker
from tests.credits.books import audit
from tests.faults.crew import Crew, until
from tests.stations import Studio

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True, databases=["default", "ops"])]
ROUNDS = 2


def begun(editor: Speaker, workspace: Workspace, studio: Studio) -> str:
    """A take that the real engine drew, being improved; the improvement's id."""
    scene = rows.scene_in(workspace)
    for kind in (values.FRAMES, values.TAKES):
        ask = {"kind": kind, "scene": str(scene.pk), "prompt": "a red boat on a lake", "quality": "low", "seed": 4}
        editor.made("POST", "generations", {**ask, "count": 1})
        studio.run_all()
    made = editor.made("POST", f"scenes/{scene.pk}/improvements", {"rounds": ROUNDS, "credits": 100})
    return str(made["id"])


@pytest.mark.parametrize("moment", ["claimed", "begun", "file written", "finishing"])
def test_the_death_of_a_worker_loses_and_doubles_no_round(
    moment: str, as_editor: Speaker, workspace: Workspace, studio: Studio, crew: Crew
) -> None:
    improvement = begun(as_editor, workspace, studio)
    dying = crew.hire(moment)
    until(lambda: not crew.lives(dying), "the worker's death")
    studio.run_all()
    with scope(workspace.pk):
        rounds = list(ImprovementRound.objects.filter(improvement=improvement).order_by("id"))
        assert Improvement.objects.get(pk=improvement).ending in ("rounds", "no_gain", "nothing_weak")
        assert 1 <= len(rounds) <= ROUNDS
        assert all(one.kept is not None for one in rounds)
        made = [one.generation_id for one in rounds]
        assert len(set(made)) == len(made) == Generation.objects.filter(kind=values.TAKES).count() - 1
        assert [Take.objects.filter(generation_id=one).count() for one in made] == [1] * len(made)
    assert audit(workspace.pk).reserved == 0
