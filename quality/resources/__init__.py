"""What the studio's machines have: graphics cards, processor, memory and disk, read by workers and kept as rows."""
