"""The embedded services together: started side by side, ready before anything else begins."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from config.bootstrap import postgres, redis, roles
from config.bootstrap.environment import Addresses
from config.bootstrap.family import Family
from config.bootstrap.messages import Trouble
from config.bootstrap.state import State


def start(family: Family, state: State, given: Addresses, options: Sequence[str] = ()) -> Addresses:
    """Start what `given` does not name already, and answer with all addresses. Raises Trouble for unfit roles."""
    _check_roles(given)
    own_redis = None if given.redis else redis.start(family, state)
    found = given if given.app else _start_postgres(family, state, options)
    if own_redis:
        redis.wait(family, state, own_redis)
    return replace(found, redis=given.redis or roles.redis_address(state))


def _check_roles(given: Addresses) -> None:
    """Tables that belong to another role than the app's are behind a wall, which only `ops` looks over."""
    app, owner, ops = (urlsplit(address).username or address for address in (given.app, given.owner, given.ops))
    if app and owner not in ("", app) and ops in ("", app):
        raise Trouble(
            "DATABASE_OPS_URL is missing, or the same as DATABASE_URL: the ops console would see no workspace.",
            "Give it a role of its own: docs/operations.md, Your own PostgreSQL.",
        )


def _start_postgres(family: Family, state: State, options: Sequence[str]) -> Addresses:
    server = postgres.start(family, state, options)
    postgres.wait(family, state, server)
    roles.prepare(state)
    return roles.addresses(state)
