"""From labelled references to the tagger's model."""

from __future__ import annotations

import hashlib
import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pycrfsuite

from paperconv.citations.features import features
from paperconv.citations.tagger import MODEL, tag
from training import forms, noise, synthetic
from training.labels import LABELLED, Labelled, read_labelled

ABOUT = Path(__file__).with_name("model.json")
"""What the committed model was made of."""

SEED = 11
_SIZES = {"styled": 3500, "formed": 3000, "recombined": 4}
"""References out of CSL styles, out of forms, and new ones for each that we wrote."""
PARAMETERS: dict[str, float] = {"c1": 0.2, "c2": 0.3, "max_iterations": 120}


def examples(written: Sequence[Labelled], *, styled: int, formed: int, recombined: int) -> list[Labelled]:
    """All references to learn from; the same for the same arguments."""
    dice = random.Random(SEED)
    out: list[Labelled] = []
    for one in written:
        out += [one, noise.worn(one, dice)]
        out += [noise.worn(noise.recombined(one, dice), dice) for _ in range(recombined)]
    if styled:
        out += [noise.worn(one, dice) for one in synthetic.make(SEED, styled)]
    return out + [noise.worn(one, dice) for one in forms.make(dice, formed)]


def train(learned: Sequence[Labelled], path: Path, **parameters: float) -> None:
    """Write the model of ``learned`` to ``path``."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for one in learned:
        tokens = one.tokens()
        trainer.append(features(tokens, one.emphasis), one.token_labels(tokens))
    trainer.set_params({**PARAMETERS, **parameters})
    trainer.train(str(path))


def accuracy(held: Sequence[Labelled], path: Path) -> tuple[float, float]:
    """Of ``held``: the share of tokens, and of whole references, that the model at ``path`` labels as we did."""
    right = count = whole = 0
    for one in held:
        tokens = one.tokens()
        hits = [
            label == wanted
            for (label, _), wanted in zip(
                tag(tokens, one.emphasis, path), one.token_labels(tokens), strict=True
            )
        ]
        right += sum(hits)
        count += len(hits)
        whole += all(hits)
    return right / max(1, count), whole / max(1, len(held))


def parted(written: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """Four fifths to learn from and one fifth held out, parted by a hash of the text."""
    held = [one for one in written if int(_digest(one.text.encode()), 16) % 5 == 0]
    return [one for one in written if one not in held], held


def sources(folder: Path = LABELLED) -> str:
    """A hash of the labelled files: tells whether a model was made of them."""
    return _digest(b"".join(path.name.encode() + path.read_bytes() for path in sorted(folder.glob("*.txt"))))


def about() -> dict[str, Any]:
    return dict(json.loads(ABOUT.read_text(encoding="utf-8")))


def make() -> None:
    """Train on all references, write the model and what it was made of."""
    written = read_labelled()
    train(examples(written, **_SIZES), MODEL)
    held = {"labelled": sources(), "model": _digest(MODEL.read_bytes()), "references": len(written)}
    ABOUT.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
    print(f"{MODEL}: {MODEL.stat().st_size} bytes")


def hold_out() -> None:
    """Train on four fifths of what we wrote, and print how much of the rest comes out as we labelled it."""
    kept, held = parted(read_labelled())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model")
        train(examples(kept, **_SIZES), path)
        tokens, whole = accuracy(held, path)
    print(f"held out: {len(held)} references, tokens right {tokens:.3f}, whole references right {whole:.3f}")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
