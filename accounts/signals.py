"""What the room of people announces."""

from django.dispatch import Signal

access_changed = Signal()
"""Somebody may have lost access. Sent with `user_id` (a service token's own id), after commit.

Open sockets look again at what they may see.
"""

demo_opened = Signal()
"""The demo login is ready and a first film is wanted. Sent with `user` and `workspace`."""

names_wanted = Signal()
"""Somebody shows a statement. Sent inside a scope with `subjects` (ids as text); a receiver returns the names that it
knows, {id: name}."""
