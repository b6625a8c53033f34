"""The page that carries the studio: its own people only, and everything it needs to start."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User, Workspace
from accounts.services import MOST_AN_HOUR, create_workspace

pytestmark = pytest.mark.django_db

MANIFEST = {
    "src/main.ts": {"file": "assets/main-1.js", "css": ["assets/main-1.css"], "imports": ["_shared.js"]},
    "_shared.js": {"file": "assets/shared-1.js", "css": ["assets/shared-1.css"], "imports": ["src/main.ts"]},
}


@pytest.fixture
def built(settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "frontend/dist/.vite"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))


@pytest.fixture
def mara(client: Client) -> User:
    user = User.objects.create_user("mara@northlight.film", "light-at-the-window", name="Mara </script> L")
    create_workspace(user, "Northlight")
    client.force_login(user)
    return user


@pytest.mark.usefixtures("built", "mara")
@pytest.mark.parametrize("path", ["", "projects/0198", "projects/0198/scenes/2"])
def test_a_member_gets_the_studio_under_every_address_of_the_workspace(client: Client, path: str) -> None:
    page = client.get(f"/w/northlight/{path}")
    assert page.status_code == 200
    assert "csrftoken" in page.cookies
    text = page.content.decode()
    for needed in ("/static/assets/main-1.js", "/static/assets/main-1.css", "/static/assets/shared-1.css"):
        assert needed in text
    assert text.count("assets/main-1.js") == 1


@pytest.mark.usefixtures("built", "mara")
def test_the_page_says_who_and_where_and_no_name_can_leave_its_script(client: Client) -> None:
    text = client.get("/w/northlight/").content.decode()
    found = re.search(r'<script id="boot" type="application/json">(.*?)</script>', text)
    assert found is not None
    boot = json.loads(found[1])
    here = {"slug": "northlight", "name": "Northlight", "role": "owner"}
    assert boot["workspace"] == here
    assert boot["workspaces"] == [here]
    mara = str(User.objects.get(email="mara@northlight.film").pk)
    told = {"id": mara, "name": "Mara </script> L", "email": "mara@northlight.film", "verified": False}
    assert boot["user"] == told


@pytest.mark.usefixtures("built", "mara")
@pytest.mark.parametrize(
    ("due", "said"), [(None, "null"), (datetime(2026, 12, 5, 8, tzinfo=UTC), "2026-12-05T08:00:00Z")]
)
def test_the_page_says_when_the_workspace_will_go(client: Client, due: datetime | None, said: str) -> None:
    Workspace.objects.update(deletion_due_at=due)
    assert f'"deletion_due_at": {json.dumps(said) if due else said}' in client.get("/w/northlight/").content.decode()


@pytest.mark.usefixtures("built", "mara")
def test_a_foreign_workspace_and_an_unknown_one_are_the_same_404(client: Client) -> None:
    create_workspace(User.objects.create_user("ola@elsewhere.film", "light-at-the-window"), "Elsewhere")
    foreign, unknown = client.get("/w/elsewhere/"), client.get("/w/nowhere/")
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content


@pytest.mark.usefixtures("mara")
def test_without_a_build_the_page_says_which_command_makes_one(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.BASE_DIR = tmp_path
    page = client.get("/w/northlight/")
    assert page.status_code == 503
    assert "./dailies up" in page.content.decode()


def test_the_way_in_leads_to_the_first_workspace_and_then_to_the_last_one_used(client: Client, mara: User) -> None:
    create_workspace(mara, "A second one")
    assert client.get("/studio/")["Location"] == "/w/northlight/"
    client.get("/w/a-second-one/")
    assert client.get("/studio/")["Location"] == "/w/a-second-one/"


def test_another_workspace_is_started_beside_the_first(client: Client, mara: User) -> None:
    assert "Northlight" in client.get("/workspaces/new/").content.decode()
    assert client.post("/workspaces/new/", {"workspace": "Night shift"})["Location"] == "/w/night-shift/"
    assert client.post("/workspaces/new/", {"workspace": ""}).status_code == 200


def test_nobody_starts_workspaces_without_end(client: Client, mara: User) -> None:
    for number in range(MOST_AN_HOUR - 1):
        client.post("/workspaces/new/", {"workspace": f"Number {number}"})
    refused = client.post("/workspaces/new/", {"workspace": "One too many"})
    assert refused.status_code == 429
    assert "Wait an hour" in refused.content.decode()


@pytest.mark.usefixtures("built")
def test_the_page_asks_the_database_five_times_however_many_workspaces_there_are(
    client: Client, mara: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        create_workspace(mara, f"Workspace {number}")
    with django_assert_num_queries(5):  # session, person, all memberships, that they are here, confirmed address
        client.get("/w/northlight/")
    with django_assert_num_queries(4):  # they were here a moment ago
        client.get("/w/northlight/")
