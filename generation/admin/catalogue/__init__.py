"""The console's pages of catalogue versions: what they change, whom they reach, and what would be routed otherwise."""

from generation.admin.catalogue import pages  # noqa: F401
