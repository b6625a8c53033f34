"""What is made from a generation keeps what was said of it."""

import pytest

from accounts.tenancy import scope
from generation.models import Generation
from projects.models import Scene
from tests import rows
from tests.cast import Speaker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["hero-frames", "hero-frames/{frame}/regenerate"])
def test_more_frames_leave_out_what_the_first_left_out(as_editor: Speaker, scene: Scene, path: str) -> None:
    with scope(scene.tenant_id):
        first = rows.ended(scene, "frames")
        Generation.objects.update(negative_prompt="people")
    frame = rows.frame_of(scene, first)
    made = as_editor.made("POST", f"generations/{first.pk}/" + path.format(frame=frame.pk), {})
    assert made["negative_prompt"] == "people"
