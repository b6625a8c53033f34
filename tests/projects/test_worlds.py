"""The scenes of one episode share a world, and what makes their pictures is told of it."""

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import values
from generation.handlers.inputs import world_of
from generation.models import Generation, Job
from projects.models import Episode, Scene
from projects.services import making
from tests import rows
from tests.stations import Studio

IDEA = "a keeper and her dog on an island"


def _job_worlds(generation: Generation) -> list[dict[str, object]]:
    return [job.params["world"] for job in Job.objects.filter(generation=generation)]


@pytest.mark.django_db
def test_scenes_of_an_episode_share_a_world_and_know_which_of_how_many_they_are(workspace: Workspace) -> None:
    project = rows.project_in(workspace)
    first, second = rows.scene_of(project), rows.scene_of(project)
    with scope(workspace.pk):
        worlds = [_job_worlds(making.make_frames(scene, count=2)) for scene in (first, second)]
    assert all(world == scene[0] for scene in worlds for world in scene)
    one, two = worlds[0][0], worlds[1][0]
    assert (one["seed"], one["idea"]) == (two["seed"], two["idea"]) == (one["seed"], rows.PROMPT)
    assert [(world["scene"], world["scenes"]) for world in (one, two)] == [(1, 2), (2, 2)]


@pytest.mark.django_db
def test_takes_are_of_the_world_of_their_frame(workspace: Workspace) -> None:
    shelf = rows.shelf_in(workspace)
    with scope(workspace.pk):
        frames = _job_worlds(making.make_frames(shelf.scene, count=1))
        takes = _job_worlds(making.make_takes(shelf.scene, shelf.frame, count=2))
    assert takes == frames * 2


@pytest.mark.django_db(transaction=True)
def test_a_plan_gives_its_episode_the_world_of_its_seed(workspace: Workspace, studio: Studio) -> None:
    episode = rows.episode_of(rows.project_in(workspace))
    with scope(workspace.pk):
        making.make_plan(episode, idea=IDEA, scenes=3, user_id=None, seed=41)
    studio.run_all()
    with scope(workspace.pk):
        assert Episode.objects.get(pk=episode.pk).world_seed == 41


@pytest.mark.django_db(transaction=True)
def test_a_plan_that_leaves_the_scenes_leaves_their_world_too(workspace: Workspace, studio: Studio) -> None:
    scene = rows.scene_in(workspace)
    with scope(workspace.pk):
        before = making.world_of(scene).seed
        making.make_plan(scene.episode, idea=IDEA, scenes=3, user_id=None, seed=41)
    rows.frame_of(scene)  # a picture comes while the plan waits
    studio.run_all()
    with scope(workspace.pk):
        assert making.world_of(Scene.objects.get(pk=scene.pk)).seed == before


@pytest.mark.django_db
def test_two_episodes_have_two_worlds(workspace: Workspace) -> None:
    scenes = [rows.scene_in(workspace) for _ in range(2)]
    with scope(workspace.pk):
        seeds = {making.world_of(scene).seed for scene in scenes}
    assert len(seeds) == 2
    assert all(0 <= seed <= values.MAX_SEED for seed in seeds)


def test_what_stands_alone_has_no_world() -> None:
    assert world_of({"prompt": "a bell"}) is None
