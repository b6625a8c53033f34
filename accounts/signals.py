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

credits_changed = Signal()
"""Credits of the workspace we are in were moved. Sent once a transaction, at its end, with `change`: how many more (or,
negative, fewer) are available than before; 0 where they only went from set aside to spent."""

member_invited = Signal()
"""Somebody is invited. Sent inside the workspace's scope with `email`, `role` and `by` (a person's id, or None)."""

member_joined = Signal()
"""Somebody is in. Sent inside the workspace's scope with `user` and `role`."""
