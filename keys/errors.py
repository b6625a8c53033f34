"""Why something cannot be sealed or opened, and why no key is handed out. None of them holds a secret: they may be
logged and shown to operators.

To a member they are faults of the studio (500): what is wrong with vault or pool is for whoever runs it to know.
"""


class KeysError(Exception):
    """What is wrong (`detail`), and what would work (`advice`)."""

    def __init__(self, detail: str, advice: str) -> None:
        super().__init__(f"{detail} {advice}")
        self.detail, self.advice = detail, advice


class PoolAway(KeysError):
    """Redis, which counts what the keys are used for, does not answer: no key is handed out, so no limit is passed."""

    def __init__(self) -> None:
        super().__init__(
            "No provider key is handed out: Redis, which counts their use, does not answer or takes no writes.",
            "Start it, or set REDIS_URL right; if it lost what it held, restore the day's totals (docs/keys.md).",
        )


class ClocksApart(KeysError):
    """The clock here and that of Redis differ by a day or more, so no provider's day can be told."""

    def __init__(self) -> None:
        super().__init__(
            "No provider key is handed out: the clocks of this machine and of Redis differ by a day or more.",
            "Set both right; NTP keeps them so.",
        )


class VaultError(KeysError):
    """Something cannot be sealed or opened."""


class InvalidRing(VaultError):
    """The ring of master keys is absent, or cannot be read."""


class MasterKeyMissing(VaultError):
    """A data key is wrapped by a master key that the ring lacks."""

    def __init__(self, master_id: str) -> None:
        super().__init__(
            f'The master key "{master_id}" is missing from the ring.',
            "Put its line back into DAILIES_MASTER_KEYS_FILE (or DAILIES_MASTER_KEYS), from the backup of the secrets.",
        )
        self.master_id = master_id


class MasterKeyWrong(VaultError):
    """The ring has a master key of this id, but another one, or the wrapped key was changed."""

    def __init__(self, master_id: str) -> None:
        super().__init__(
            f'The master key "{master_id}" of the ring does not open a data key that it should have wrapped.',
            "Put the right key under this id, or, where the database was changed by hand, restore the data key.",
        )
        self.master_id = master_id


class Refused(VaultError):
    """A ciphertext is not what was sealed here: cut short, changed, swapped, replayed, or from elsewhere."""

    def __init__(self, purpose: str, why: str) -> None:
        super().__init__(
            f'What is sealed as "{purpose}" does not open: {why}.',
            "Set this secret anew, or restore its row from a backup.",
        )
        self.purpose = purpose


class DataKeyGone(Refused):
    """The version of the data key is no longer there: rotated away since, or never this workspace's."""

    def __init__(self, purpose: str, version: int) -> None:
        super().__init__(purpose, f"version {version} of the data key is not there")
        self.version = version
