"""How a picture, a clip or a film that was made is told."""

import time
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from generation.media.addresses import media_address
from generation.models import Output

TITLE_CHARACTERS = 60
EXTENSIONS = {"video/mp4": "mp4", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


class FactSerializer(serializers.Serializer[Any]):
    """One thing that was read in a prompt."""

    name = serializers.CharField()
    value = serializers.CharField()


class ReadSerializer(serializers.Serializer[Any]):
    """What an engine that reads words drew of them; `ignored` are words of the creator that change nothing, `changed`
    what an edit of the prompt changed (null where there was none)."""

    facts = FactSerializer(many=True)
    ignored = serializers.ListField(child=serializers.CharField())
    changed = serializers.ListField(child=serializers.CharField(), allow_null=True)
    understood = serializers.BooleanField()


class OutputSerializer(serializers.ModelSerializer[Output]):
    """A file somebody can look at or download. `read` is null where the engine does not tell what it read.
    `device`: what made it, by its plain name; empty for what was brought, or made before that was kept."""

    device = serializers.SerializerMethodField()
    read = serializers.SerializerMethodField()
    media_type = serializers.CharField(source="file.media_type")
    bytes = serializers.IntegerField(source="file.bytes")
    url = serializers.SerializerMethodField()
    download_url = serializers.SerializerMethodField()

    class Meta:
        model = Output
        fields = (
            "id",
            "media_type",
            "url",
            "download_url",
            "width",
            "height",
            "frames",
            "fps",
            "duration_seconds",
            "bytes",
            "notice",
            "device",
            "read",
        )

    def get_device(self, output: Output) -> str:
        """From its recipe."""
        return str(output.recipe.get("device", ""))

    @extend_schema_field(ReadSerializer(allow_null=True))
    def get_read(self, output: Output) -> dict[str, Any] | None:
        """From its recipe."""
        told: dict[str, Any] | None = output.recipe.get("read")
        return {"changed": None, **told} if told else None

    def get_url(self, output: Output) -> str:
        """Where to look at it, for 10 to 15 minutes; GET /outputs/{id} gives a new address."""
        return media_address(self.context["slug"], output.pk, time.time())

    def get_download_url(self, output: Output) -> str:
        """The same, as a file to keep."""
        title = output.recipe.get("title") or output.recipe.get("prompt")
        return f"{self.get_url(output)}&download={file_name(title, output.file.media_type)}"


@lru_cache(maxsize=1024)
def file_name(title: str | None, media_type: str) -> str:
    """The name of a file that somebody keeps, as an address has it."""
    name = f"{(title or 'Dailies')[:TITLE_CHARACTERS].strip()}.{EXTENSIONS.get(media_type, 'bin')}"
    return quote(name)
