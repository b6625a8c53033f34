"""The ops console's pages of work: what waits, what runs, what is stuck, and what was made."""

from generation.admin import (  # noqa: F401
    catalogue,
    comments,
    decisions,
    events,
    generations,
    history,
    jobs,
    media,
    notices,
    prompts,
    queue,
    ratings,
    resolutions,
    suggestions,
    workers,
)
