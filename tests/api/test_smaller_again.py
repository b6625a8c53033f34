"""POST /generations/{id}/retry with a smaller size or a shorter length: everything else stays as it was asked."""

import pytest

from accounts.tenancy import scope
from generation.models import Generation
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


def test_the_same_is_asked_again_but_smaller(as_editor: Speaker, shelf: Shelf) -> None:
    asked = {"kind": "frames", "scene": str(shelf.scene.pk), "prompt": "a bell", "seed": 5, "quality": "high"}
    first = as_editor.made("POST", "generations", {**asked, "reference": str(shelf.frame.pk)})
    as_editor.made("POST", f"generations/{first['id']}/cancel")
    again = as_editor.made("POST", f"generations/{first['id']}/retry", {"side": 1024})
    assert (again["requested_tier"], again["seed"], again["parent"]) == ("high", 5, first["id"])
    assert (first["quote"]["width"], again["quote"]["width"]) == (2048, 1024)
    with scope(shelf.scene.tenant_id):
        before, after = (Generation.objects.get(pk=told["id"]).settings for told in (first, again))
    assert {**before, "adjust": {"side": 1024}} == after


@pytest.mark.parametrize("sent", [{"side": 1}, {"frames": "many"}, {"side": 10**9}])
def test_what_cannot_be_a_size_is_said_at_its_field(as_editor: Speaker, shelf: Shelf, sent: dict[str, object]) -> None:
    told = as_editor.refused(400, "POST", f"generations/{shelf.generation.pk}/retry", sent)
    assert told["errors"][0]["field"] == next(iter(sent))
