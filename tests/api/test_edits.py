"""A frame made again with other words says what the edit changed."""

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import Job
from tests import rows
from tests.cast import Speaker
from tests.stations import Studio

BEFORE, AFTER = "a fox in a forest", "two foxes in a forest at night"


def params_of(generation: str, workspace: Workspace) -> dict[str, object]:
    with scope(workspace.pk):
        found: dict[str, object] = Job.objects.filter(generation=generation).first().params
        return found


@pytest.mark.django_db(transaction=True)
def test_a_frame_made_again_tells_what_its_edit_changed(
    as_editor: Speaker, workspace: Workspace, studio: Studio
) -> None:
    scene = str(rows.scene_in(workspace).pk)
    first = as_editor.made("POST", "generations", {"kind": "frames", "scene": scene, "prompt": BEFORE, "count": 1})
    studio.run_all()
    (made,) = as_editor.made("GET", f"generations/{first['id']}/hero-frames")
    assert made["output"]["read"]["changed"] is None
    again = f"generations/{first['id']}/hero-frames/{made['id']}/regenerate"
    for prompt in (AFTER, f"{BEFORE}, please"):
        as_editor.made("POST", again, {"prompt": prompt})
    studio.run_all()
    frames = as_editor.made("GET", f"generations/{first['id']}/hero-frames")
    told = {frame["prompt"]: frame["output"]["read"]["changed"] for frame in frames}
    assert any(change.endswith("→ night") for change in told[AFTER])
    assert "fox: count: 1 → 2" in told[AFTER]
    assert told[f"{BEFORE}, please"] == []


@pytest.mark.django_db
def test_only_other_words_are_an_edit(as_editor: Speaker, workspace: Workspace) -> None:
    scene = str(rows.scene_in(workspace).pk)
    first = as_editor.made("POST", "generations", {"kind": "frames", "scene": scene, "prompt": BEFORE, "count": 1})
    more = f"generations/{first['id']}/hero-frames"
    assert "edited_from" not in params_of(as_editor.made("POST", more, {"prompt": ""})["id"], workspace)
    assert "edited_from" not in params_of(as_editor.made("POST", more, {"prompt": BEFORE})["id"], workspace)
    assert params_of(as_editor.made("POST", more, {"prompt": AFTER})["id"], workspace)["edited_from"] == BEFORE
