"""What people say of takes and frames, and the requests of guests."""
