#!/usr/bin/env python
"""Every word of `./dailies` but `up` and `test` ends here."""

import os
import sys


def main() -> None:
    """Make the services that the word needs reachable, then run it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.bootstrap import services

    with services.ensure(sys.argv):
        from django.core.management import execute_from_command_line

        execute_from_command_line(["dailies", *sys.argv[1:]])  # what help and errors call this program


if __name__ == "__main__":
    main()
