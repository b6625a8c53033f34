"""The API of people and workspaces."""
