"""Whether one call is made once more within a job's try (pure). A job's own tries are `generation/retrying.py`.

Asked again is only what can't be done twice by that: what never left, what may be asked as often as one likes (GET, or
a POST with a key by which the provider knows it again), and what the provider turned away before doing it (429).
"""

from dataclasses import dataclass

from generation.providers.errors import Malformed, NetworkTrouble, ProviderError, RateLimited, ServerTrouble


@dataclass(frozen=True, slots=True)
class Retries:
    """Tries of a call in all, and how far the waits between them grow. A provider that wants a longer wait is not
    waited for: another key may serve at once."""

    tries: int = 3
    first_seconds: float = 0.5
    longest_seconds: float = 8.0


def wait_before_again(
    error: ProviderError, number: int, *, repeatable: bool, retries: Retries, chance: float
) -> float | None:
    """Seconds until try `number` + 1 (`number` 1.. has failed); None to give up. `chance` 0..1 draws the wait between
    half of the grown one and all of it."""
    if number >= retries.tries or not _may_ask_again(error, repeatable):
        return None
    told = error.retry_after_seconds
    if told is not None:
        return told if told <= retries.longest_seconds else None
    grown = min(retries.longest_seconds, retries.first_seconds * 2.0 ** (number - 1))
    return grown * (0.5 + chance / 2)


def _may_ask_again(error: ProviderError, repeatable: bool) -> bool:
    if not error.transient:
        return False
    if isinstance(error, RateLimited) or (isinstance(error, NetworkTrouble) and error.unsent):
        return True
    return repeatable and isinstance(error, NetworkTrouble | ServerTrouble | Malformed)
