"""`paperconv doctor`: say what is installed."""

from __future__ import annotations

import argparse

from paperconv.late import load


def arguments(_: argparse.ArgumentParser) -> None:
    """No options."""


def run(_: argparse.Namespace) -> int:
    """The exit status."""
    sound = True
    for finding in load("paperconv.doctor").examine():
        print(finding)
        sound &= finding.present or not finding.needed
    return 0 if sound else 1
