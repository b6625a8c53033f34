"""Secrets by name: kept, read, replaced, forgotten, and known again without being known."""

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Workspace
from accounts.problems import InvalidField
from accounts.tenancy import scope
from keys.models import DataKey, SealedSecret
from keys.secret import Secret
from keys.services import MOST_SECRET_BYTES, fingerprint, forget_secret, keep_secret, read_secret
from tests.threads import together

pytestmark = pytest.mark.django_db


def kept(workspace: Workspace, name: str) -> str | None:
    with scope(workspace.pk):
        found = read_secret(name)
    return found.reveal() if found is not None else None


def keep(workspace: Workspace, name: str, text: str) -> None:
    with scope(workspace.pk):
        keep_secret(name, Secret(text))


@given(text=st.text(st.characters(codec=None), min_size=1))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_secret_is_read_as_it_was_kept(workspace: Workspace, text: str) -> None:
    keep(workspace, "webhook", text)
    assert kept(workspace, "webhook") == text


def test_a_secret_is_replaced_as_a_whole(workspace: Workspace) -> None:
    keep(workspace, "webhook", "old")
    keep(workspace, "webhook", "new")
    assert kept(workspace, "webhook") == "new"
    with scope(workspace.pk):
        assert SealedSecret.objects.count() == 1


def test_what_was_never_kept_is_none(workspace: Workspace) -> None:
    assert kept(workspace, "webhook") is None


def test_a_forgotten_secret_is_gone(workspace: Workspace) -> None:
    keep(workspace, "webhook", "x")
    with scope(workspace.pk):
        assert forget_secret("webhook")
        assert not forget_secret("webhook")
    assert kept(workspace, "webhook") is None


def test_each_workspace_has_its_own_secrets(workspace: Workspace, elsewhere: Workspace) -> None:
    keep(workspace, "webhook", "ours")
    assert kept(elsewhere, "webhook") is None
    keep(elsewhere, "webhook", "theirs")
    assert (kept(workspace, "webhook"), kept(elsewhere, "webhook")) == ("ours", "theirs")


def test_a_secret_goes_with_its_transaction(workspace: Workspace) -> None:
    def keep_and_fail() -> None:
        with scope(workspace.pk):
            keep_secret("webhook", Secret("x"))
            raise LookupError

    with pytest.raises(LookupError):
        keep_and_fail()
    assert kept(workspace, "webhook") is None


@pytest.mark.parametrize("name", ["", "Upper", "with space", "-begins", "x" * 121, "a\n"])
def test_a_name_that_cannot_be_is_refused(workspace: Workspace, name: str) -> None:
    with pytest.raises(InvalidField) as refused:
        keep(workspace, name, "x")
    assert refused.value.errors[0].field == "name"
    assert refused.value.advice


@pytest.mark.parametrize("text", ["", "x" * (MOST_SECRET_BYTES + 1), "é" * (MOST_SECRET_BYTES // 2 + 1)])
def test_an_empty_or_endless_secret_is_refused(workspace: Workspace, text: str) -> None:
    with pytest.raises(InvalidField) as refused:
        keep(workspace, "webhook", text)
    assert refused.value.errors[0].field == "secret"
    assert not text or text not in str(refused.value.body())


def test_the_longest_secret_can_be_kept(workspace: Workspace) -> None:
    keep(workspace, "webhook", "x" * MOST_SECRET_BYTES)
    assert kept(workspace, "webhook") == "x" * MOST_SECRET_BYTES


def test_a_fingerprint_knows_a_secret_again_in_its_workspace_only(workspace: Workspace, elsewhere: Workspace) -> None:
    with scope(workspace.pk):
        ours, other = fingerprint(Secret("x")), fingerprint(Secret("y"))
        assert fingerprint(Secret("x")) == ours
    with scope(elsewhere.pk):
        theirs = fingerprint(Secret("x"))
    assert len({ours, other, theirs}) == 3
    assert all(len(found) == 64 for found in (ours, other, theirs))


@pytest.mark.django_db(transaction=True)
def test_eight_who_keep_the_first_secret_at_once_agree_on_one_key(workspace: Workspace) -> None:
    results = together(*(partial(keep, workspace, f"webhook.{n}", str(n)) for n in range(8)))
    assert results == [None] * 8
    assert [kept(workspace, f"webhook.{n}") for n in range(8)] == [str(n) for n in range(8)]
    with scope(workspace.pk):
        assert DataKey.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_who_keep_the_same_secret_at_once_leave_one_of_theirs(workspace: Workspace) -> None:
    results = together(*(partial(keep, workspace, "webhook", str(n)) for n in range(8)))
    assert results == [None] * 8
    assert kept(workspace, "webhook") in {str(n) for n in range(8)}


@pytest.mark.django_db(transaction=True)
def test_eight_who_ask_for_the_first_fingerprint_at_once_get_the_same(workspace: Workspace) -> None:
    def ask() -> str:
        with scope(workspace.pk):
            return fingerprint(Secret("x"))

    assert len(set(together(*[ask] * 8))) == 1
