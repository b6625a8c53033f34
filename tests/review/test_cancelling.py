"""Cancelling stops what was asked for, and nothing that was asked for besides."""

import pytest

from generation import values
from projects.models import Scene
from tests import rows
from tests.cast import Speaker

pytestmark = pytest.mark.django_db


def test_takes_asked_for_from_frames_go_on_when_the_other_frames_are_cancelled(
    as_editor: Speaker, scene: Scene
) -> None:
    frames = rows.asked(scene, count=4)
    rows.frame_of(scene, frames)
    takes = as_editor.made("POST", f"generations/{frames.pk}/process", {})
    assert takes["parent"] == str(frames.pk)
    as_editor.made("POST", f"generations/{frames.pk}/cancel")
    assert as_editor.made("GET", f"generations/{takes['id']}")["state"] == values.QUEUED
