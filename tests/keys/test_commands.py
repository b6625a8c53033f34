"""`./dailies keys ...` and `check --deploy`: ids, counts and advice, and never a key."""

import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import CheckMessage
from django.core.management import CommandError, call_command

from accounts.models import Workspace
from accounts.tenancy import scope
from keys import ring
from keys.checks import ring_is_sound
from keys.models import DataKey, SealedSecret
from keys.ring import new_entry
from keys.secret import Secret
from keys.services import keep_secret
from tests.keys.conftest import SetRing, id_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

WEAK = "typed:" + "c" * 43


def said(*words: str) -> str:
    """What a word says."""
    output = StringIO()
    call_command("keys", *words, stdout=output)
    return output.getvalue()


def found() -> dict[str, CheckMessage]:
    """What the check says, by id."""
    return {str(message.id): message for message in ring_is_sound()}


@pytest.fixture
def two(workspace: Workspace, elsewhere: Workspace, first_line: str) -> tuple[Workspace, Workspace]:
    """A secret in each of two workspaces, under the first master key."""
    for place in (workspace, elsewhere):
        with scope(place.pk):
            keep_secret("webhook", Secret("x"))
    return workspace, elsewhere


def test_the_ring_is_shown_by_ids_and_counts(two: Any, first_line: str, set_ring: SetRing) -> None:
    second = new_entry()
    set_ring(first_line, second)
    shown = said("ring")
    assert shown == f"{id_of(first_line)}: 2 data keys\n{id_of(second)}: 0 data keys, the newest\n"


def test_a_missing_master_key_is_shown_with_what_it_holds(two: Any, first_line: str, set_ring: SetRing) -> None:
    set_ring(new_entry())
    with pytest.raises(CommandError, match=f"{id_of(first_line)}: 2 data keys, MISSING"):
        said("ring")


def test_a_new_master_key_is_a_line_for_the_ring_and_changes_nothing(first_line: str) -> None:
    line = said("new-master")
    assert ring.parse(Secret(line)).weak == ()
    assert ring.current().newest == id_of(first_line)


def test_rotating_the_master_key_says_what_it_did(two: Any, first_line: str, set_ring: SetRing) -> None:
    second = new_entry()
    set_ring(first_line, second)
    assert f"Wrapped by {id_of(second)} now: 2 data keys." in said("rotate-master")
    assert "0 data keys" in said("rotate-master")


def test_what_could_not_be_rewrapped_ends_the_command_with_an_error(two: Any, set_ring: SetRing) -> None:
    set_ring(new_entry())
    with pytest.raises(CommandError, match="2 data keys were left: The master key .* is missing"):
        said("rotate-master")


def test_rotating_data_goes_through_all_workspaces_or_one(two: tuple[Workspace, Workspace]) -> None:
    shown = said("rotate-data")
    assert {f"{place.slug}: began version 2, 1 sealed anew." for place in two} == set(shown.splitlines())
    assert said("rotate-data", "--workspace", two[0].slug) == f"{two[0].slug}: began version 3, 1 sealed anew.\n"
    with scope(two[1].pk):
        assert DataKey.objects.get().version == 2


def test_a_workspace_that_is_not_there_is_named(two: Any) -> None:
    with pytest.raises(CommandError, match='--workspace: There is no workspace "nowhere"'):
        said("rotate-data", "--workspace", "nowhere")


def test_a_value_that_does_not_open_is_named_by_its_row(two: tuple[Workspace, Workspace]) -> None:
    with scope(two[0].pk):
        SealedSecret.objects.update(sealed=b"")
        row = SealedSecret.objects.get()
    with pytest.raises(CommandError, match=f"keys.SealedSecret {row.pk}: .* cut short.*\n.*everything else is done"):
        said("rotate-data")


def test_a_workspace_whose_key_cannot_be_unwrapped_stops_no_other(
    two: tuple[Workspace, Workspace], first_line: str, set_ring: SetRing
) -> None:
    second = new_entry()
    set_ring(first_line, second)
    with scope(two[0].pk):
        DataKey.objects.update(master_id="lost")
    with pytest.raises(CommandError, match=f'{two[0].slug}: The master key "lost" is missing'):
        said("rotate-data")
    with scope(two[1].pk):
        assert DataKey.objects.get().version == 2


def test_without_a_ring_a_word_says_what_would_work(settings: Any, tmp_path: Path) -> None:
    settings.MASTER_KEYS, settings.MASTER_KEYS_FILE = Secret(""), str(tmp_path / "none")
    with pytest.raises(CommandError, match="no ring of master keys at .*new-master"):
        said("rotate-master")


def test_the_check_finds_nothing_wrong_with_a_sound_ring(two: Any) -> None:
    assert found() == {}


def test_the_check_finds_an_absent_ring(settings: Any, tmp_path: Path) -> None:
    settings.MASTER_KEYS, settings.MASTER_KEYS_FILE = Secret(""), str(tmp_path / "none")
    assert "no ring" in found()["keys.E001"].msg


def test_the_check_finds_a_key_that_was_typed(two: Any, first_line: str, set_ring: SetRing) -> None:
    set_ring(WEAK, first_line)
    assert found()["keys.E002"].msg == 'The master key "typed" is not random.'
    assert "NOT RANDOM" in said("ring")


def test_the_check_finds_a_ring_that_others_may_read(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "master_keys"
    path.write_text(new_entry())
    settings.MASTER_KEYS, settings.MASTER_KEYS_FILE = Secret(""), str(path)
    path.chmod(0o640)
    assert "keys.E003" in found()
    path.chmod(0o600)
    assert found() == {}


def test_the_check_finds_data_keys_whose_master_key_is_gone(two: Any, first_line: str, set_ring: SetRing) -> None:
    set_ring(new_entry())
    message = found()["keys.E004"]
    assert f'"{id_of(first_line)}" is missing' in message.msg
    assert message.msg.endswith("Data keys under it: 2.")


@pytest.mark.parametrize("words", [["ring"], ["rotate-master"], ["rotate-data"]])
def test_no_word_but_new_master_shows_a_key(two: Any, first_line: str, words: list[str]) -> None:
    assert first_line.partition(":")[2] not in said(*words)


def test_the_settings_show_no_master_key(first_line: str) -> None:
    output = StringIO()
    call_command("diffsettings", all=True, stdout=output)
    assert first_line.partition(":")[2] not in output.getvalue()
    assert "MASTER_KEYS = [secret]" in output.getvalue()
    assert os.environ.get("DAILIES_MASTER_KEYS", "") == ""
