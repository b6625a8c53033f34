"""Who may do what."""

from pathlib import Path

import pytest

from accounts.roles import ACTIONS, MAKE, OWN, PERMISSIONS, READ, SCOPE_OF, Role, Scope, may, may_give


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_in_the_table_and_may_look(role: Role) -> None:
    assert role in PERMISSIONS
    assert may(role, READ)


@pytest.mark.parametrize(
    ("role", "makes"), [(Role.OWNER, True), (Role.ADMIN, True), (Role.EDITOR, True), (Role.VIEWER, False)]
)
def test_everybody_but_a_viewer_makes_things(role: Role, makes: bool) -> None:
    assert may(role, MAKE) is makes


@pytest.mark.parametrize("role", ["", "root", "OWNER", "superuser"])
def test_a_role_that_is_none_may_do_nothing(role: str) -> None:
    assert not may(role, READ)
    assert not may(role, MAKE)


@pytest.mark.parametrize("role", list(Role))
def test_an_action_that_is_none_is_refused_to_all(role: Role) -> None:
    assert not may(role, "delete everything")


def test_the_table_names_every_action_and_nothing_else() -> None:
    assert set().union(*PERMISSIONS.values()) == set(ACTIONS)
    assert set(SCOPE_OF) == set(ACTIONS) - {OWN}
    assert set(SCOPE_OF.values()) == set(Scope)


@pytest.mark.parametrize(("weaker", "stronger"), list(zip(list(Role)[1:], Role, strict=False)))
def test_a_stronger_role_may_do_what_a_weaker_one_may(weaker: Role, stronger: Role) -> None:
    assert PERMISSIONS[weaker] < PERMISSIONS[stronger]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", list(ACTIONS))
def test_a_token_does_no_more_than_its_person_and_its_scopes(role: Role, action: str) -> None:
    assert not may(role, action, [])
    for scope in Scope:
        assert may(role, action, [scope]) is (may(role, action) and SCOPE_OF.get(action) == scope)


def test_ownership_is_no_tokens_to_use() -> None:
    assert may(Role.OWNER, OWN)
    assert not may(Role.OWNER, OWN, list(Scope))


@pytest.mark.parametrize("other", [None, *Role])
def test_only_an_owner_makes_or_unmakes_an_owner(other: Role | None) -> None:
    for actor in Role:
        assert may_give(actor, other, Role.OWNER) is (actor == Role.OWNER)
        assert may_give(actor, Role.OWNER, other) is (actor == Role.OWNER)


def test_admins_give_the_roles_below_owner_and_nobody_weaker_gives_any() -> None:
    for actor in Role:
        assert may_give(actor, None, Role.EDITOR) is (actor in (Role.OWNER, Role.ADMIN))
        assert may_give(actor, Role.ADMIN, Role.VIEWER) is (actor in (Role.OWNER, Role.ADMIN))


def test_the_table_in_the_docs_is_the_one_that_is_asked() -> None:
    docs = (Path(__file__).resolve().parents[2] / "docs/accounts.md").read_text(encoding="utf-8")
    table = docs.partition("## Workspaces and people")[2].partition("\n\n**")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if line.startswith("|")]
    head, _, *told = rows
    assert head == ["What", *(role.label for role in Role), "Scope of a token"]
    assert told == [
        [words, *("yes" if may(role, action) else "" for role in Role), SCOPE_OF.get(action, "no token does it")]
        for action, words in ACTIONS.items()
    ]
