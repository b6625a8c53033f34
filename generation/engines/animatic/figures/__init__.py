"""The figures: outlines by kind, and how they are lit."""
