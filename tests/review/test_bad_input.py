"""Input that once came through, and broke what came after it."""

from io import BytesIO

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import User, Workspace
from accounts.services import create_workspace
from accounts.tenancy import scope
from generation.handlers.inputs import stored_picture
from generation.models import HeroFrame
from projects.models import MAX_SCENES, Scene
from tests import rows
from tests.cast import Speaker
from tests.threads import together


@pytest.mark.django_db
@pytest.mark.parametrize("seconds", ["nan", "inf", "-inf"])
def test_a_length_that_is_no_number_is_refused(as_editor: Speaker, scene: Scene, seconds: str) -> None:
    told = as_editor.refused(400, "PATCH", f"scenes/{scene.pk}", {"seconds": seconds})
    assert told["errors"][0]["field"] == "seconds"
    assert as_editor.made("GET", f"scenes/{scene.pk}")["seconds"] == 4.0


@pytest.mark.django_db
def test_a_large_photograph_can_be_filmed(as_editor: Speaker, scene: Scene) -> None:
    """Its file here is a PNG, which is larger than the JPEG that was sent, and than what may be sent."""
    noise = np.random.default_rng(1).integers(0, 256, (2900, 3600, 3), dtype=np.uint8)
    sent = BytesIO()
    Image.fromarray(noise).save(sent, "JPEG", quality=60)
    image = SimpleUploadedFile("photo.jpg", sent.getvalue(), "image/jpeg")
    answer = as_editor.post(f"/api/v1/scenes/{scene.pk}/uploads", {"image": image})
    assert answer.status_code == 201, answer.content
    with scope(scene.tenant_id):
        file = HeroFrame.objects.select_related("output__file").get().output.file
    assert file.bytes > 25 * 1024**2
    picture = stored_picture(scene.tenant_id, file.sha256)
    assert picture is not None
    assert picture.shape == (2900, 3600, 3)


@pytest.mark.django_db(transaction=True)
def test_an_episode_stays_at_its_most_scenes_when_two_are_added(as_editor: Speaker, workspace: Workspace) -> None:
    episode = rows.episode_of(rows.project_in(workspace))
    for _ in range(MAX_SCENES - 1):
        as_editor.made("POST", "scenes", {"episode": str(episode.pk)})

    def add() -> int:
        return int(as_editor.call("POST", "scenes", {"episode": str(episode.pk)}).status_code)

    assert sorted(together(add, add, add)) == [201, 400, 400]
    told = as_editor.made("GET", f"episodes/{episode.pk}")
    assert [scene["number"] for scene in told["scenes"]] == [*range(1, MAX_SCENES + 1)]


@pytest.mark.django_db(transaction=True)
def test_two_people_who_name_their_workspaces_alike_at_once_get_one_each() -> None:
    first, second = (User.objects.create_user(f"{name}@northlight.film") for name in ("mara", "jon"))
    made = together(lambda: create_workspace(first, "Film"), lambda: create_workspace(second, "Film"))
    assert [type(one) for one in made] == [Workspace, Workspace], made
    assert len({one.slug for one in made}) == 2
