"""Sizes of memory as people write them: 8GB, 1.5 GB. Pure."""

import re

from quality.resources.errors import BadSetting
from quality.resources.values import GB

SIZE = r"(?P<{name}>\d{{1,4}}(?:\.\d{{1,3}})?)\s*GB"
"""A part of a pattern; format it with the group's `name`."""
MOST_GB = 4096.0
_WHOLE = re.compile(SIZE.format(name="gb"), re.IGNORECASE | re.ASCII)


def as_bytes(text: str, setting: str) -> int:
    """Bytes of "24GB". Raises BadSetting naming the setting."""
    found = _WHOLE.fullmatch(text.strip())
    if found is None:
        raise BadSetting(setting, f'"{text}" is not a size.', "Write gigabytes: 8GB, 16GB or 24GB.")
    return whole_bytes(found["gb"], setting)


def whole_bytes(gigabytes: str, setting: str) -> int:
    """Bytes of a number that a pattern has found; above 0, at most 4,096 GB."""
    value = float(gigabytes)
    if not 0 < value <= MOST_GB:
        raise BadSetting(setting, f"{gigabytes}GB is no size of a card.", f"Write more than 0, at most {MOST_GB:g}GB.")
    return round(value * GB)
