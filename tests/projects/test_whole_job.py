"""One sentence becomes a film: the whole job, with the real engines, workers, scorer and cutter."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import av
import pytest
from asgiref.sync import async_to_sync
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import AsyncClient

from accounts.models import User, Workspace
from accounts.tenancy import scope
from generation.media.recipes import read_recipe
from generation.media.video import probe
from generation.models import EventLog, Generation, Output, QueueTicket, StoredFile, Take
from tests.api.pictures import encoded, quarters
from tests.cast import Speaker
from tests.conftest import FEW_FRAMES
from tests.stations import Studio

pytestmark = pytest.mark.django_db(transaction=True)
IDEA = "An old keeper lights the lighthouse lamp while a storm comes in at dusk."


def download(user: User, output: Any, to: Path) -> Path:
    async def read() -> bytes:
        client = AsyncClient()
        await client.aforce_login(user)
        answer: Any = await client.get(output["download_url"])
        assert answer.status_code == 200
        return b"".join([part async for part in answer])

    to.write_bytes(async_to_sync(read)())
    return to


def brightness(clip: Path) -> float:
    """Of a clip's first frame, in levels of 0..255."""
    with av.open(str(clip)) as opened:
        return float(next(opened.decode(video=0)).to_ndarray(format="rgb24").mean())


def new_episode(speaker: Speaker) -> str:
    project = speaker.made("POST", "projects", {"idea": IDEA, "quality": "low"})
    return str(project["episodes"][0]["id"])


def assert_three_scored_takes(takes: list[Any]) -> None:
    assert sorted(take["number"] for take in takes) == [1, 2, 3]
    assert sorted(take["rank"] for take in takes) == [1, 2, 3]
    assert len({take["output"]["id"] for take in takes}) == 3
    assert len({take["seed"] for take in takes}) == 3
    for take in takes:
        assert 0 <= take["total"] <= 1
        assert 0 < take["weight_measured"] <= 1
        assert len(take["scores"]) == 8
        for score in take["scores"]:
            assert (score["value"] is None) == (score["status"] == "not_measured")
            assert score["reason"] if score["value"] is None else score["method"] and score["version"]
    (chosen,) = [take for take in takes if take["selected"]]
    assert chosen["rank"] == 1


def test_a_creator_walks_from_a_sentence_to_a_downloaded_film(
    as_editor: Speaker, editor: User, workspace: Workspace, studio: Studio, tmp_path: Path
) -> None:
    episode = new_episode(as_editor)
    as_editor.made("POST", f"episodes/{episode}/plan", {"idea": IDEA, "scenes": 2, "seed": 4})
    studio.run_all()
    scenes = as_editor.made("GET", f"scenes?episode={episode}")
    assert [scene["number"] for scene in scenes] == [1, 2]
    assert all(scene["prompt"] and scene["beat"] and scene["title"] for scene in scenes)

    for scene in scenes:
        sent = {"kind": "frames", "scene": scene["id"], "prompt": scene["prompt"], "count": 2, "seed": 1}
        frames = as_editor.made("POST", "generations", sent)
        studio.run_all()
        made = as_editor.made("GET", f"generations/{frames['id']}/hero-frames")
        assert [frame["label"] for frame in made] == [f"{scene['number']}A", f"{scene['number']}B"]
        assert all(frame["preview_notice"] and frame["score"] is not None for frame in made)
        as_editor.made("POST", f"generations/{frames['id']}/hero-frames/{made[1]['id']}/select")
        takes = as_editor.made("POST", f"generations/{frames['id']}/process", {"frame": made[1]["id"], "seed": 2})
        studio.run_all()
        assert as_editor.made("GET", f"generations/{takes['id']}")["state"] in ("succeeded", "review")
        assert_three_scored_takes(as_editor.made("GET", f"scenes/{scene['id']}")["takes"])

    asked = as_editor.made("POST", f"episodes/{episode}/film", {})
    studio.run_all()
    film = as_editor.made("GET", f"generations/{asked['id']}")
    assert film["state"] == "succeeded", film["error"]
    (output,) = film["outputs"]
    assert as_editor.made("GET", f"episodes/{episode}")["film"] == output
    film = as_editor.made("GET", "projects")["results"][0]["film"]
    assert urlsplit(film).path == urlsplit(output["url"]).path

    file = download(editor, output, tmp_path / "film.mp4")
    info = probe(file)
    assert (info.frames, info.fps) == (output["frames"], output["fps"])
    assert FEW_FRAMES < info.frames <= 2 * FEW_FRAMES
    assert info.duration_seconds == pytest.approx(info.frames / info.fps, abs=1 / info.fps)
    assert info.duration_seconds == pytest.approx(output["duration_seconds"], abs=1 / info.fps)
    assert output["bytes"] == file.stat().st_size
    recipe = read_recipe(file)
    assert recipe["function"] == "film"
    assert len(recipe["clips"]) == 2


def test_the_studio_makes_the_whole_film_by_itself(as_editor: Speaker, workspace: Workspace, studio: Studio) -> None:
    episode = new_episode(as_editor)
    asked = as_editor.made("POST", f"episodes/{episode}/film", {"automatic": True, "scenes": 2, "seed": 9})
    studio.run_all()
    film = as_editor.made("GET", f"generations/{asked['id']}")
    assert film["state"] == "succeeded", film["error"]
    assert len(film["outputs"]) == 1
    shown = as_editor.made("GET", f"episodes/{episode}")
    assert shown["film"]["id"] == film["outputs"][0]["id"]
    assert len(shown["scenes"]) == 2
    for scene in shown["scenes"]:
        assert len(scene["frames"]) == 4
        (chosen,) = [frame for frame in scene["frames"] if frame["id"] == scene["selected_frame"]]
        assert chosen["score"] == max(frame["score"] for frame in scene["frames"])
        assert_three_scored_takes(scene["takes"])
    with scope(workspace.pk):
        kinds = sorted(Generation.objects.values_list("kind", flat=True))
        assert kinds == ["film", "frames", "frames", "plan", "takes", "takes"]
        assert not Generation.objects.exclude(state__in=("succeeded", "review")).exists()
        assert EventLog.objects.filter(type="generation.succeeded", generation_id=film["id"]).count() == 1
        seqs = list(EventLog.objects.values_list("seq", flat=True))
        assert seqs == list(range(1, len(seqs) + 1))
    assert not QueueTicket.objects.exists()


def test_takes_of_an_own_picture_keep_its_colours(as_editor: Speaker, workspace: Workspace, studio: Studio) -> None:
    episode = new_episode(as_editor)
    scene = as_editor.made("POST", "scenes", {"episode": episode, "prompt": "slowly closer"})
    picture = SimpleUploadedFile("mine.png", encoded(quarters(), "PNG"), content_type="image/png")
    frame = as_editor.post(f"/api/v1/scenes/{scene['id']}/uploads", {"image": picture}).json()
    sent = {"kind": "takes", "scene": scene["id"], "frame": frame["id"], "prompt": "slowly closer"}
    as_editor.made("POST", "generations", sent)
    studio.run_all()
    takes = as_editor.made("GET", f"scenes/{scene['id']}")["takes"]
    assert_three_scored_takes(takes)
    assert {take["frame"] for take in takes} == {frame["id"]}
    with scope(workspace.pk):
        recipe = Output.objects.get(pk=takes[0]["output"]["id"]).recipe
        sent_sha = Output.objects.select_related("file").get(pk=frame["output"]["id"]).file.sha256
    assert recipe["from_frame"] == sent_sha


def test_takes_in_brighter_words_are_brighter_than_their_frame(
    as_editor: Speaker, editor: User, workspace: Workspace, studio: Studio, tmp_path: Path
) -> None:
    """What a suggestion adds to a take's words shows, and takes in the scene's own words keep the frame as it is."""
    words = "a red boat on a lake at dusk"
    scene = as_editor.made("POST", "scenes", {"episode": new_episode(as_editor), "prompt": words})
    ask = {"scene": scene["id"], "quality": "low", "count": 1, "seed": 4}
    as_editor.made("POST", "generations", {"kind": "frames", "prompt": words, **ask})
    studio.run_all()
    asked = [
        as_editor.made("POST", "generations", {"kind": "takes", "prompt": prompt, **ask})
        for prompt in (words, f"{words}, bright even light")
    ]
    studio.run_all()
    with scope(workspace.pk):
        kept = [Generation.objects.get(pk=one["id"]).settings.get("frame_words") for one in asked]
    assert kept == [None, words]
    made = [as_editor.made("GET", f"generations/{one['id']}")["outputs"][0] for one in asked]
    plain, bright = (brightness(download(editor, output, tmp_path / output["id"])) for output in made)
    assert bright > plain + 10


def test_no_recipe_tells_an_id_a_time_or_a_machine(as_editor: Speaker, workspace: Workspace, studio: Studio) -> None:
    """A recipe says how to make the file again, and goes wherever the file goes."""
    episode = new_episode(as_editor)
    as_editor.made("POST", f"episodes/{episode}/film", {"automatic": True, "scenes": 1, "seed": 9})
    studio.run_all()
    with scope(workspace.pk):
        told = str(list(Output.objects.values_list("recipe", flat=True)))
        ids = [str(pk) for model in (Generation, Take, StoredFile) for pk in model.objects.values_list("pk", flat=True)]
    assert not [pk for pk in [*ids, str(workspace.pk), workspace.slug] if pk in told]
