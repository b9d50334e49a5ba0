"""``python -m paperconv`` and the command ``paperconv``."""

from __future__ import annotations

import sys

from paperconv.cli import run


def main() -> int:
    """Run the command line; the exit status."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
