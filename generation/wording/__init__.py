"""What people wrote, compared word by word (pure)."""
