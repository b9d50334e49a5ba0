"""``python -m paperconv`` and the command ``paperconv``."""

from __future__ import annotations

import gc
import sys

from paperconv.cli import run

_COLLECT = (100_000, 50, 100)
"""Objects made before rubbish is looked for. A paper is a tree, so hardly any is in cycles; Python's own 700 looks all the time."""


def main() -> int:
    """Run the command line; the exit status."""
    gc.set_threshold(*_COLLECT)
    try:
        return run(sys.argv[1:])
    finally:
        gc.freeze()  # nothing is looked through once more, only to end with the process


if __name__ == "__main__":
    sys.exit(main())
