"""The scripts that change the pool's state in Redis, each in one step."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.cluster import RedisCluster
from redis.exceptions import (
    ClusterError,
    ConnectionError,
    NoScriptError,
    ResponseError,
    TimeoutError,
)
from redis.retry import Retry

from keys.errors import ClocksApart, PoolAway

Client = Redis | RedisCluster
FOLDER = Path(__file__).parent
CLOCKS_APART = "POOLCLOCK"
AWAY = (ConnectionError, TimeoutError, ClusterError, OSError)
NO_WRITES = re.compile(r"\b(READONLY|OOM|MISCONF|NOREPLICAS|MASTERDOWN|LOADING|CLUSTERDOWN)\b")
"""Redis's own words for a server that takes no writes. Where a script meets them, they stand inside of its error."""
MOST_WAIT_SECONDS = 1.0
"""A request for a key is answered or refused within a moment."""


def client(address: str) -> Redis:
    """A Redis that is waited for no longer than that; asked once more, for a connection of before a restart."""
    return Redis.from_url(
        address,
        socket_connect_timeout=MOST_WAIT_SECONDS,
        socket_timeout=MOST_WAIT_SECONDS,
        retry=Retry(NoBackoff(), 1),
    )


@dataclass(frozen=True)
class Script:
    """A file beside this one, known to Redis by its SHA; sent whole to a server that doesn't know it (any more)."""

    name: str
    text: str = field(init=False, repr=False)
    sha: str = field(init=False)

    def __post_init__(self) -> None:
        text = "\n".join((FOLDER / f"{name}.lua").read_text("utf-8") for name in ("clock", self.name))
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "sha", sha1(text.encode(), usedforsecurity=False).hexdigest())

    def run(self, client: Client, keys: Sequence[str], *values: Any) -> Any:
        """Redis's answer. Raises PoolAway where there is none, ClocksApart where the day can't be told."""
        try:
            try:
                return client.evalsha(self.sha, len(keys), *keys, *values)
            except NoScriptError:
                return client.eval(self.text, len(keys), *keys, *values)
        except AWAY as error:
            raise PoolAway from error
        except ResponseError as error:
            if NO_WRITES.search(str(error)):
                raise PoolAway from error
            if CLOCKS_APART in str(error):
                raise ClocksApart from error
            raise


ACQUIRE, RENEW, RELEASE = Script("acquire"), Script("renew"), Script("release")
RECONCILE, COOL, RESTORE_DAY = Script("reconcile"), Script("cool"), Script("restore_day")
TRUST, FORGET = Script("trust"), Script("forget")
