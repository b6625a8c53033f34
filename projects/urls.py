"""Addresses under /api/v1/ of projects and of everything that makes something."""

from django.urls import path

from projects.api import episodes, generating, projects, scenes

urlpatterns = [
    path("projects", projects.ProjectListView.as_view(), name="projects"),
    path("projects/<uuid:project_id>", projects.ProjectView.as_view(), name="project"),
    path("episodes/<uuid:episode_id>", episodes.EpisodeView.as_view(), name="episode"),
    path("episodes/<uuid:episode_id>/plan", episodes.PlanView.as_view(), name="plan"),
    path("episodes/<uuid:episode_id>/film", episodes.FilmView.as_view(), name="film"),
    path("scenes", scenes.SceneListView.as_view(), name="scenes"),
    path("scenes/<uuid:scene_id>", scenes.SceneView.as_view(), name="scene"),
    path("scenes/<uuid:scene_id>/uploads", scenes.UploadView.as_view(), name="uploads"),
    path(
        "scenes/<uuid:scene_id>/hero-frames/<uuid:frame_id>/select",
        generating.SceneFrameSelectView.as_view(),
        name="scene-frame-select",
    ),
    path("generations", generating.GenerateView.as_view(), name="generations"),
    path("generations/quote", generating.QuoteView.as_view(), name="quote"),
    path("generations/<uuid:generation_id>/hero-frames", generating.FramesView.as_view(), name="hero-frames"),
    path(
        "generations/<uuid:generation_id>/hero-frames/<uuid:frame_id>/regenerate",
        generating.FrameRegenerateView.as_view(),
        name="frame-regenerate",
    ),
    path(
        "generations/<uuid:generation_id>/hero-frames/<uuid:frame_id>/select",
        generating.FrameSelectView.as_view(),
        name="frame-select",
    ),
    path("generations/<uuid:generation_id>/process", generating.ProcessView.as_view(), name="process"),
    path(
        "generations/<uuid:generation_id>/attempts/<uuid:take_id>/select",
        generating.TakeSelectView.as_view(),
        name="take-select",
    ),
    path("generations/<uuid:generation_id>/retry", generating.RetryView.as_view(), name="retry"),
]
