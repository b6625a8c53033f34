"""What is kept of notices and of webhooks' logs, and for how long; once an hour the rest goes."""

from datetime import timedelta

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from generation.models import Notice, Webhook, WebhookDelivery
from generation.webhooks import signing

NOTICE_DAYS, MOST_NOTICES = 30, 200
"""Of each person in each workspace."""
DELIVERY_DAYS, MOST_DELIVERIES = 14, 1_000
"""Of each webhook; what is on its way stays."""


def sweep() -> None:
    """Delete what is too old or too much, in the workspace we are in; and secrets whose overlap is over."""
    _notices()
    _deliveries()
    for hook in Webhook.objects.filter(old_key_until__lte=timezone.now()):
        signing.forget_old(hook)
        Webhook.objects.filter(pk=hook.pk, old_key_until=hook.old_key_until).update(old_key_until=None)


def _notices() -> None:
    place = Window(RowNumber(), partition_by=[F("user_id")], order_by=F("pk").desc())
    many = Notice.objects.annotate(place=place).filter(place__gt=MOST_NOTICES).order_by().values("pk")
    old = Q(created_at__lt=timezone.now() - timedelta(days=NOTICE_DAYS))
    Notice.objects.filter(old | Q(pk__in=many)).order_by().delete()


def _deliveries() -> None:
    place = Window(RowNumber(), partition_by=[F("webhook_id")], order_by=F("pk").desc())
    many = WebhookDelivery.objects.annotate(place=place).filter(place__gt=MOST_DELIVERIES).order_by().values("pk")
    old = Q(created_at__lt=timezone.now() - timedelta(days=DELIVERY_DAYS))
    ended = WebhookDelivery.objects.exclude(state=WebhookDelivery.WAITING)
    ended.filter(old | Q(pk__in=many)).order_by().delete()
