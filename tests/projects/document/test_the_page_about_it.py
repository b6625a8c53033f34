"""docs/project-json.md: its example opens, and it tells every field."""

import json
import re
from pathlib import Path

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from projects.document.exporting import written
from projects.document.importing import import_document
from projects.document.reading import read
from projects.document.schema import PLACES

PAGE = (Path(__file__).resolve().parents[3] / "docs/project-json.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.django_db
def test_the_example_opens_and_comes_out_as_it_is(workspace: Workspace) -> None:
    with scope(workspace.pk):
        project = import_document(read(EXAMPLE.encode()), None)
        assert json.loads(written(project.pk)[1]) == json.loads(EXAMPLE)


def test_every_field_is_in_the_example_and_told() -> None:
    for part in PLACES.values():
        for name in part.model_fields:
            assert f'"{name}":' in EXAMPLE, name
            assert re.search(rf"`(canvas\.)?{name}[`.]", PAGE), name
