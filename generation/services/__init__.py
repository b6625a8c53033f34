"""Writes of the room: start, run, finish, cancel. Every call is one short transaction inside a scope."""
