"""How bodies are read."""

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser, MultiPartParser


class FlatJsonParser(JSONParser):
    """JSON; brackets nested without end are refused instead of exhausting the stack."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """The value in the body."""
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("This JSON is nested too deeply.") from error


FOR_FILES = [FlatJsonParser, MultiPartParser]
"""Of addresses that take a file; all others take JSON alone. JSON is read here too, to say what is missing."""
