"""One workspace can neither fill the queue nor make answers grow without end."""

import pytest

from accounts.tenancy import scope
from generation.models import QueueTicket
from generation.services import starting
from projects.models import Scene
from projects.services import making
from tests import rows
from tests.cast import Speaker

pytestmark = pytest.mark.django_db


def test_a_workspace_that_has_enough_waiting_is_asked_to_wait(
    as_editor: Speaker, as_outsider: Speaker, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "MOST_WAITING", 3)
    picture = {"kind": "picture", "prompt": rows.PROMPT}
    as_editor.made("POST", "generations", {**picture, "count": 3})
    told = as_editor.refused(429, "POST", "generations", picture)
    assert "wait" in told["detail"]
    as_outsider.made("POST", "generations", picture)
    QueueTicket.objects.all().delete()
    as_editor.made("POST", "generations", picture)


def test_a_scene_with_enough_frames_takes_no_more(
    as_editor: Speaker, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(making.MOST_A_SCENE, "frames", 2)
    for shade in (1, 2):
        frame = rows.frame_of(scene, shade=shade)
    told = as_editor.refused(
        409, "POST", "generations", {"kind": "frames", "scene": str(scene.pk), "prompt": rows.PROMPT}
    )
    assert told["detail"] == "This scene has 2 frames already."
    assert frame.generation is not None
    as_editor.refused(409, "POST", f"generations/{frame.generation.pk}/retry")
    as_editor.refused(409, "POST", f"scenes/{scene.pk}/uploads", {})


def test_a_scene_with_enough_takes_takes_no_more(
    as_editor: Speaker, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(making.MOST_A_SCENE, "takes", 1)
    frame = rows.frame_of(scene)
    rows.take_of(scene)
    assert frame.generation is not None
    as_editor.refused(409, "POST", f"generations/{frame.generation.pk}/process", {})


def test_a_tree_tells_its_newest_frames_oldest_first(as_editor: Speaker, scene: Scene) -> None:
    with scope(scene.tenant_id):
        first = rows.ended(scene, "frames")
    made = [rows.frame_of(scene, first, shade=shade) for shade in range(3)]
    told = as_editor.made("GET", f"generations/{first.pk}/hero-frames")
    assert [frame["id"] for frame in told] == [str(frame.pk) for frame in made]
