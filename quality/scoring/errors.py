"""Why a clip could not be scored or scores could not be compared. Callers branch on the type."""


class ScoringError(Exception):
    """Base of this room: `detail` says what is wrong, `advice` what would work. Permanent."""

    def __init__(self, detail: str, advice: str) -> None:
        super().__init__(f"{detail} {advice}")
        self.detail = detail
        self.advice = advice


class UnreadableClip(ScoringError):
    """There is no video to read here: missing, a folder, text, sound only, an unknown format."""


class DamagedClip(ScoringError):
    """A video that breaks off or cannot be decoded to its end."""


class UnsuitableSize(ScoringError):
    """Pictures too small to judge, too large to hold, or changing size on the way."""


class DifferentMethods(ScoringError):
    """Scores made by different methods, versions or dimensions were about to be compared."""
