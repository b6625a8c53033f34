"""Who sees which address, and what lies in the state folder with which rights."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.bootstrap import embedded, roles, studio
from config.bootstrap.environment import (
    IN_FILES,
    PRIVATE,
    Addresses,
    for_migrations,
    for_web,
    for_worker,
    read_secret_files,
    scrubbed,
)
from config.bootstrap.family import Family
from config.bootstrap.lock import Lock
from config.bootstrap.messages import Trouble
from config.bootstrap.network import allowed_hosts
from config.bootstrap.state import LOG_KEEP_BYTES, REPOSITORY, SOCKET_PATH_LIMIT, State, check_private
from keys.ring import new_entry, parse
from keys.secret import Secret

ADDRESSES = Addresses("db://app", "db://owner", "db://ops", "redis://x")
PARENT = {"DATABASE_OWNER_URL": "db://parent", "DATABASE_OPS_URL": "db://parent", "PATH": "/bin", "SECRET_KEY": "k"}


@pytest.fixture
def state(tmp_path: Path) -> State:
    """A state folder without services."""
    state = State(tmp_path / "state")
    state.make()
    return state


def test_a_worker_gets_the_apps_address_and_no_other(state: State) -> None:
    found = for_worker(studio.base(state, PARENT), ADDRESSES, "cpu")
    assert found["DATABASE_URL"] == "db://app"
    assert found["DAILIES_DEVICE"] == "cpu"
    assert not {"DATABASE_OWNER_URL", "DATABASE_OPS_URL"} & set(found)


def test_what_signs_people_in_is_webs_alone(state: State) -> None:
    given = {**PARENT, "OIDC_CLIENT_SECRET": "s", "GOOGLE_CLIENT_ID": "g", "SECRET_KEY_FALLBACKS": "older"}
    base = studio.base(state, given)
    assert {"OIDC_CLIENT_SECRET", "GOOGLE_CLIENT_ID", "SECRET_KEY_FALLBACKS"} <= set(for_web(base, ADDRESSES))
    assert not {"OIDC_CLIENT_SECRET", "GOOGLE_CLIENT_ID"} & set(for_worker(base, ADDRESSES, "cpu"))


def test_who_may_scrape_is_webs_alone(state: State) -> None:
    base = studio.base(state, {**PARENT, "METRICS_TOKEN": "t"})
    assert for_web(base, ADDRESSES)["METRICS_TOKEN"] == "t"
    assert "METRICS_TOKEN" not in for_worker(base, ADDRESSES, "cpu")


def test_web_and_workers_count_in_one_folder_which_a_start_empties(state: State) -> None:
    base = studio.base(state, PARENT)
    living = [studio.web(state, base, ADDRESSES, "127.0.0.1", 8000), *studio.workers(state, base, ADDRESSES)]
    assert {recipe.environment[studio.COUNTS] for recipe in living} == {str(state.metrics)}
    assert studio.COUNTS not in studio.errand(state, base, ADDRESSES, ("demo",)).environment
    left = state.metrics / "counter_1.db"
    left.write_bytes(b"")
    state.forget_counts()
    assert not left.exists()


def test_an_operators_folder_of_counts_wins_over_ours(state: State) -> None:
    base = studio.base(state, {**PARENT, studio.COUNTS: "/run/counts"})
    assert studio.worker(state, base, ADDRESSES, "cpu").environment[studio.COUNTS] == "/run/counts"


def test_web_gets_the_admins_address_but_not_the_owners(state: State) -> None:
    found = for_web(studio.base(state, PARENT), ADDRESSES)
    assert (found["DATABASE_URL"], found["DATABASE_OPS_URL"]) == ("db://app", "db://ops")
    assert "DATABASE_OWNER_URL" not in found


def test_migrations_run_as_the_owner_and_know_whom_the_policies_name(state: State) -> None:
    found = for_migrations(studio.base(state, PARENT), ADDRESSES)
    assert {found["DATABASE_URL"], found["DATABASE_OWNER_URL"]} == {"db://owner"}
    assert found["DATABASE_OPS_URL"] == "db://ops"
    alone = for_migrations(studio.base(state, PARENT), Addresses("db://app", "db://owner", "", "redis://"))
    assert "DATABASE_OPS_URL" not in alone


@pytest.mark.parametrize("ops", ["", "db://app"])
def test_a_console_that_would_see_nothing_is_told_before_anything_starts(state: State, ops: str) -> None:
    given = Addresses("db://app", "db://owner", ops, "redis://")
    with pytest.raises(Trouble, match="DATABASE_OPS_URL"):
        embedded.start(Family(Lock(state)), state, given)


def test_one_role_for_everything_still_does(state: State) -> None:
    given = Addresses("db://one", "db://one", "", "redis://")
    assert embedded.start(Family(Lock(state)), state, given) == given


def test_set_up_tools_see_no_address_and_no_key() -> None:
    assert not set(PRIVATE) & set(scrubbed({**PARENT, "DATABASE_URL": "db://app", "DAILIES_MASTER_KEYS": "a:b"}))


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    """As containers hand them out; the file's own name goes on to no child."""
    (tmp_path / "key").write_text("from a file\n")
    environment = {f"{name}_FILE": str(tmp_path / "key") for name in IN_FILES} | {"PATH": "/bin"}
    read_secret_files(environment)
    assert environment == dict.fromkeys(IN_FILES, "from a file") | {"PATH": "/bin"}
    assert not [name for name in for_worker({}, Addresses.given(environment), "cpu") if name.endswith("_FILE")]


@pytest.mark.parametrize(
    ("content", "more", "word"),
    [
        (None, {}, "cannot be read"),
        (b"", {}, "empty"),
        (b" \n", {}, "empty"),
        (b"\xff\xfe", {}, "holds no text"),
        (b"one", {"SECRET_KEY": "two"}, "both SECRET_KEY and SECRET_KEY_FILE"),
    ],
)
def test_a_secret_file_that_cannot_be_used_is_explained_and_not_shown(
    tmp_path: Path, content: bytes | None, more: dict[str, str], word: str
) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Trouble, match=word) as raised:
        read_secret_files({"SECRET_KEY_FILE": str(path), **more})
    assert raised.value.advice
    assert "two" not in str(raised.value)


def test_a_process_without_the_launcher_reads_its_files_too(tmp_path: Path) -> None:
    """Web under a process manager of one's own."""
    names = {"SECRET_KEY": "a key in a file", "DATABASE_URL": "postgres://app@db/x", "REDIS_URL": "redis://r/0"}
    for name, secret in names.items():
        (tmp_path / name).write_text(f"{secret}\n")
    environment = {f"{name}_FILE": str(tmp_path / name) for name in names} | {"PATH": "/bin"}
    look = "from config import settings as s; print(s.SECRET_KEY, s.DATABASES['default']['HOST'], s.REDIS_URL)"
    done = subprocess.run(
        [sys.executable, "-c", look], cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "a key in a file db redis://r/0\n", done.stderr


def test_an_operators_secret_key_wins_over_ours(state: State) -> None:
    assert studio.base(state, PARENT)["SECRET_KEY"] == "k"
    assert studio.base(state, {})["SECRET_KEY"] == state.secret("secret_key")


def test_a_secret_is_random_and_stays(state: State) -> None:
    assert state.secret("app") == state.secret("app")
    assert state.secret("app") != state.secret("ops")
    assert len(state.secret("app")) >= 50


def test_secrets_can_be_read_by_their_owner_only(state: State) -> None:
    state.secret("app")
    assert stat.S_IMODE((state.secrets / "app").stat().st_mode) == 0o600
    assert stat.S_IMODE(state.secrets.stat().st_mode) == 0o700
    assert stat.S_IMODE(state.root.stat().st_mode) == 0o700


def test_an_address_survives_a_folder_with_odd_characters(tmp_path: Path) -> None:
    import psycopg.conninfo

    state = State(tmp_path / "my films & more")
    state.make()
    found = psycopg.conninfo.conninfo_to_dict(roles.address("app", state))
    assert found["host"] == str(state.sockets())
    assert found["password"] == state.secret("app")


def test_the_sockets_of_a_long_path_lie_in_a_short_private_folder(tmp_path: Path) -> None:
    state = State(tmp_path / ("deep" * 30))
    state.make()
    folder = state.sockets()
    assert len(str(folder)) < SOCKET_PATH_LIMIT
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert folder == state.sockets()
    folder.rmdir()


def test_a_socket_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(Trouble, match="belongs to somebody else"):
        check_private(tmp_path / "link")


def test_a_state_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="DAILIES_STATE"):
        State(tmp_path / "file" / "state").make()


def test_a_big_log_is_set_aside_at_the_start(state: State) -> None:
    log = state.log("web")
    with log.open("wb") as file:
        file.truncate(LOG_KEEP_BYTES + 1)
    assert not state.log("web").exists()
    assert (state.logs / "web.log.1").exists()


def test_a_new_database_forgets_what_was_done_for_the_old_one(state: State) -> None:
    state.set_stamp("migrated", "x")
    state.demo.write_text("{}")
    state.forget_database()
    assert state.stamp("migrated") == ""
    assert not state.demo.exists()


def test_only_loopback_names_are_allowed_on_loopback() -> None:
    assert allowed_hosts("127.0.0.1") == "127.0.0.1,localhost,[::1]"
    assert allowed_hosts("192.0.2.7").endswith(",192.0.2.7")
    assert len(allowed_hosts("0.0.0.0").split(",")) > 3


def test_the_state_folder_is_named_by_the_environment(tmp_path: Path) -> None:
    assert State.here({"DAILIES_STATE": str(tmp_path)}).root == tmp_path
    assert State.here({}).root.name == ".local"
    assert os.path.isabs(State.here({"DAILIES_STATE": "here"}).root)


def test_the_ring_of_master_keys_is_made_once_and_for_its_owner_only(state: State) -> None:
    studio.base(state, {})
    made = (state.secrets / "master_keys").read_text()
    assert not parse(Secret(made)).weak
    assert stat.S_IMODE((state.secrets / "master_keys").stat().st_mode) == 0o600
    studio.base(state, {})
    assert (state.secrets / "master_keys").read_text() == made


def test_another_master_key_can_be_added_below_the_first(state: State) -> None:
    """As docs/operations.md says, by `>>`: the file ends with a line break."""
    state.make_ring()
    with (state.secrets / "master_keys").open("a") as ring:
        ring.write(new_entry())
    assert len(parse(Secret((state.secrets / "master_keys").read_text())).keys) == 2


@pytest.mark.parametrize("given", [{"DAILIES_MASTER_KEYS": "a:b"}, {"DAILIES_MASTER_KEYS_FILE": "/keys"}])
def test_an_operators_ring_wins_over_ours_and_none_is_made(state: State, given: dict[str, str]) -> None:
    assert given.items() <= studio.base(state, given).items()
    assert not (state.secrets / "master_keys").exists()
