"""`paperconv schema`: print the document model's JSON Schema."""

from __future__ import annotations

import argparse
import json

from paperconv.late import load


def arguments(_: argparse.ArgumentParser) -> None:
    """No options."""


def run(_: argparse.Namespace) -> int:
    """The exit status."""
    print(json.dumps(load("paperconv.model").json_schema(), indent=1))
    return 0
