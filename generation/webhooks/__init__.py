"""Addresses of workspaces that are told of events, by the Standard Webhooks scheme (docs/notices.md)."""
