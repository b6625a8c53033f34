"""Arguments and checks that the terminal's words share."""

from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import CommandError, CommandParser
from rest_framework.exceptions import ValidationError
from rest_framework.serializers import BaseSerializer

from accounts.problems import Problem, problem_of
from quality.values import Tier

T = TypeVar("T")


def add_common(parser: CommandParser, out: str) -> None:
    """The prompt and what picture and film have in common."""
    parser.add_argument("prompt", help="What should be seen, in a sentence.")
    parser.add_argument("--quality", default=Tier.STANDARD.value, help="low, standard or high (standard).")
    parser.add_argument("--seed", default=None, help="0 to 4294967295; the same seed gives the same result.")
    parser.add_argument("--out", type=Path, default=None, help=out)
    parser.add_argument("--workspace", default="", help="The workspace's slug (the oldest one).")
    parser.add_argument("--json", action="store_true", dest="as_json", help="Print one JSON object, nothing else.")


def checked(serializer: type[BaseSerializer[Any]], given: dict[str, Any]) -> dict[str, Any]:
    """The arguments as the API's own serializer reads them; CommandError names the one that can't be used."""
    reader = serializer(data={name: value for name, value in given.items() if value is not None})
    try:
        reader.is_valid(raise_exception=True)
    except ValidationError as error:
        raise told(error) from error
    data: dict[str, Any] = reader.validated_data
    return data


def told(error: Exception) -> CommandError:
    """A problem as the terminal tells it; other exceptions go on as they are."""
    found = problem_of(error)
    if found is None:
        raise error
    problem: Problem = found[0]
    fields = ", ".join(dict.fromkeys(e.field for e in problem.errors if e.field))
    return CommandError(f"{fields + ': ' if fields else ''}{problem.detail} {problem.advice}")


def check_out(path: Path | None, suffix: str) -> None:
    """Refuse a file that can't be written before any work is done."""
    if path is None:
        return
    if path.suffix.lower() != suffix:
        raise CommandError(f'--out: "{path}" does not end in {suffix}. Name a {suffix} file.')
    if not path.parent.is_dir():
        raise CommandError(f'--out: the folder "{path.parent}" does not exist. Make it first, or name another.')
