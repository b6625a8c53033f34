"""A secret on its way through the studio: whoever prints, logs, stores or sends it by mistake sends a mask."""

import hmac
from typing import Any

MASK = "[secret]"


class Secret(str):
    """A text that is `[secret]` to everybody but who calls `reveal()`.

    It is a text, because JSON, databases and templates know texts: so all of them write the mask. What it holds is
    beside the text, and neither pickle nor any form of print looks there. `repr`, `str`, f-strings, slices, lengths
    and sums are the mask's. Python cannot wipe memory: keep a revealed secret in the one expression that needs it.
    """

    __slots__ = ("__held",)
    __held: str

    def __new__(cls, secret: str) -> "Secret":
        """Take a secret in. A Secret stays what it is."""
        made = super().__new__(cls, MASK)
        made.__held = secret.__held if isinstance(secret, Secret) else secret
        return made

    def reveal(self) -> str:
        """The secret itself."""
        return self.__held

    def __repr__(self) -> str:
        return MASK

    def __str__(self) -> str:
        return MASK

    def __eq__(self, other: object) -> bool:
        """The same secret, compared in constant time; no plain text equals one."""
        if not isinstance(other, Secret):
            return False
        return hmac.compare_digest(as_bytes(self), as_bytes(other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((Secret, self.__held))

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "Secret":
        return self

    def __getstate__(self) -> object:
        """Nothing beside the text is for those who ask what there is to keep."""
        return None

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        """What travels is the mask: the other end gets a plain text."""
        return str, (MASK,)


def as_bytes(secret: Secret) -> bytes:
    """The secret's bytes; every text has some, a lone surrogate too."""
    return secret.reveal().encode("utf-8", "surrogatepass")


def from_bytes(secret: bytes) -> Secret:
    """The other way round."""
    return Secret(secret.decode("utf-8", "surrogatepass"))
