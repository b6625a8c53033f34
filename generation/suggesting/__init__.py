"""What would help: proposals for the next version of a picture or a take, and what they really brought."""
