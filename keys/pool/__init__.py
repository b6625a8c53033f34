"""The pool of provider keys: which key serves the next request, and never more than its limits (docs/keys.md)."""
