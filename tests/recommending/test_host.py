"""What this computer is."""

from pathlib import Path

import pytest
from django.test import override_settings

from quality.host import hardware_here
from quality.resources.host import there

pytestmark = pytest.mark.django_db


def test_this_computer_has_a_processor_memory_and_a_disk() -> None:
    found = hardware_here(frozenset({"animatic"}))
    assert found.processors >= 1
    assert found.memory_gb > 0.1
    assert found.disk_free_gb >= 0
    assert found.engines == {"animatic"}


@pytest.mark.parametrize("parts", [(), ("media",), ("state", "media")])
def test_a_studio_that_has_kept_no_file_yet_tells_its_disk_too(parts: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*parts)
    assert there(folder) == tmp_path
    with override_settings(MEDIA_ROOT=str(folder)):
        assert hardware_here(frozenset()).disk_free_gb >= 0
