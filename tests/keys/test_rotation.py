"""Keys change while people work: nothing is lost, nothing fails meanwhile, and what is old opens no more."""

import re
import threading
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Workspace
from accounts.tenancy import scope
from keys import rotation, services, vault
from keys.errors import DataKeyGone, VaultError
from keys.fields import SealedField, sealed_columns
from keys.models import DataKey, SealedSecret
from keys.ring import new_entry
from keys.secret import Secret
from keys.services import fingerprint, keep_secret, read_secret
from tests.keys.conftest import SetRing, id_of
from tests.threads import together

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

ROOT = Path(__file__).resolve().parents[2]
NAMES = [f"webhook.{n}" for n in range(12)]


def fill(workspace: Workspace) -> None:
    """Twelve secrets, each its own name."""
    with scope(workspace.pk):
        for name in NAMES:
            keep_secret(name, Secret(f"secret of {name}"))


def replace(workspace: Workspace, text: str) -> None:
    """Another value for the first of them."""
    with scope(workspace.pk):
        keep_secret(NAMES[0], Secret(text))


def all_read(workspace: Workspace) -> bool:
    with scope(workspace.pk):
        return all(read_secret(name) == Secret(f"secret of {name}") for name in NAMES)


def keys_of(workspace: Workspace) -> list[tuple[int, str]]:
    with scope(workspace.pk):
        return list(DataKey.objects.order_by("version").values_list("version", "master_id"))


def ciphertexts(workspace: Workspace) -> list[bytes]:
    with scope(workspace.pk):
        return [bytes(sealed) for sealed in SealedSecret.objects.order_by("name").values_list("sealed", flat=True)]


def test_a_new_master_key_wraps_every_data_key_and_the_old_one_may_go(
    workspace: Workspace, elsewhere: Workspace, first_line: str, set_ring: SetRing
) -> None:
    fill(workspace)
    fill(elsewhere)
    before, second = ciphertexts(workspace), new_entry()
    set_ring(first_line, second)
    done = rotation.rotate_master()
    assert (done.newest, done.rewrapped, done.stuck) == (id_of(second), 2, {})
    set_ring(second)
    assert all_read(workspace)
    assert all_read(elsewhere)
    assert ciphertexts(workspace) == before
    assert rotation.rotate_master().rewrapped == 0


def test_a_data_key_of_a_missing_master_key_is_left_and_named(
    workspace: Workspace, elsewhere: Workspace, first_line: str, set_ring: SetRing
) -> None:
    fill(workspace)
    second, third = new_entry(), new_entry()
    set_ring(second)
    fill(elsewhere)
    set_ring(second, third)
    done = rotation.rotate_master()
    assert done.rewrapped == 1
    assert [(count, id_of(first_line) in why) for why, count in done.stuck.items()] == [(1, True)]
    set_ring(first_line, third)
    assert rotation.rotate_master().rewrapped == 1
    set_ring(third)
    assert all_read(workspace)
    assert all_read(elsewhere)


def test_a_new_data_key_seals_everything_anew_and_the_old_one_goes(workspace: Workspace, elsewhere: Workspace) -> None:
    fill(workspace)
    fill(elsewhere)
    before, theirs = ciphertexts(workspace), ciphertexts(elsewhere)
    with scope(workspace.pk):
        mark = fingerprint(Secret("x"))
    done = rotation.rotate_data(workspace.pk)
    assert done is not None
    assert (done.version, done.went_on, done.resealed, done.stuck) == (2, False, len(NAMES) + 1, {})
    assert all_read(workspace)
    assert [version for version, _ in keys_of(workspace)] == [2]
    assert not set(before) & set(ciphertexts(workspace))
    assert ciphertexts(elsewhere) == theirs
    with scope(workspace.pk):
        assert fingerprint(Secret("x")) == mark


def test_a_ciphertext_from_before_opens_no_more(workspace: Workspace) -> None:
    """What somebody copied out of a table, or puts back into it, is worth nothing after a rotation."""
    fill(workspace)
    with scope(workspace.pk):
        old = SealedSecret.objects.get(name=NAMES[0]).sealed
    rotation.rotate_data(workspace.pk)
    with scope(workspace.pk):
        SealedSecret.objects.filter(name=NAMES[0]).update(sealed=old)
        with pytest.raises(DataKeyGone):
            read_secret(NAMES[0])


def test_a_workspace_without_secrets_has_nothing_to_rotate(workspace: Workspace) -> None:
    assert rotation.rotate_data(workspace.pk) is None
    assert keys_of(workspace) == []


def test_a_rotation_that_was_broken_off_goes_on(workspace: Workspace) -> None:
    fill(workspace)
    with scope(workspace.pk):
        vault.add_version(2)
    done = rotation.rotate_data(workspace.pk)
    assert done is not None
    assert (done.version, done.went_on, done.resealed) == (2, True, len(NAMES))
    assert all_read(workspace)


def test_a_value_that_does_not_open_keeps_the_older_keys_and_stops_nothing_else(workspace: Workspace) -> None:
    fill(workspace)
    with scope(workspace.pk):
        damaged = SealedSecret.objects.get(name=NAMES[0])
        whole = bytes(damaged.sealed)
        SealedSecret.objects.filter(pk=damaged.pk).update(sealed=whole[:-1])
    done = rotation.rotate_data(workspace.pk)
    assert done is not None
    assert (done.resealed, list(done.stuck)) == (len(NAMES) - 1, [damaged.pk])
    assert [version for version, _ in keys_of(workspace)] == [1, 2]
    with scope(workspace.pk):
        SealedSecret.objects.filter(pk=damaged.pk).update(sealed=whole)
    again = rotation.rotate_data(workspace.pk)
    assert again is not None
    assert (again.resealed, again.stuck) == (1, {})
    assert all_read(workspace)
    assert [version for version, _ in keys_of(workspace)] == [2]


def test_who_seals_under_the_old_key_is_waited_for(workspace: Workspace) -> None:
    """Else the old key would be deleted a moment before the row that needs it can be seen."""
    fill(workspace)
    sealed, may_commit, rotated = threading.Event(), threading.Event(), threading.Event()

    def write() -> None:
        with scope(workspace.pk):
            keep_secret("late", Secret("sealed under version 1"))
            sealed.set()
            assert may_commit.wait(10)

    def rotate() -> None:
        assert sealed.wait(10)
        rotation.rotate_data(workspace.pk)
        rotated.set()

    def commit_late() -> None:
        assert sealed.wait(10)
        assert not rotated.wait(0.5)
        may_commit.set()

    assert together(write, rotate, commit_late) == [None, None, None]
    with scope(workspace.pk):
        assert read_secret("late") == Secret("sealed under version 1")
    assert [version for version, _ in keys_of(workspace)] == [2]


def test_a_row_that_was_read_before_the_rotation_opens_after_it(workspace: Workspace) -> None:
    """The moment between reading a row and its key, which a rotation may end in."""
    fill(workspace)
    with scope(workspace.pk):
        row = SealedSecret.objects.get(name=NAMES[0])
    rotation.rotate_data(workspace.pk)
    with scope(workspace.pk):
        assert vault.open_from(row, "sealed") == Secret(f"secret of {NAMES[0]}")


def test_a_secret_that_is_rotated_and_replaced_while_it_is_read_is_the_new_one(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace)
    opened = vault.open_from

    def after_both(row: Any, column: str) -> Secret:
        monkeypatch.setattr(services, "open_from", opened)
        assert together(partial(rotation.rotate_data, workspace.pk), partial(replace, workspace, "new"))
        return opened(row, column)

    monkeypatch.setattr(services, "open_from", after_both)
    with scope(workspace.pk):
        assert read_secret(NAMES[0]) == Secret("new")


def test_readers_and_writers_never_fail_while_two_rotate_again_and_again(workspace: Workspace) -> None:
    fill(workspace)
    done = threading.Event()

    def read() -> int:
        times = 0
        while not done.is_set():
            assert all_read(workspace)
            times += 1
        return times

    def write() -> int:
        times = 0
        while not done.is_set():
            with scope(workspace.pk):
                keep_secret(NAMES[times % len(NAMES)], Secret(f"secret of {NAMES[times % len(NAMES)]}"))
            times += 1
        return times

    def rotate() -> list[int]:
        try:
            return [found.version for _ in range(6) if (found := rotation.rotate_data(workspace.pk))]
        finally:
            done.set()

    results = together(read, read, write, rotate, rotate)
    assert not [result for result in results if isinstance(result, Exception)], results
    assert min(results[:3]) > 0
    assert all_read(workspace)
    rotation.rotate_data(workspace.pk)
    assert len(keys_of(workspace)) == 1


def test_after_the_loss_of_a_master_key_a_workspace_begins_anew(
    workspace: Workspace, elsewhere: Workspace, first_line: str, set_ring: SetRing
) -> None:
    """As docs/security.md says: what nobody can open is cleared away, and nothing else."""
    fill(workspace)
    set_ring(second := new_entry())
    fill(elsewhere)
    with connections["ops"].cursor() as cursor:
        for statement in re.findall(r"^DELETE .*$", (ROOT / "docs/security.md").read_text(), re.MULTILINE):
            cursor.execute(statement.replace("ID", id_of(first_line)))
    fill(workspace)
    assert keys_of(workspace) == [(1, id_of(second))]
    assert all_read(workspace)
    assert all_read(elsewhere)


def test_two_who_rotate_the_master_key_at_once_do_no_harm(
    workspace: Workspace, elsewhere: Workspace, first_line: str, set_ring: SetRing
) -> None:
    fill(workspace)
    fill(elsewhere)
    second = new_entry()
    set_ring(first_line, second)
    done = together(rotation.rotate_master, rotation.rotate_master, partial(rotation.rotate_data, workspace.pk))
    assert not [result for result in done if isinstance(result, Exception)], done
    set_ring(second)
    assert all_read(workspace)
    assert all_read(elsewhere)


def test_every_sealed_column_is_known_by_being_declared() -> None:
    assert ("keys.SealedSecret", "sealed") in {(model._meta.label, field.name) for model, field in sealed_columns()}


@given(st.lists(st.text(), min_size=2, max_size=2), st.lists(st.text(), min_size=2, max_size=2))
def test_no_two_rows_have_the_same_purpose(one: list[str], other: list[str]) -> None:
    field = SealedField(purpose="key", bound=("service", "address"))

    def purpose(values: list[str]) -> str:
        row: Any = type("Row", (), dict(zip(field.bound, values, strict=True)))
        return field.purpose_of(row)

    assert (purpose(one) == purpose(other)) is (one == other)


def test_a_row_that_is_gone_meanwhile_is_passed_by(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(workspace)
    opened = vault.open_from

    def and_forget(row: Any, column: str) -> Secret:
        found = opened(row, column)
        if row.name == NAMES[0]:
            SealedSecret.objects.filter(pk=row.pk).delete()
        return found

    monkeypatch.setattr(vault, "open_from", and_forget)
    done = rotation.rotate_data(workspace.pk)
    assert done is not None
    assert done.resealed == len(NAMES) - 1


def test_every_workspace_sees_its_own_versions_only(workspace: Workspace, elsewhere: Workspace) -> None:
    fill(workspace)
    fill(elsewhere)
    rotation.rotate_data(workspace.pk)
    assert [version for version, _ in keys_of(elsewhere)] == [1]
    connections["default"].close()
    assert all_read(elsewhere)


def test_an_unknown_workspace_is_not_rotated() -> None:
    assert rotation.rotate_data(UUID(int=1)) is None
    assert issubclass(DataKeyGone, VaultError)
