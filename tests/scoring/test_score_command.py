"""`./dailies score`: a JSON list or a table, or one clear line a bad file and nothing else."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from footage import Filmer, pan, write

from quality.scoring import DIMENSIONS


def run(*arguments: object) -> tuple[str, str]:
    """(what was printed, what was said about it)."""
    out, err = StringIO(), StringIO()
    call_command("score", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(*arguments: object) -> str:
    """The complaint; asserts exit code 1 and that nothing was printed."""
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("score", *map(str, arguments), stdout=out, stderr=err)
    assert (stop.value.code, out.getvalue()) == (1, "")
    return err.getvalue()


def test_json_gives_one_object_a_clip_in_the_order_given(film: Filmer) -> None:
    files = [str(film("pan", "cut")), str(film("pan", "clean")), str(film("pan", "pure_noise"))]
    rows: list[dict[str, Any]] = json.loads(run(*files, "--json")[0])
    assert [row["file"] for row in rows] == files
    assert [row["rank"] for row in rows] == [2, 1, 3]
    assert rows[0]["flags"] == ["cut"]
    assert rows[1]["weight_measured"] == pytest.approx(0.7)


def test_json_holds_exactly_what_was_promised(film: Filmer) -> None:
    (row,) = json.loads(run(film("pan", "clean"), "--json", "--prompt", "vivid colourful")[0])
    assert set(row) == {"file", "rank", "total", "weight_measured", "flags", "scores"}
    assert tuple(row["scores"]) == DIMENSIONS
    for score in row["scores"].values():
        assert set(score) == {"status", "value", "method", "version", "reason"}
        assert score["status"] == "measured"
    assert 0 < row["total"] < 1


def test_the_table_names_every_clip_dimension_and_reason(film: Filmer) -> None:
    printed, _ = run(film("pan", "clean"), film("pan", "frozen"))
    assert printed.index("1. " + str(film("pan", "clean"))) < printed.index("2. ")
    assert "defects: frozen" in printed
    assert "not measured: No prompt was given" in printed
    assert all(name.replace("_", " ") in printed for name in DIMENSIONS)


def test_clips_measured_differently_are_ranked_on_what_they_share_and_it_says_so(film: Filmer, tmp_path: Path) -> None:
    short = write(tmp_path / "short.mp4", pan(5))
    printed, said = run(film("pan", "clean"), short, "--json")
    assert sorted(row["rank"] for row in json.loads(printed)) == [1, 2]
    assert "Ranked only on what was measured in all of these clips" in said
    assert "subject consistency" not in said
    assert "Ranked only on" in run(film("pan", "clean"), short)[0]


@pytest.mark.parametrize("extra", [["--json"], []])
def test_one_bad_clip_stops_all_and_is_named(film: Filmer, tmp_path: Path, extra: list[str]) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a clip")
    complaint = refused(film("pan", "clean"), text, tmp_path / "none.mp4", tmp_path, *extra)
    lines = complaint.strip().splitlines()
    assert [line.split(": ")[0] for line in lines] == [str(text), str(tmp_path / "none.mp4"), str(tmp_path)]
    assert "MP4" in lines[0]
