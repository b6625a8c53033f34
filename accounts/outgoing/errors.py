"""Why a request did not leave, or brought nothing."""


class OutgoingError(Exception):
    """`detail` and `advice` may be shown to whoever chose the address; they name no address that a name led to."""

    permanent = True

    def __init__(self, detail: str, advice: str) -> None:
        super().__init__(detail)
        self.detail, self.advice = detail, advice


class Refused(OutgoingError):
    """The address is one that requests may not go to; trying again changes nothing."""


class Unreachable(OutgoingError):
    """Nobody answered, or not in time; trying again later may help. `sent`: something of the request may have
    arrived, so that asking again may do a thing twice; `late`: it was the time that ran out."""

    permanent = False

    def __init__(self, detail: str, advice: str, *, sent: bool = True, late: bool = False) -> None:
        super().__init__(detail, advice)
        self.sent, self.late = sent, late


class Unusable(OutgoingError):
    """An answer that cannot be taken: too large, or going on to somewhere else without end."""
