"""The command line. It computes nothing: it asks the rooms and prints."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command `goodoffices`; what goes wrong is one line on standard error and exit code 2."""
    from goodoffices.cli.app import app
    from goodoffices.errors import GoodOfficesError

    try:
        app()
    except GoodOfficesError as error:
        if str(error):
            print(f"goodoffices: {error}", file=sys.stderr)
        sys.exit(2)
