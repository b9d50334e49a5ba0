"""``python -m paperconv`` and the command ``paperconv``."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress

from paperconv.cli import run

_COLLECT = (100_000, 50, 100)
"""Objects made before rubbish is looked for. A paper is a tree, so hardly any is in cycles; Python's own 700 looks all the time."""


def main() -> int:
    """Run the command line; the exit status."""
    gc.set_threshold(*_COLLECT)
    ended: list[int] = []
    atexit.register(_leave, ended)  # what is registered first is called last
    ended.append(run(sys.argv[1:]))
    return ended[0]


def _leave(ended: list[int]) -> None:
    """End the process at once: to take all that was read and made to pieces would take longer than to write a short paper."""
    if not ended:
        return
    with suppress(OSError):  # what could not be written has been reported
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(ended[0])


if __name__ == "__main__":
    sys.exit(main())
