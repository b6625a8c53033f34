"""Worker processes: one a device, registered while they live (docs/workers.md)."""
