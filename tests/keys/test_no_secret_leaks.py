"""A canary is sealed and everything goes wrong around it; then it is looked for wherever anything is written."""

import base64
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter
from psycopg import sql

from accounts.models import User, Workspace
from accounts.ops import every_row
from accounts.tenancy import Tenant, scope
from keys import crypto, ring, rotation, vault
from keys.models import DataKey, SealedSecret
from keys.ring import new_entry
from keys.secret import Secret
from keys.services import MOST_SECRET_BYTES, fingerprint, keep_secret, read_secret
from tests.cast import PASSWORD
from tests.keys.conftest import SetRing, id_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

CANARY = "canary-5f1d-sings-in-the-vault"
TESTS = str(Path(__file__).resolve().parents[1])
TABLES_SQL = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"


def forms(secret: str) -> set[str]:
    """How a secret might look somewhere: itself, and what tables and encoders make of it."""
    raw = secret.encode()
    coded = {base64.b64encode(raw[start:]).decode().rstrip("=")[:-2] for start in range(3)}
    return {secret, raw.hex(), secret[::-1], secret.upper(), *coded}


def shows(text: str, *secrets: str) -> list[str]:
    return [form for secret in secrets for form in forms(secret) if form in text]


@pytest.fixture
def master(set_ring: SetRing) -> tuple[str, str]:
    """Two lines of the ring."""
    lines = new_entry(), new_entry()
    set_ring(*lines)
    return lines


@pytest.fixture
def kept(workspace: Workspace, master: tuple[str, str]) -> Workspace:
    """A workspace that keeps the canary."""
    with scope(workspace.pk):
        keep_secret("webhook", Secret(CANARY))
        fingerprint(Secret(CANARY))
    return workspace


# --- what goes wrong ------------------------------------------------------------------------------------------


def read(workspace: Workspace) -> None:
    with scope(workspace.pk):
        read_secret("webhook")


def keep(workspace: Workspace) -> None:
    with scope(workspace.pk):
        keep_secret("webhook", Secret(CANARY))


def damage(workspace: Workspace, model: type[Tenant], column: str) -> None:
    with scope(workspace.pk):
        value = bytearray(getattr(model.objects.first(), column))
        value[-1] ^= 1
        model.objects.update(**{column: bytes(value)})


def refuse(*args: Any) -> Any:
    """Stands for whatever fails below."""
    raise OSError("the system has no random numbers left")


def with_a_damaged_secret(kept: Workspace, set_ring: SetRing, patch: pytest.MonkeyPatch) -> None:
    damage(kept, SealedSecret, "sealed")
    read(kept)


def with_a_damaged_data_key(kept: Workspace, set_ring: SetRing, patch: pytest.MonkeyPatch) -> None:
    damage(kept, DataKey, "wrapped")
    keep(kept)


def with_another_ring(kept: Workspace, set_ring: SetRing, patch: pytest.MonkeyPatch) -> None:
    set_ring(new_entry())
    keep(kept)


def with_a_ring_cut_short(kept: Workspace, set_ring: SetRing, patch: pytest.MonkeyPatch) -> None:
    set_ring(new_entry(), f"cut:{CANARY}")
    read(kept)


def without_randomness(kept: Workspace, set_ring: SetRing, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(os, "urandom", refuse)
    keep(kept)


def while_opening(kept: Workspace, set_ring: SetRing, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(crypto, "from_bytes", refuse)
    read(kept)


def while_saving(kept: Workspace, set_ring: SetRing, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SealedSecret, "save", lambda *_, **__: refuse())
    keep(kept)


def while_fingerprinting(kept: Workspace, set_ring: SetRing, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("hmac.new", refuse)
    with scope(kept.pk):
        fingerprint(Secret(CANARY))


def with_too_long_a_secret(kept: Workspace, set_ring: SetRing, patch: pytest.MonkeyPatch) -> None:
    with scope(kept.pk):
        keep_secret("webhook", Secret(CANARY * MOST_SECRET_BYTES))


def in_a_rotation(kept: Workspace, set_ring: SetRing, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(vault, "seal_into", refuse)
    rotation.rotate_data(kept.pk)


def in_a_command(kept: Workspace, set_ring: SetRing, patch: pytest.MonkeyPatch) -> None:
    damage(kept, SealedSecret, "sealed")
    call_command("keys", "rotate-data", stdout=StringIO())


WRONGS: list[Callable[[Workspace, SetRing, pytest.MonkeyPatch], None]] = [
    with_a_damaged_secret,
    with_a_damaged_data_key,
    with_another_ring,
    with_a_ring_cut_short,
    without_randomness,
    while_opening,
    while_saving,
    while_fingerprinting,
    with_too_long_a_secret,
    in_a_rotation,
    in_a_command,
]


def below_the_tests(traceback: TracebackType | None) -> TracebackType | None:
    """From the first frame of the product on: the test itself knows the canary."""
    while traceback is not None and traceback.tb_frame.f_code.co_filename.startswith(TESTS):
        traceback = traceback.tb_next
    return traceback


def reports(error: BaseException) -> Iterator[str]:
    """The error and what led to it, as Django mails it to administrators and shows it."""
    found: BaseException | None = error
    while found is not None:
        reporter = ExceptionReporter(None, type(found), found, below_the_tests(found.__traceback__))
        yield from (reporter.get_traceback_text(), reporter.get_traceback_html())
        found = found.__cause__ or found.__context__


@pytest.mark.parametrize("wrong", WRONGS, ids=lambda wrong: wrong.__name__)
def test_no_error_log_or_traceback_shows_a_secret(
    wrong: Callable[..., None],
    kept: Workspace,
    master: tuple[str, str],
    set_ring: SetRing,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Exception) as caught:  # noqa: PT011  # each has its own
        wrong(kept, set_ring, patch)
    error = caught.value
    error.__traceback__ = below_the_tests(error.__traceback__)
    logging.getLogger("dailies.test").error("it went wrong: %r", error, exc_info=error)
    secrets = CANARY, *(line.partition(":")[2] for line in master)
    for text in (str(error), repr(error), repr(error.args), caplog.text, *reports(error)):
        assert shows(text, *secrets) == []


def test_a_dump_by_the_owner_holds_neither_secret_nor_key(kept: Workspace, master: tuple[str, str]) -> None:
    rotation.rotate_data(kept.pk)
    rotation.rotate_master()
    known = connections["owner"].get_connection_params()
    place = {name: known[name] for name in ("dbname", "user", "password", "host", "port") if name in known}
    with psycopg.connect(**place) as owner:
        tables = [row[0] for row in owner.execute(TABLES_SQL)]
        dump = []
        for table in tables:
            question = sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table))
            dump += [row[0] for row in owner.execute(question)]
    text = "\n".join(dump)
    assert "webhook" in text
    assert kept.slug in text
    raw = [base64.urlsafe_b64decode(line.partition(":")[2] + "=").hex() for line in master]
    assert shows(text, CANARY, *(line.partition(":")[2] for line in master)) == []
    assert not [key for key in raw if key in text]


def test_no_page_of_the_console_shows_secret_ciphertext_or_key(kept: Workspace, master: tuple[str, str]) -> None:
    console = Client()
    console.force_login(User.objects.create_superuser("operator@dailies.film", PASSWORD))
    pages = [reverse("admin:index")]
    for model, column in ((SealedSecret, "sealed"), (DataKey, "wrapped")):
        name = model._meta.model_name
        pages += [reverse(f"admin:keys_{name}_changelist")]
        pages += [reverse(f"admin:keys_{name}_change", args=[row.pk]) for row in every_row(model)]
        assert column not in console.get(pages[-1]).context["adminform"].model_admin.fields
    for page in pages:
        answer = console.get(page)
        assert answer.status_code == 200
        assert shows(answer.content.decode(), CANARY, *(line.partition(":")[2] for line in master)) == []
    assert "webhook" in console.get(reverse("admin:keys_sealedsecret_changelist")).content.decode()
    assert id_of(master[1]) in console.get(reverse("admin:keys_datakey_changelist")).content.decode()


def test_the_console_shows_a_damaged_secret_as_such(kept: Workspace) -> None:
    console = Client()
    console.force_login(User.objects.create_superuser("operator@dailies.film", PASSWORD))
    with scope(kept.pk):
        SealedSecret.objects.update(sealed=b"\x01")
    answer = console.get(reverse("admin:keys_sealedsecret_changelist"))
    assert answer.status_code == 200
    assert "Damaged" in answer.content.decode()


def test_no_word_of_the_terminal_prints_a_secret(kept: Workspace, master: tuple[str, str]) -> None:
    output, errors = StringIO(), StringIO()
    with ExitStack() as stack:
        for words in (["ring"], ["rotate-master"], ["rotate-data"], ["rotate-data", "--workspace", "nowhere"]):
            if "nowhere" in words:
                stack.enter_context(pytest.raises(CommandError))
            call_command("keys", *words, stdout=output, stderr=errors)
    said = output.getvalue() + errors.getvalue()
    assert shows(said, CANARY, *(line.partition(":")[2] for line in master)) == []


def test_the_canary_would_be_found(kept: Workspace) -> None:
    """The search itself works: what was revealed and printed is seen."""
    with scope(kept.pk):
        found = read_secret("webhook")
    assert found is not None
    for text in (
        f"x{found.reveal()}x",
        found.reveal().encode().hex(),
        base64.b64encode(b"ab" + CANARY.encode()).decode(),
    ):
        assert shows(text, CANARY)
    assert ring.current().keys
