"""Kinds of notices, the ways to hear of them, and what holds for who never chose (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.roles import BILLING, PEOPLE, READ, SETTINGS, may

FILM, FINISHED, NEEDS_YOU, FAILED = "film", "finished", "needs_you", "failed"
COMMENT, CREDITS_LOW, MEMBERS, WEBHOOK_OFF = "comment", "credits_low", "members", "webhook_off"

KINDS = [
    (FILM, "A film is ready"),
    (FINISHED, "Pictures, takes or scenes are ready"),
    (NEEDS_YOU, "Something waits for me"),
    (FAILED, "Something failed"),
    (COMMENT, "Somebody comments"),
    (CREDITS_LOW, "Credits run low"),
    (MEMBERS, "Somebody is invited or joins"),
    (WEBHOOK_OFF, "A webhook is turned off"),
]
NAMES = tuple(name for name, _ in KINDS)

FOR: dict[str, str] = {CREDITS_LOW: BILLING, MEMBERS: PEOPLE, WEBHOOK_OFF: SETTINGS}
"""The action (accounts.roles) of those who are told; everything else is told to who asked for it."""

NEVER, DAILY, EACH = "never", "daily", "each"
MAIL = [(EACH, "At once"), (DAILY, "Once a day"), (NEVER, "Never")]

FIRST_DIGEST_HOUR, LAST_HOUR = 8, 23
LETTER_WAIT_SECONDS = 120
"""How long a letter waits for who sees it in the studio first."""
AT_ONCE = frozenset({FILM})
"""Kinds whose letter does not wait: a film is long in the making, and its letter is what people go away for."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How somebody hears of one kind. `mail`: one of MAIL."""

    page: bool
    browser: bool
    mail: str

    @property
    def silent(self) -> bool:
        """Whether they hear nothing at all."""
        return not self.page and self.mail == NEVER


USUAL: dict[str, Ways] = {
    FILM: Ways(True, True, EACH),
    FINISHED: Ways(True, True, NEVER),
    NEEDS_YOU: Ways(True, True, EACH),
    FAILED: Ways(True, True, EACH),
    COMMENT: Ways(True, True, DAILY),
    CREDITS_LOW: Ways(True, False, EACH),
    MEMBERS: Ways(True, False, DAILY),
    WEBHOOK_OFF: Ways(True, False, EACH),
}
"""What holds for who never chose."""


def ways(chosen: Mapping[str, Any], kind: str) -> Ways:
    """How somebody hears of a kind, from what they chose; a part they never chose is as usual."""
    usual, mine = USUAL[kind], chosen.get(kind, {})
    page = bool(mine.get("page", usual.page))
    return Ways(page, page and bool(mine.get("browser", usual.browser)), str(mine.get("mail", usual.mail)))


def kinds_for(role: str) -> list[str]:
    """The kinds that somebody of this role may be told of."""
    return [name for name in NAMES if may(role, FOR.get(name, READ))]


def letter_wait_seconds(kind: str) -> int:
    """How long a letter of this kind waits before it leaves."""
    return 0 if kind in AT_ONCE else LETTER_WAIT_SECONDS
