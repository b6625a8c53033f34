"""Finding, keeping, exporting and letting go of what was made."""
