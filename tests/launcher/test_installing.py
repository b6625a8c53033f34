"""What decides that something has to be installed, and what is left by an interruption."""

import json
import sys
from pathlib import Path

import pytest

from config.bootstrap import install, node
from config.bootstrap.install import Requirements
from config.bootstrap.messages import Trouble
from config.bootstrap.state import REPOSITORY

LISTED = Requirements({"base": ("django==5.2", "numpy"), "test": ("pytest",)})


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """Something that looks like a venv of this Python."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    return tmp_path


def test_the_list_is_read_from_pyproject() -> None:
    found = Requirements.read(REPOSITORY / "pyproject.toml")
    assert any(line.startswith("django==") for line in found.of(["base"]))
    assert "torch==2.13.0" in found.of(["local"])
    assert not any(line.startswith("torch") for line in found.of(["base", "test"]))


def test_a_fresh_folder_lacks_everything(tmp_path: Path) -> None:
    assert install.missing(LISTED, ["base", "test"], tmp_path) == ["base", "test"]


def test_what_was_installed_is_not_installed_again(venv: Path) -> None:
    install.note_installed(LISTED, ["base"], venv)
    assert install.missing(LISTED, ["base", "test"], venv) == ["test"]
    install.note_installed(LISTED, ["test"], venv)
    assert install.missing(LISTED, ["base", "test"], venv) == []


def test_a_changed_list_is_installed_again(venv: Path) -> None:
    install.note_installed(LISTED, ["base"], venv)
    changed = Requirements({"base": ("django==5.3", "numpy")})
    assert install.missing(changed, ["base"], venv) == ["base"]


def test_an_interpreter_that_was_replaced_makes_the_venv_stale(venv: Path) -> None:
    install.note_installed(LISTED, ["base"], venv)
    stamp = json.loads((venv / install.STAMP).read_text())
    stamp["interpreter"]["changed"] += 1
    (venv / install.STAMP).write_text(json.dumps(stamp))
    assert install.missing(LISTED, ["base"], venv) == ["base"]


def test_an_interpreter_that_is_gone_makes_the_venv_stale(venv: Path) -> None:
    install.note_installed(LISTED, ["base"], venv)
    (venv / "bin" / "python").unlink()
    assert not install.is_usable(venv)
    assert not install.runs(venv)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"interpreter": 3}'])
def test_a_stamp_that_cannot_be_read_counts_as_none(venv: Path, text: str) -> None:
    (venv / install.STAMP).write_text(text)
    assert install.missing(LISTED, ["base"], venv) == ["base"]


def test_a_package_without_its_record_is_installed_again(tmp_path: Path) -> None:
    """pip writes RECORD last; without it, it would call a half-written package installed."""
    packages = tmp_path / "lib" / "python3.11" / "site-packages"
    whole, half = packages / "whole-1.0.dist-info", packages / "half-1.0.dist-info"
    for folder in (whole, half):
        folder.mkdir(parents=True)
        (folder / "METADATA").write_text("")
    (whole / "RECORD").write_text("")
    assert install.drop_half_installed(tmp_path) == ["half-1.0.dist-info"]
    assert whole.exists()
    assert not half.exists()


def test_a_full_disk_is_named_before_pip_finds_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(install.NEEDED_GB, "base", 1e9)
    with pytest.raises(Trouble, match=r"GB left.*\n.*Free some space"):
        install.check_disk(["base"], tmp_path)


def test_a_python_without_venv_is_told_which_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "find_spec", lambda name: None)
    with pytest.raises(Trouble, match=r"apt install python3\.\d+-venv"):
        install.check_python()


def test_pip_is_kept_from_installing_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    found = install.pip_environment()
    assert "PIP_USER" not in found
    assert found["PIP_INDEX_URL"] == "https://mirror.example/simple"


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.2", "v22.12.0", "v23.0.0", "24.19.0", "v100.1.0\n"])
def test_a_node_that_vite_runs_on_is_used(version: str) -> None:
    assert node.is_new_enough(version)


@pytest.mark.parametrize("version", ["v18.20.0", "v20.18.3", "v21.7.0", "v22.11.0", "", "node"])
def test_a_node_that_is_too_old_is_not_used(version: str) -> None:
    assert not node.is_new_enough(version)


def test_a_changed_file_of_the_interface_changes_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a.ts").write_text("let a = 1")
    (tmp_path / "b.ts").write_text("let b = 1")
    files = [tmp_path / "a.ts", tmp_path / "b.ts"]
    before = node.digest(files, tmp_path)
    assert node.digest(reversed(files), tmp_path) == before
    (tmp_path / "b.ts").write_text("let b = 2")
    assert node.digest(files, tmp_path) != before


def test_build_outputs_are_no_sources() -> None:
    assert not [path for path in node.source_files() if "node_modules" in path.parts or "dist" in path.parts]
