"""The trained tagger of reference strings: a label and a probability for each token.

The model is a linear-chain conditional random field in CRFsuite's format, made by ``python -m training``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from paperconv.citations.features import Where, features
from paperconv.citations.tokens import Token
from paperconv.late import load

MODEL = Path(__file__).with_name("references.crf")
"""The trained model, package data."""

LABELS = {
    "a": "author",
    "e": "editor",
    "r": "translator",
    "t": "title",
    "c": "container_title",
    "s": "collection_title",
    "v": "volume",
    "i": "issue",
    "p": "page",
    "z": "number_of_pages",
    "d": "issued",
    "x": "accessed",
    "b": "publisher",
    "l": "publisher_place",
    "n": "edition",
    "g": "genre",
    "k": "number",
    "o": "note",
    "-": "",
    "#": "",
}
"""The tagger's labels and the fields they stand for: ``-`` is what belongs to none, ``#`` an identifier."""


@cache
def _tagger(path: Path) -> Any:
    # Only here: a paper whose references have fields already does not pay for the library and the model.
    tagger = load("pycrfsuite").Tagger()
    tagger.open(str(path))
    return tagger


def tag(tokens: Sequence[Token], emphasis: Sequence[Where], model: Path = MODEL) -> list[tuple[str, float]]:
    """The label of each token and its marginal probability, from 0 to 1."""
    if not tokens:
        return []
    tagger = _tagger(model)
    labels: list[str] = tagger.tag(features(tokens, emphasis))
    marginal = tagger.marginal
    return [(label, marginal(label, index)) for index, label in enumerate(labels)]
