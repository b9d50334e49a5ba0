"""`paperconv styles`: list the journal styles."""

from __future__ import annotations

import argparse

from paperconv.late import load


def arguments(_: argparse.ArgumentParser) -> None:
    """No options."""


def run(_: argparse.Namespace) -> int:
    """The exit status."""
    styles = load("paperconv.styles")
    known = styles.find_styles()
    width = max(map(len, known), default=0)
    for name in known:
        print(f"{name:{width}}  {styles.load_style(name).title}")
    return 0
