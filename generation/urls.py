"""Addresses under /api/v1/ that only read or stop; `projects.urls` has those that make something."""

from django.urls import path

from generation.comments.views import CommentsView, CommentView
from generation.custom_tiers_view import CustomTiersView, CustomTierView
from generation.devices.views import DevicesView
from generation.enhancement.views import EnhancementsView, EnhanceView
from generation.history.views import (
    CsvView,
    JsonView,
    KeptView,
    RecallView,
    RetentionView,
    StatisticsView,
    TagsView,
)
from generation.iterations.views import IterationsView, TrendsView
from generation.notices.views import ChoicesView, NoticesView, ReadView, UnreadView
from generation.prompts.views import (
    DuplicateTemplateView,
    FillView,
    GoBackView,
    PromptTemplatesView,
    PromptTemplateView,
    PromptUsesView,
    PromptVersionsView,
)
from generation.quality_view import QualityReportView
from generation.queue_view import (
    ClearView,
    EditableGenerationView,
    HoldView,
    MoveView,
    PauseView,
    QueueView,
    ReleaseView,
    RequeueView,
    ResumeView,
    RunNextView,
)
from generation.rating_view import RateView
from generation.resolution_view import FeedbackView, ResolutionsView, ResolutionView, RunStepView
from generation.suggesting_view import IgnoreView, SuggestionsView
from generation.views import (
    AttemptsView,
    CancelView,
    ContinueView,
    HoldQuestionView,
    OutputView,
    TiersView,
)
from generation.webhooks.views import (
    DeliveriesView,
    PingView,
    RotateView,
    SendAgainView,
    WebhooksView,
    WebhookView,
)

urlpatterns = [
    path("enhancements", EnhancementsView.as_view(), name="enhancements"),
    path("prompts/enhance", EnhanceView.as_view(), name="prompt-enhance"),
    path("prompt-templates", PromptTemplatesView.as_view(), name="prompt-templates"),
    path("prompt-templates/fill", FillView.as_view(), name="prompt-fill"),
    path("prompt-templates/<uuid:template_id>", PromptTemplateView.as_view(), name="prompt-template"),
    path(
        "prompt-templates/<uuid:template_id>/duplicate",
        DuplicateTemplateView.as_view(),
        name="prompt-duplicate",
    ),
    path("prompt-templates/<uuid:template_id>/go-back", GoBackView.as_view(), name="prompt-go-back"),
    path("prompt-templates/<uuid:template_id>/versions", PromptVersionsView.as_view(), name="prompt-versions"),
    path("prompt-templates/<uuid:template_id>/generations", PromptUsesView.as_view(), name="prompt-uses"),
    path("queue", QueueView.as_view(), name="queue"),
    path("queue/pause", PauseView.as_view(), name="queue-pause"),
    path("queue/resume", ResumeView.as_view(), name="queue-resume"),
    path("queue/clear", ClearView.as_view(), name="queue-clear"),
    path("generations/<uuid:generation_id>/hold", HoldView.as_view(), name="hold"),
    path("generations/<uuid:generation_id>/release", ReleaseView.as_view(), name="release"),
    path("generations/<uuid:generation_id>/run-next", RunNextView.as_view(), name="run-next"),
    path("generations/<uuid:generation_id>/move", MoveView.as_view(), name="move"),
    path("generations/<uuid:generation_id>/requeue", RequeueView.as_view(), name="requeue"),
    path("devices", DevicesView.as_view(), name="devices"),
    path("tiers", TiersView.as_view(), name="tiers"),
    path("custom-tiers", CustomTiersView.as_view(), name="custom-tiers"),
    path("custom-tiers/<uuid:tier_id>", CustomTierView.as_view(), name="custom-tier"),
    path("generations/<uuid:generation_id>", EditableGenerationView.as_view(), name="generation"),
    path("generations/<uuid:generation_id>/cancel", CancelView.as_view(), name="generation-cancel"),
    path("generations/<uuid:generation_id>/rate", RateView.as_view(), name="rate"),
    path("generations/<uuid:generation_id>/kept", KeptView.as_view(), name="generation-kept"),
    path("generations/statistics", StatisticsView.as_view(), name="generation-statistics"),
    path("generations/export.csv", CsvView.as_view(), name="generations-csv"),
    path("generations/export.json", JsonView.as_view(), name="generations-json"),
    path("history/retention", RetentionView.as_view(), name="history-retention"),
    path("recipes", RecallView.as_view(), name="recipes"),
    path("tags", TagsView.as_view(), name="tags"),
    path("generations/<uuid:generation_id>/continue", ContinueView.as_view(), name="generation-continue"),
    path("generations/<uuid:generation_id>/hold-question", HoldQuestionView.as_view(), name="generation-hold"),
    path("generations/<uuid:generation_id>/attempts", AttemptsView.as_view(), name="attempts"),
    path("generations/<uuid:generation_id>/iterations", IterationsView.as_view(), name="iterations"),
    path("generations/<uuid:generation_id>/quality-trends", TrendsView.as_view(), name="quality-trends"),
    path("generations/<uuid:generation_id>/prompt-suggestions", SuggestionsView.as_view(), name="suggestions"),
    path(
        "generations/<uuid:generation_id>/prompt-suggestions/<uuid:suggestion_id>/ignore",
        IgnoreView.as_view(),
        name="suggestion-ignore",
    ),
    path(
        "generations/<uuid:generation_id>/quality-report", QualityReportView.as_view(), name="generation-quality-report"
    ),
    path("generations/<uuid:generation_id>/comments", CommentsView.as_view(), name="comments"),
    path("comments/<uuid:comment_id>", CommentView.as_view(), name="comment"),
    path("resolutions", ResolutionsView.as_view(), name="resolutions"),
    path("resolutions/<uuid:resolution_id>", ResolutionView.as_view(), name="resolution"),
    path(
        "resolutions/<uuid:resolution_id>/steps/<uuid:step_id>/run", RunStepView.as_view(), name="resolution-step-run"
    ),
    path("resolutions/<uuid:resolution_id>/feedback", FeedbackView.as_view(), name="resolution-feedback"),
    path("outputs/<uuid:output_id>", OutputView.as_view(), name="output"),
    path("notices", NoticesView.as_view(), name="notices"),
    path("notices/unread", UnreadView.as_view(), name="notices-unread"),
    path("notices/read", ReadView.as_view(), name="notices-read"),
    path("notices/choices", ChoicesView.as_view(), name="notices-choices"),
    path("webhooks", WebhooksView.as_view(), name="webhooks"),
    path("webhooks/<uuid:webhook_id>", WebhookView.as_view(), name="webhook"),
    path("webhooks/<uuid:webhook_id>/rotate-secret", RotateView.as_view(), name="webhook-rotate"),
    path("webhooks/<uuid:webhook_id>/test", PingView.as_view(), name="webhook-test"),
    path("webhooks/<uuid:webhook_id>/deliveries", DeliveriesView.as_view(), name="webhook-deliveries"),
    path(
        "webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>/send-again",
        SendAgainView.as_view(),
        name="webhook-send-again",
    ),
]
