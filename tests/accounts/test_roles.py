"""Who may do what."""

import pytest

from accounts.roles import MAKE, PERMISSIONS, READ, Role, may


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
