"""The list of engines, and that reading it stays cheap."""

import subprocess
import sys

import pytest

from generation.engines import registry
from generation.engines.registry import Entry, UnknownEngine, available, engine, text_engine


def test_the_embedded_engine_is_available() -> None:
    assert "animatic" in available()


def test_an_engine_whose_packages_are_missing_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Entry("somewhere.else.Engine", needs=("numpy", "a_package_nobody_has"))
    monkeypatch.setitem(registry.ENGINES, "elsewhere", entry)
    assert "elsewhere" not in available()


def test_every_available_engine_can_be_had_by_its_name() -> None:
    for name in available():
        assert engine(name).name == name
        assert engine(name) is engine(name)


def test_the_text_engine_plans_a_story() -> None:
    template = text_engine("template")
    assert template.name == "template"
    assert len(template.plan_scenes("a lighthouse at dusk", 3, 1).scenes) == 3


@pytest.mark.parametrize("find", [engine, text_engine])
def test_an_unknown_engine_is_named_with_those_there_are(find: object) -> None:
    assert callable(find)
    with pytest.raises(UnknownEngine, match='engine "magic"; there are '):
        find("magic")


def test_listing_engines_loads_none_of_them() -> None:
    """A web process lists engines on each page; the code that draws is for workers."""
    script = (
        "import sys; from generation.engines.registry import available; available();"
        "print(sorted({'cv2', 'torch', 'av', 'generation.engines.animatic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
