"""A reference: a frame of the scene whose colours and light new frames take."""

from uuid import uuid4

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import files
from generation.models import HeroFrame, Job
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


def asked(shelf: Shelf, **more: object) -> dict[str, object]:
    return {"kind": "frames", "scene": str(shelf.scene.pk), "prompt": "a bell", "count": 1, **more}


def digest_of(frame: HeroFrame) -> str:
    with scope(frame.tenant_id):
        return HeroFrame.objects.select_related("output__file").get(pk=frame.pk).output.file.sha256


def test_the_jobs_know_the_reference_and_its_file_is_kept_for_them(as_editor: Speaker, shelf: Shelf) -> None:
    made = as_editor.made("POST", "generations", asked(shelf, reference=str(shelf.frame.pk)))
    with scope(shelf.scene.tenant_id):
        params = Job.objects.get(generation=made["id"]).params
        assert params["reference_sha256"] == digest_of(shelf.frame)
        assert params["reference_sha256"] in files._needed()


def test_more_frames_of_the_same_kind_keep_the_reference(as_editor: Speaker, shelf: Shelf) -> None:
    made = as_editor.made("POST", "generations", asked(shelf, reference=str(shelf.frame.pk)))
    more = as_editor.made("POST", f"generations/{made['id']}/hero-frames", {"prompt": ""})
    with scope(shelf.scene.tenant_id):
        kept = {job.params.get("reference_sha256") for job in Job.objects.filter(generation=more["id"])}
    assert kept == {digest_of(shelf.frame)}


def test_without_a_reference_the_words_alone_count(as_editor: Speaker, shelf: Shelf) -> None:
    made = as_editor.made("POST", "generations", asked(shelf, reference=None))
    with scope(shelf.scene.tenant_id):
        assert "reference_sha256" not in Job.objects.get(generation=made["id"]).params


def test_a_frame_of_another_scene_or_workspace_is_no_reference(
    as_editor: Speaker, shelf: Shelf, workspace: Workspace, elsewhere: Workspace
) -> None:
    strange = [rows.frame_of(rows.scene_in(place)).pk for place in (workspace, elsewhere)]
    for reference in (*strange, uuid4()):
        answer = as_editor.call("POST", "generations", asked(shelf, reference=str(reference)))
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == ["reference"]
        assert answer.json()["errors"][0]["detail"] == "This scene has no such frame."


@pytest.mark.parametrize("change", [{"reference": "a frame"}, {"kind": "takes", "reference": str(uuid4())}])
def test_what_is_no_reference_is_told_at_the_field(as_editor: Speaker, shelf: Shelf, change: dict[str, str]) -> None:
    answer = as_editor.call("POST", "generations", asked(shelf, **change))
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["reference"]
