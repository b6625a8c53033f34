"""/webhooks: addresses that are told of events, their secrets, their log, and a test."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import preconditions
from accounts.access import WorkspaceView
from accounts.audit import actor_of, record
from accounts.pagination import NewestFirst, page_of
from accounts.preconditions import IF_MATCH, tag_of
from accounts.roles import SETTINGS
from generation.models import Webhook, WebhookDelivery
from generation.webhooks import announcing, catalogue, delivering, services
from generation.webhooks.serializers import (
    DeliverySerializer,
    MadeWebhookSerializer,
    WebhookSerializer,
    WebhookWriteSerializer,
)
from keys.secret import Secret

STATE = OpenApiParameter("state", str, enum=[name for name, _ in WebhookDelivery.STATES])


class OfWebhooks(WorkspaceView):
    """Who minds the workspace's settings minds its webhooks."""

    needs = dict.fromkeys(("GET", "POST", "PATCH", "DELETE"), SETTINGS)


class WebhooksView(OfWebhooks):
    """GET and POST /webhooks."""

    @extend_schema(responses=WebhookSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Every webhook of the workspace, oldest first."""
        return Response(WebhookSerializer(services.webhooks(), many=True).data)

    @extend_schema(request=WebhookWriteSerializer, responses={201: MadeWebhookSerializer})
    def post(self, request: Request) -> Response:
        """A new one; its `secret` is in this answer alone."""
        wish = WebhookWriteSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        made, secret = services.make(actor_of(request), wish.validated_data)
        return with_secret(made, secret, status.HTTP_201_CREATED)


class WebhookView(OfWebhooks):
    """GET, PATCH and DELETE /webhooks/{webhook_id}."""

    @extend_schema(responses=WebhookSerializer)
    def get(self, request: Request, webhook_id: UUID) -> Response:
        """One of them."""
        return preconditions.answer(WebhookSerializer(services.webhook(webhook_id)).data)

    @extend_schema(request=WebhookWriteSerializer(partial=True), responses=WebhookSerializer, parameters=[IF_MATCH])
    def patch(self, request: Request, webhook_id: UUID) -> Response:
        """Change it. Turned on again, it begins with a clean slate."""
        found = services.webhook(webhook_id)
        wish = WebhookWriteSerializer(data=request.data, partial=True)
        wish.is_valid(raise_exception=True)
        self._insist_on_edition(found)
        changed = services.change(actor_of(request), found, wish.validated_data)
        return preconditions.answer(WebhookSerializer(changed).data)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, webhook_id: UUID) -> Response:
        """End it, with its log. What is on its way does not leave any more."""
        found = services.webhook(webhook_id)
        self._insist_on_edition(found)
        services.delete(actor_of(request), found)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _insist_on_edition(self, hook: Webhook) -> None:
        preconditions.insist(self.request, "webhook", lambda: tag_of(services.held(hook), catalogue.EDITABLE))


class RotateView(OfWebhooks):
    """POST /webhooks/{webhook_id}/rotate-secret."""

    @extend_schema(request=None, responses=MadeWebhookSerializer)
    def post(self, request: Request, webhook_id: UUID) -> Response:
        """Another secret, in this answer alone. The one before signs beside it for 24 hours."""
        found = services.webhook(webhook_id)
        return with_secret(found, services.rotate(actor_of(request), found))


class PingView(OfWebhooks):
    """POST /webhooks/{webhook_id}/test."""

    @extend_schema(request=None, responses=DeliverySerializer)
    def post(self, request: Request, webhook_id: UUID) -> Response:
        """Send the event `ping` there now, once, also where it is turned off; what came of it."""
        found = services.webhook(webhook_id)
        made = announcing.ping(found)
        record(actor_of(request), "webhook.tested", found)
        prepared = delivering.prepare(made, timezone.now())
        with self.outside():
            tried = delivering.attempt(prepared)
        made = self._kept(made, tried)
        return Response(DeliverySerializer(made).data)

    @staticmethod
    def _kept(made: WebhookDelivery, tried: delivering.Tried) -> WebhookDelivery:
        """Noted, unless the webhook was deleted while it was asked."""
        if WebhookDelivery.objects.filter(pk=made.pk).exists():
            delivering.note(made, tried, timezone.now())
        return made


class DeliveriesView(OfWebhooks):
    """GET /webhooks/{webhook_id}/deliveries."""

    @extend_schema(responses=page_of(DeliverySerializer, "Delivery"), parameters=[STATE])
    def get(self, request: Request, webhook_id: UUID) -> Response:
        """What was sent there or is on its way, the newest first."""
        found = services.webhook(webhook_id)
        chosen = StateFilter(data=request.query_params.dict())
        chosen.is_valid(raise_exception=True)
        pages = NewestFirst()
        listed = services.deliveries(found, chosen.validated_data.get("state", ""))
        rows = pages.paginate_queryset(listed, request, view=self)
        return pages.get_paginated_response(DeliverySerializer(rows, many=True).data)


class StateFilter(serializers.Serializer[Any]):
    """Which deliveries."""

    state = serializers.ChoiceField(WebhookDelivery.STATES, required=False)


class SendAgainView(OfWebhooks):
    """POST /webhooks/{webhook_id}/deliveries/{delivery_id}/send-again."""

    @extend_schema(request=None, responses={202: DeliverySerializer})
    def post(self, request: Request, webhook_id: UUID, delivery_id: UUID) -> Response:
        """Send what has ended once more, under its own id, with tries over 24 hours as at first."""
        sent = services.send_again(services.webhook(webhook_id), delivery_id)
        return Response(DeliverySerializer(sent).data, status=status.HTTP_202_ACCEPTED)


def with_secret(found: Webhook, secret: Secret, code: int = status.HTTP_200_OK) -> Response:
    """The only answer that a secret is in; nobody keeps it."""
    told = {**WebhookSerializer(found).data, "secret": secret.reveal()}
    return Response(told, status=code, headers={"Cache-Control": "no-store"})
