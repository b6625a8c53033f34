"""What a token may do: its scopes, never more than its person, and the workspace's own tokens."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import ApiToken, AuditEntry, Membership, User, Workspace
from accounts.models.token import ALPHABET, PREFIX, new_secret, well_formed
from accounts.roles import PERMISSIONS, SCOPE_OF, Role, Scope, role_for
from accounts.tenancy import scope
from tests import cast
from tests.cast import Speaker

WISH = {"name": "render farm", "scopes": ["read", "generate"]}


@given(st.integers(0, 52), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed_without_asking_the_database(place: int, letter: str) -> None:
    secret = new_secret()
    assert well_formed(secret)
    wrong = secret[:place] + letter + secret[place + 1 :]
    assert well_formed(wrong) is (wrong == secret)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert not well_formed(text) or text.startswith(PREFIX)


def test_a_token_of_the_first_version_is_still_a_token() -> None:
    assert well_formed(PREFIX + "x" * 43)
    assert not well_formed(PREFIX + "x" * 44)


@given(st.sets(st.sampled_from(list(Scope))))
def test_a_service_token_is_the_weakest_that_does_its_work(scopes: set[Scope]) -> None:
    role = role_for(scopes)
    wanted = {action for action, needed in SCOPE_OF.items() if needed in scopes}
    assert wanted <= PERMISSIONS[role]
    assert role != Role.OWNER
    assert all(not wanted <= PERMISSIONS[weaker] for weaker in list(Role)[list(Role).index(role) + 1 :])


def program(secret: str) -> Speaker:
    return Speaker({"Authorization": f"Bearer {secret}"})


pytestmark = pytest.mark.django_db


def test_a_token_is_made_listed_used_and_ended(as_editor: Speaker, editor: User, workspace: Workspace) -> None:
    made = as_editor.made("POST", "tokens", WISH | {"days": 30})
    assert made["person"] == editor.email
    assert made["hint"] == made["secret"][-4:]
    assert program(made["secret"]).made("POST", "projects", {"name": "By program"})["name"] == "By program"
    (listed,) = as_editor.made("GET", "tokens")["results"]
    assert "secret" not in listed
    assert listed["last_used_at"] is not None
    as_editor.made("DELETE", f"tokens/{made['id']}")
    program(made["secret"]).refused(401, "GET", "projects")
    with scope(workspace.pk):
        told = [entry.action for entry in AuditEntry.objects.order_by("id")]
        assert told[-2:] == ["token.made", "token.revoked"]
        assert made["secret"] not in str(list(AuditEntry.objects.values()))


def test_a_new_secret_is_kept_by_no_cache(as_editor: Speaker) -> None:
    assert as_editor.call("POST", "tokens", WISH)["Cache-Control"] == "no-store"


def test_a_token_that_reads_changes_nothing(as_editor: Speaker) -> None:
    reader = program(as_editor.made("POST", "tokens", WISH | {"scopes": ["read"]})["secret"])
    assert reader.call("GET", "projects").status_code == 200
    told = reader.refused(403, "POST", "projects", {"name": "Mine"})
    assert told["detail"] == 'This token lacks the scope "generate".'
    assert "Make a token with this scope" in told["advice"]


def test_a_token_that_only_makes_reads_nothing(as_editor: Speaker) -> None:
    maker = program(as_editor.made("POST", "tokens", WISH | {"scopes": ["generate"]})["secret"])
    maker.refused(403, "GET", "projects")
    maker.refused(403, "GET", "audit")


def test_a_token_manages_only_where_its_person_may(as_owner: Speaker, as_editor: Speaker) -> None:
    every = [*Scope.values]
    manager = program(as_owner.made("POST", "tokens", WISH | {"scopes": every})["secret"])
    assert manager.call("GET", "audit").status_code == 200
    told = as_editor.refused(400, "POST", "tokens", WISH | {"scopes": ["keys"]})
    assert told["errors"][0]["field"] == "scopes"
    assert "editor" in told["detail"]


def test_a_token_makes_no_token_that_is_stronger(as_owner: Speaker) -> None:
    manager = program(as_owner.made("POST", "tokens", WISH | {"scopes": ["manage"]})["secret"])
    manager.made("POST", "tokens", WISH | {"scopes": ["manage"]})
    assert manager.refused(400, "POST", "tokens", WISH)["errors"][0]["field"] == "scopes"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": ""}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["root"]}, "scopes.0"),
        ({"days": 0}, "days"),
        ({"days": 4000}, "days"),
        ({"name": "x" * 81}, "name"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_by_its_field(as_editor: Speaker, words: dict[str, Any], field: str) -> None:
    told = as_editor.refused(400, "POST", "tokens", WISH | words)
    assert told["errors"][0]["field"] == field
    assert ApiToken.objects.count() == 0


def test_everybody_sees_their_own_tokens_and_who_minds_the_people_sees_all(
    as_owner: Speaker, as_editor: Speaker, as_viewer: Speaker
) -> None:
    made = as_editor.made("POST", "tokens", WISH)
    assert as_viewer.made("GET", "tokens")["results"] == []
    as_viewer.refused(404, "DELETE", f"tokens/{made['id']}")
    assert [token["id"] for token in as_owner.made("GET", "tokens")["results"]] == [made["id"]]
    as_owner.made("DELETE", f"tokens/{made['id']}")
    as_owner.made("DELETE", f"tokens/{made['id']}")


def test_an_outsider_ends_nothing(as_editor: Speaker, as_outsider: Speaker, as_intruder: Speaker) -> None:
    made = as_editor.made("POST", "tokens", WISH)
    as_outsider.refused(404, "DELETE", f"tokens/{made['id']}")
    as_intruder.refused(404, "DELETE", f"tokens/{made['id']}")
    assert program(made["secret"]).call("GET", "projects").status_code == 200


# --- the workspace's own ------------------------------------------------------------------------------------


def test_a_service_token_outlives_whoever_made_it(as_owner: Speaker, owner: User, workspace: Workspace) -> None:
    made = as_owner.made("POST", "tokens", WISH | {"service": True})
    Membership.objects.filter(user=owner).delete()
    service = program(made["secret"])
    project = service.made("POST", "projects", {"name": "By service", "idea": "a lighthouse"})
    assert service.made("GET", f"projects/{project['id']}")["name"] == "By service"
    assert service.made("GET", "me") == {
        "id": None,
        "email": "",
        "name": "render farm",
        "workspaces": [{"slug": workspace.slug, "name": workspace.name, "role": "editor"}],
    }


def test_a_service_token_finds_nothing_elsewhere(as_owner: Speaker, elsewhere: Workspace) -> None:
    service = program(as_owner.made("POST", "tokens", WISH | {"service": True})["secret"])
    service.refused(404, "GET", "projects", None, Dailies_Workspace=elsewhere.slug)


def test_only_who_may_change_settings_makes_a_service_token(as_editor: Speaker) -> None:
    assert as_editor.refused(400, "POST", "tokens", WISH | {"service": True})["errors"][0]["field"] == "service"


def test_a_service_token_makes_service_tokens_only(as_owner: Speaker) -> None:
    made = as_owner.made("POST", "tokens", WISH | {"service": True, "scopes": ["read", "manage"]})
    service = program(made["secret"])
    told = service.refused(400, "POST", "tokens", WISH | {"scopes": ["read"]})
    assert told["errors"][0]["field"] == "service"
    assert service.made("POST", "tokens", WISH | {"scopes": ["read"], "service": True})["person"] is None


# --- the command and the page -------------------------------------------------------------------------------


def said(*words: str) -> str:
    out = StringIO()
    call_command("token", *words, stdout=out)
    return out.getvalue().strip()


def test_the_command_makes_tokens_of_members_and_of_the_workspace(editor: User, workspace: Workspace) -> None:
    reader = program(said(editor.email, "--workspace", workspace.slug, "--scopes", "read"))
    assert reader.call("GET", "projects").status_code == 200
    assert reader.call("POST", "projects", {"name": "One"}).status_code == 403
    service = program(said("--workspace", workspace.slug, "--service", "--scopes", "read, generate"))
    assert service.made("GET", "me")["name"] == "from the terminal"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["editor@northlight.film", "--scopes", "root"], "--scopes"),
        (["editor@northlight.film", "--scopes", ""], "--scopes"),
        (["editor@northlight.film", "--days", "0"], "--days"),
        (["nobody@northlight.film"], "no member"),
        ([], "Whose token"),
    ],
)
def test_the_command_says_what_is_wrong(words: list[str], told: str, editor: User, workspace: Workspace) -> None:
    with pytest.raises(CommandError, match=told):
        said(*words, "--workspace", workspace.slug)
    assert ApiToken.objects.count() == 0


def test_the_page_shows_a_secret_once(as_editor: Speaker, workspace: Workspace) -> None:
    page = f"/w/{workspace.slug}/settings/tokens/"
    answer = as_editor.post(page, {"name": "render farm", "scopes": ["read"], "days": "30"})
    assert answer["Cache-Control"] == "no-store"
    token = ApiToken.objects.get()
    shown = answer.content.decode()
    assert f"{token.hint}" in shown
    secret = shown.split('id="secret">')[1].split("<")[0]
    assert program(secret).call("GET", "projects").status_code == 200
    assert secret not in as_editor.get(page).content.decode()
    as_editor.post(page, {"end": str(token.pk)})
    assert program(secret).call("GET", "projects").status_code == 401


def test_the_page_ends_no_token_of_others(as_editor: Speaker, as_viewer: Speaker, workspace: Workspace) -> None:
    made = as_editor.made("POST", "tokens", WISH)
    for wrong in (made["id"], "nonsense"):
        as_viewer.post(f"/w/{workspace.slug}/settings/tokens/", {"end": wrong})
    assert ApiToken.objects.get().revoked_at is None


def test_the_page_offers_only_what_the_role_reaches(as_viewer: Speaker, viewer: User, workspace: Workspace) -> None:
    page = f"/w/{workspace.slug}/settings/tokens/"
    shown = as_viewer.get(page).content.decode()
    assert 'value="keys"' not in shown
    assert 'name="service"' not in shown
    assert as_viewer.post(page, {"name": "mine", "scopes": ["keys"]}).status_code == 422
    assert as_viewer.post(page, {"name": "mine", "scopes": ["read"], "service": "on"}).status_code == 200
    assert ApiToken.objects.get().user == viewer


def test_an_intruder_finds_no_page(as_intruder: Speaker, workspace: Workspace) -> None:
    assert as_intruder.get(f"/w/{workspace.slug}/settings/tokens/").status_code == 404


def test_a_program_of_the_cast_may_look_and_make(editor: User, workspace: Workspace) -> None:
    assert cast.program(editor, workspace).call("GET", "projects").status_code == 200
