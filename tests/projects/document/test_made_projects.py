"""What the studio's own workers made is told whole: the recipe of a frame makes the very same file again."""

import hashlib
import json
from typing import Any

import pytest

from accounts.models import Workspace
from generation.engines import registry
from generation.engines.base import PictureRequest, World
from generation.handlers.base import in_own_words
from generation.media.pictures import encode_png
from tests.cast import Speaker
from tests.stations import Studio

pytestmark = pytest.mark.django_db(transaction=True)


def made_again(recipe: dict[str, Any]) -> bytes:
    """The file of a frame's recipe, by its engine."""
    engine = registry.engine(recipe["engine"])
    request = PictureRequest(
        prompt=recipe["words"],
        negative_prompt=recipe["negative_prompt"],
        seed=recipe["seed"],
        width=recipe["width"],
        height=recipe["height"],
        world=World(**recipe["world"]),
    )
    known = {"engine": engine.name, "version": engine.version, **engine.recipe(request)}
    return encode_png(engine.picture(request, lambda stage, fraction: None), in_own_words(known, recipe["prompt"]))


def test_a_film_that_was_made_comes_through_and_a_frame_can_be_made_again(
    as_editor: Speaker, as_outsider: Speaker, workspace: Workspace, studio: Studio
) -> None:
    project = as_editor.made("POST", "projects", {"idea": "A red boat on a lake at dusk", "quality": "low"})
    as_editor.made("POST", f"episodes/{project['episodes'][0]['id']}/film", {"automatic": True, "scenes": 1, "seed": 9})
    studio.run_all()
    saved = as_editor.call("GET", f"projects/{project['id']}/document")
    copy = as_outsider.made("POST", "projects/import", json.loads(saved.content))
    assert as_outsider.call("GET", f"projects/{copy['id']}/document").content == saved.content
    (scene,) = saved.json()["canvas"]["episodes"][0]["scenes"]
    assert scene["chosen_take"] in [take["label"] for take in scene["takes"]]
    assert all(take["frames"] and take["fps"] and take["words"] and take["engine_version"] for take in scene["takes"])
    frame = scene["frames"][0]
    assert frame["engine_version"]
    assert frame["requested_tier"] == "low"
    assert hashlib.sha256(made_again(frame)).hexdigest() == frame["sha256"]
