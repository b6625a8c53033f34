"""The queue is a PostgreSQL table (design sections 4 and 6): enter, claim, renew, leave, by the database's clock.

Inside a scope everything that changes which jobs of a workspace are ready is done as one of its last words: the lock
on the workspace's row comes after those on tickets, jobs, generations and the account, and before the counter of
events. Whoever locks tickets and that row locks the tickets first.
"""

from generation.queue.claiming import (
    Claim,
    claim,
    give_back,
    is_ours,
    leave,
    make_room,
    renew,
    revive,
)
from generation.queue.entering import (
    STOP_CHANNEL,
    Needs,
    drop,
    enter,
    entry_channel,
    forget,
    refill,
    remove,
)
from generation.queue.halting import (
    hand_back,
    hold,
    is_operators,
    leased,
    pause,
    pause_lane,
    put_aside,
    release,
    resume,
)
from generation.queue.line import Line, ahead_of_new, free, is_full, lanes, line, servers, until_free, until_less
from generation.queue.moving import amend
from generation.queue.ordering import movable, move, reclass
from generation.queue.rising import rise, rise_when_due

__all__ = [
    "STOP_CHANNEL",
    "Claim",
    "Line",
    "Needs",
    "ahead_of_new",
    "amend",
    "claim",
    "drop",
    "enter",
    "entry_channel",
    "forget",
    "free",
    "give_back",
    "hand_back",
    "hold",
    "is_full",
    "is_operators",
    "is_ours",
    "lanes",
    "leased",
    "leave",
    "make_room",
    "line",
    "movable",
    "move",
    "pause",
    "pause_lane",
    "put_aside",
    "reclass",
    "refill",
    "release",
    "remove",
    "renew",
    "resume",
    "revive",
    "rise",
    "rise_when_due",
    "servers",
    "until_free",
    "until_less",
]
