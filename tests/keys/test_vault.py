"""Sealing inside a workspace: PostgreSQL keeps ciphertext, and ciphertext that was moved opens for nobody."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from accounts.identifiers import new_id
from accounts.models import Workspace
from accounts.ops import every_row
from accounts.tenancy import ScopeRequired, scope
from keys import crypto, vault
from keys.errors import DataKeyGone, InvalidRing, MasterKeyMissing, MasterKeyWrong, Refused
from keys.models import DataKey, SealedSecret
from keys.ring import new_entry
from keys.secret import Secret
from keys.services import keep_secret, read_secret
from tests.keys.conftest import SetRing, id_of

pytestmark = pytest.mark.django_db

ROW = new_id()


def sealed_in(workspace: Workspace, text: str = "s3cret", row: UUID = ROW, purpose: str = "webhook") -> bytes:
    with scope(workspace.pk):
        return vault.seal(Secret(text), row=row, purpose=purpose)


def opened_in(workspace: Workspace, sealed: bytes, row: UUID = ROW, purpose: str = "webhook") -> str:
    with scope(workspace.pk):
        return vault.open_sealed(sealed, row=row, purpose=purpose).reveal()


def test_what_was_sealed_opens_in_its_workspace(workspace: Workspace) -> None:
    assert opened_in(workspace, sealed_in(workspace)) == "s3cret"


def test_nothing_is_sealed_or_opened_outside_a_scope(workspace: Workspace) -> None:
    sealed = sealed_in(workspace)
    with pytest.raises(ScopeRequired):
        vault.seal(Secret("x"), row=ROW, purpose="webhook")
    with pytest.raises(ScopeRequired):
        vault.open_sealed(sealed, row=ROW, purpose="webhook")


def test_a_workspace_has_one_data_key_however_often_it_seals(workspace: Workspace, elsewhere: Workspace) -> None:
    sealed_in(workspace)
    sealed_in(workspace)
    sealed_in(elsewhere)
    for place in (workspace, elsewhere):
        with scope(place.pk):
            assert [(key.version, len(key.wrapped)) for key in DataKey.objects.all()] == [(1, 65)]


def test_another_workspace_opens_nothing(workspace: Workspace, elsewhere: Workspace) -> None:
    sealed = sealed_in(workspace)
    with pytest.raises(DataKeyGone):
        opened_in(elsewhere, sealed)
    sealed_in(elsewhere)
    with pytest.raises(Refused, match="another place"):
        opened_in(elsewhere, sealed)


@pytest.mark.parametrize("moved", [{"row": new_id()}, {"purpose": "oidc"}])
def test_another_row_or_purpose_opens_nothing(workspace: Workspace, moved: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="another place"):
        opened_in(workspace, sealed_in(workspace), **moved)


def test_a_version_that_is_not_there_is_refused(workspace: Workspace) -> None:
    sealed = sealed_in(workspace)
    with pytest.raises(DataKeyGone, match="version 9"):
        opened_in(workspace, crypto.header(9) + sealed[crypto.HEADER.size :])


def test_a_row_that_was_swapped_with_another_is_refused(workspace: Workspace) -> None:
    with scope(workspace.pk):
        keep_secret("one", Secret("1"))
        keep_secret("two", Secret("2"))
        one, two = SealedSecret.objects.order_by("name")
        SealedSecret.objects.filter(pk=one.pk).update(sealed=two.sealed)
        with pytest.raises(Refused):
            read_secret("one")


def test_a_row_that_was_renamed_is_refused(workspace: Workspace) -> None:
    """Else a secret could be sent to whom another one was meant for."""
    with scope(workspace.pk):
        keep_secret("webhook.a", Secret("1"))
        SealedSecret.objects.update(name="webhook.b")
        with pytest.raises(Refused, match="webhook.b"):
            read_secret("webhook.b")


def test_an_older_secret_that_is_put_back_is_refused(workspace: Workspace) -> None:
    with scope(workspace.pk):
        keep_secret("webhook", Secret("old"))
        old = SealedSecret.objects.get().sealed
        keep_secret("webhook", Secret("new"))
        SealedSecret.objects.update(sealed=old)
        with pytest.raises(Refused):
            read_secret("webhook")


def test_a_data_key_of_another_workspace_is_refused(workspace: Workspace, elsewhere: Workspace) -> None:
    sealed, _ = sealed_in(workspace), sealed_in(elsewhere)
    with scope(elsewhere.pk):
        foreign = DataKey.objects.get().wrapped
    with scope(workspace.pk):
        DataKey.objects.update(wrapped=foreign)
    with pytest.raises(MasterKeyWrong):
        opened_in(workspace, sealed)


def test_a_missing_master_key_is_named(workspace: Workspace, first_line: str, set_ring: SetRing) -> None:
    sealed = sealed_in(workspace)
    set_ring(new_entry())
    with pytest.raises(MasterKeyMissing, match=f'"{id_of(first_line)}" is missing'):
        opened_in(workspace, sealed)
    with pytest.raises(MasterKeyMissing):
        sealed_in(workspace)


def test_a_wrong_master_key_under_the_right_id_is_named(
    workspace: Workspace, first_line: str, set_ring: SetRing
) -> None:
    sealed = sealed_in(workspace)
    set_ring(f"{id_of(first_line)}:{new_entry().partition(':')[2]}")
    with pytest.raises(MasterKeyWrong, match=id_of(first_line)) as refused:
        opened_in(workspace, sealed)
    assert "right key under this id" in refused.value.advice


def test_without_a_ring_nothing_is_sealed(workspace: Workspace, settings: Any) -> None:
    settings.MASTER_KEYS, settings.MASTER_KEYS_FILE = Secret(""), "/nowhere/master_keys"
    with pytest.raises(InvalidRing, match="no ring"):
        sealed_in(workspace)
    with scope(workspace.pk):
        assert not DataKey.objects.exists()


def test_an_older_master_key_still_opens(workspace: Workspace, first_line: str, set_ring: SetRing) -> None:
    sealed = sealed_in(workspace)
    set_ring(first_line, new_entry())
    assert opened_in(workspace, sealed) == "s3cret"
    assert opened_in(workspace, sealed_in(workspace)) == "s3cret"


def test_the_tables_hold_no_plaintext(workspace: Workspace) -> None:
    with scope(workspace.pk):
        keep_secret("webhook", Secret("canary-of-the-table"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT sealed FROM keys_sealedsecret UNION ALL SELECT wrapped FROM keys_datakey")
            assert not any(b"canary" in bytes(row[0]) for row in cursor.fetchall())


@pytest.mark.django_db(transaction=True, databases=["default", "ops"])
def test_a_deleted_workspace_takes_its_keys_along(workspace: Workspace, elsewhere: Workspace) -> None:
    """Without its data key, what lies in a copy of the table is noise."""
    for place in (workspace, elsewhere):
        with scope(place.pk):
            keep_secret("webhook", Secret("x"))
    workspace.delete(using="ops")
    for model in (DataKey, SealedSecret):
        assert [row.workspace_id for row in every_row(model)] == [elsewhere.pk]


def test_only_a_sealed_column_can_be_sealed_into(workspace: Workspace) -> None:
    with scope(workspace.pk), pytest.raises(TypeError, match="no SealedField"):
        vault.seal_into(SealedSecret(name="x"), "name", Secret("x"))
