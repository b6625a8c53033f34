"""The ops console's pages of work: what waits, what runs, what is stuck, and what was made."""

from generation.admin import events, generations, jobs, media, queue  # noqa: F401
