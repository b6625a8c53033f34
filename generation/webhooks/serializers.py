"""How webhooks and their log are told, and how a wish for one is read."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.letters import one_line
from accounts.outgoing.rules import LONGEST_URL
from accounts.preconditions import EtagField
from generation.models import Webhook, WebhookDelivery
from generation.webhooks import catalogue

DESCRIPTION_CHARACTERS = 120


class WebhookSerializer(serializers.ModelSerializer[Webhook]):
    """An address that is told of events. `old_key_until`: until then the secret before the last change signs too."""

    events = serializers.ListField(child=serializers.ChoiceField(list(catalogue.EVENTS.items())))
    etag = EtagField(*catalogue.EDITABLE)

    class Meta:
        model = Webhook
        fields = (
            "id", "url", "description", "events", "with_prompts", "enabled", "turned_off_because", "failing_since",
            "old_key_until", "created_at", "etag",
        )  # fmt: skip


class MadeWebhookSerializer(WebhookSerializer):
    """A webhook with its new secret, which is never shown again."""

    secret = serializers.CharField()

    class Meta(WebhookSerializer.Meta):
        fields = (*WebhookSerializer.Meta.fields, "secret")  # type: ignore[assignment]


class EventsField(serializers.ListField):
    """Names of events, each once."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "not_a_list": "The events are not a list.\nSend a list of names.",
        "empty": f"No event is chosen.\nChoose from: {', '.join(catalogue.EVENTS)}.",
        "max_length": "These are more events than there are.\nName each once.",
    }

    def __init__(self) -> None:
        super().__init__(
            child=serializers.ChoiceField(list(catalogue.EVENTS.items())),
            allow_empty=False,
            max_length=len(catalogue.EVENTS),
        )

    def to_internal_value(self, data: Any) -> list[str]:
        """In the order of the table."""
        return catalogue.chosen(super().to_internal_value(data))


class WebhookWriteSerializer(serializers.Serializer[Any]):
    """A webhook as somebody wants it; a change may leave out what stays."""

    url = serializers.CharField(max_length=LONGEST_URL, help_text="Where to: https://, or http:// inside of a network.")
    description = serializers.CharField(max_length=DESCRIPTION_CHARACTERS, required=False, allow_blank=True)
    events = EventsField()
    with_prompts = serializers.BooleanField(required=False, help_text="Whether it is told what people wrote.")
    enabled = serializers.BooleanField(required=False)

    def validate_description(self, description: str) -> str:
        """On one line."""
        return one_line(description)


class AttemptSerializer(serializers.Serializer[Any]):
    """One try. `status` 0: no answer came, and `said` tells why; else `said` is the beginning of the answer."""

    at = serializers.DateTimeField()
    status = serializers.IntegerField()
    took_ms = serializers.IntegerField()
    said = serializers.CharField(allow_blank=True)


class DeliverySerializer(serializers.ModelSerializer[WebhookDelivery]):
    """One event on its way to one address. `message_id` is what it carries as `webhook-id`."""

    message_id = serializers.SerializerMethodField()
    attempts = AttemptSerializer(many=True)

    class Meta:
        model = WebhookDelivery
        fields = (
            "id", "message_id", "event", "state", "tries", "body", "attempts", "next_try_at", "created_at", "ended_at",
        )  # fmt: skip

    @extend_schema_field(serializers.CharField())
    def get_message_id(self, delivery: WebhookDelivery) -> str:
        """As `webhook-id` says it."""
        return delivery.message_id
