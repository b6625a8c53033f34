"""Why something cannot be sealed or opened. None of them holds a secret: they may be logged and shown to operators.

To a member they are faults of the studio (500): what is wrong with the vault is for whoever runs it to know.
"""


class VaultError(Exception):
    """What is wrong (`detail`), and what would work (`advice`)."""

    def __init__(self, detail: str, advice: str) -> None:
        super().__init__(f"{detail} {advice}")
        self.detail, self.advice = detail, advice


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
