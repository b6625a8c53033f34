"""What people are told of, how each wants to hear it, and the tickets of what leaves by a network."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.tenancy import Tenant
from generation.notices.kinds import FIRST_DIGEST_HOUR, KINDS, LAST_HOUR, MAIL, NEVER

TITLE_CHARACTERS, TEXT_CHARACTERS, LINK_CHARACTERS, ACTION_CHARACTERS = 160, 400, 200, 40


class Notice(Tenant):
    """One thing that one person is told of. `link` lies below the workspace's address; `mail` is what was chosen then.

    `in_page`: it stands in the list of notices; one that only a letter tells does not. `browser`: an open studio that
    nobody looks at may show it outside of its page.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=KINDS)
    title = models.CharField(max_length=TITLE_CHARACTERS)
    text = models.CharField(max_length=TEXT_CHARACTERS, blank=True)
    link = models.CharField(max_length=LINK_CHARACTERS, blank=True)
    action = models.CharField(max_length=ACTION_CHARACTERS, blank=True, help_text="What the link is called.")
    in_page = models.BooleanField(default=True)
    browser = models.BooleanField(default=False)
    mail = models.CharField(max_length=6, choices=MAIL, default=NEVER)
    mailed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes = [
            models.Index(fields=["workspace", "user", "-id"], name="notice_newest_first"),  # GET /notices
            models.Index(  # GET /notices/unread
                fields=["workspace", "user"], condition=Q(read_at=None, in_page=True), name="notice_unread"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NoticeChoice(Tenant):
    """How one person wants to hear of things here; nothing is kept of who never chose. `choices`: by kind, see
    notices/kinds.py."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    choices = models.JSONField(default=dict, blank=True)
    digest_hour = models.PositiveSmallIntegerField(
        default=FIRST_DIGEST_HOUR,
        validators=[MaxValueValidator(LAST_HOUR)],
        help_text="When the daily letter is written, in the person's own time zone.",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="one_notice_choice_a_person")]

    def __str__(self) -> str:
        return f"daily letter at {self.digest_hour}:00"


class OutboxTicket(models.Model):
    """Something that leaves by a network at a set time: the id of its row, and no content. Each claim raises `fence`,
    and what came of it is kept only while that stands."""

    WEBHOOK, LETTER, DIGEST = "webhook", "letter", "digest"
    KINDS = ((WEBHOOK, "Webhook"), (LETTER, "Letter"), (DIGEST, "Daily letter"))

    row_id = models.UUIDField(primary_key=True, editable=False)
    workspace_id = models.UUIDField(editable=False)
    kind = models.CharField(max_length=8, choices=KINDS)
    due_at = models.DateTimeField(db_default=Now())
    tries = models.PositiveSmallIntegerField(default=0, help_text="Letters that could not leave so far.")
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_at"]
        indexes = [models.Index(fields=["due_at"], name="outbox_due")]  # outbox.tickets.claim

    def __str__(self) -> str:
        return f"{self.get_kind_display()} due {self.due_at:%d %b %H:%M}"


class Webhook(Tenant):
    """An address of a workspace that is told of events. Its secrets lie in the vault (`webhooks.signing`)."""

    url = models.CharField(max_length=2_000)
    description = models.CharField(max_length=120, blank=True)
    events = ArrayField(models.CharField(max_length=40), help_text="Which events it is told of.")
    with_prompts = models.BooleanField(default=False, help_text="Whether it is told what people wrote.")
    enabled = models.BooleanField(default=True)
    turned_off_because = models.CharField(max_length=200, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    old_key_until = models.DateTimeField(
        null=True, blank=True, help_text="Until then the key before the last change signs too."
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.description or f"webhook {self.pk}"


class WebhookDelivery(Tenant):
    """One event on its way to one address; its id is the `webhook-id` of every try. `attempts`: each try in short.

    `body` is what is sent, byte for byte, each time.
    """

    WAITING, DELIVERED, FAILED = "waiting", "delivered", "failed"
    STATES = ((WAITING, "On its way"), (DELIVERED, "Delivered"), (FAILED, "Given up"))

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=STATES, default=WAITING)
    attempts = models.JSONField(default=list, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Since it was last asked for.")
    due_since = models.DateTimeField(db_default=Now(), help_text="Since when it should have arrived.")
    next_try_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        verbose_name_plural = "webhook deliveries"
        indexes = [
            models.Index(fields=["webhook", "-id"], name="delivery_newest_first"),  # GET /webhooks/ID/deliveries
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.get_state_display().lower()}"

    @property
    def message_id(self) -> str:
        """What every try carries as `webhook-id`."""
        return f"msg_{self.pk.hex}"
