"""What can be wrong with a file, in words for the person who sent or asked for it."""


class MediaError(Exception):
    """A file that cannot be used or made.

    `field` names the form field or the part at fault, `detail` says what is wrong, `advice` what would work;
    all three are fixed once raised and safe to show. No frozen dataclass: `contextlib` sets `__traceback__`.
    """

    def __init__(self, field: str, detail: str, advice: str) -> None:
        super().__init__(field, detail, advice)

    @property
    def field(self) -> str:
        return str(self.args[0])

    @property
    def detail(self) -> str:
        return str(self.args[1])

    @property
    def advice(self) -> str:
        return str(self.args[2])

    def __str__(self) -> str:
        return f"{self.detail} {self.advice}".strip()


class MissingFile(MediaError):
    """A file that a row speaks of and the store does not hold (or holds only in part)."""

    def __init__(self) -> None:
        super().__init__("file", "This file is no longer in the store.", "Make it again from its history.")

    def __reduce__(self) -> tuple[type["MissingFile"], tuple[()]]:
        return MissingFile, ()


class DiskFull(MediaError):
    """No room left in `folder` (for the log, never shown); retrying helps only after somebody made room."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            "disk",
            "This studio's disk is full.",
            "Ask whoever runs it to free some space, then try again. Nothing that was made is lost.",
        )
        self.folder = folder

    def __reduce__(self) -> tuple[type["DiskFull"], tuple[str]]:
        return DiskFull, (self.folder,)


class StorageFull(MediaError):
    """The workspace keeps as much as its plan allows."""

    def __init__(self, detail: str, advice: str) -> None:
        super().__init__("storage", detail, advice)

    def __reduce__(self) -> tuple[type["StorageFull"], tuple[str, str]]:
        return StorageFull, (self.detail, self.advice)
