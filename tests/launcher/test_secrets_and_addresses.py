"""Who sees which address, and what lies in the state folder with which rights."""

import os
import stat
from pathlib import Path

import pytest

from config.bootstrap import embedded, roles, studio
from config.bootstrap.environment import PRIVATE, Addresses, for_migrations, for_web, for_worker, scrubbed
from config.bootstrap.family import Family
from config.bootstrap.lock import Lock
from config.bootstrap.messages import Trouble
from config.bootstrap.network import allowed_hosts
from config.bootstrap.state import LOG_KEEP_BYTES, SOCKET_PATH_LIMIT, State, check_private
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
    assert found["DAILIES_LANE"] == "cpu"
    assert not {"DATABASE_OWNER_URL", "DATABASE_OPS_URL"} & set(found)


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


def test_an_operators_secret_key_wins_over_ours(state: State) -> None:
    assert studio.base(state, PARENT)["SECRET_KEY"] == "k"
    assert studio.base(state, {})["SECRET_KEY"] == state.secret("secret_key")


def test_a_secret_is_random_and_stays(state: State) -> None:
    assert state.secret("app") == state.secret("app")
    assert state.secret("app") != state.secret("ops")
    assert len(state.secret("app")) >= 40


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
