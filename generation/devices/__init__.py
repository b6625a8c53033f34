"""What the studio's machines can do now: read by workers, told to open studios and to programs."""
