"""The OpenAPI schema is valid, and the interface's types are made from the present one."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema

SCHEMA_FILE = Path(__file__).resolve().parents[2] / "frontend/studio/schema.yaml"
AGAIN = (
    "The API has changed. Make the interface's schema and types anew:\n"
    "  ./dailies spectacular --file frontend/studio/schema.yaml\n"
    "  cd frontend/studio && npm run types"
)


@pytest.fixture(scope="module")
def schema() -> Any:
    GENERATOR_STATS.reset()
    return SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]


def test_the_schema_is_valid_openapi(schema: Any) -> None:
    validate_schema(schema)  # type: ignore[no-untyped-call]


def test_nothing_in_it_was_guessed(schema: Any) -> None:
    """A warning of the generator is a type that the interface would get wrong."""
    assert not GENERATOR_STATS._warn_cache
    assert not GENERATOR_STATS._error_cache


def test_the_interfaces_schema_is_the_present_one(schema: Any) -> None:
    present = yaml.safe_load(OpenApiYamlRenderer().render(schema))  # type: ignore[no-untyped-call]
    assert yaml.safe_load(SCHEMA_FILE.read_text(encoding="utf-8")) == present, AGAIN


def test_every_refusal_and_answer_has_a_type(schema: Any) -> None:
    for address, methods in schema["paths"].items():
        for method, operation in methods.items():
            for status, answer in operation["responses"].items():
                assert status == "204" or answer.get("content"), f"{method} {address} {status} says nothing"
