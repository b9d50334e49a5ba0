"""The tagger of reference strings: what it is trained on, and that the committed model was."""

from __future__ import annotations

import collections
import random
import re
from hashlib import sha256

import pytest

from paperconv.citations.tagger import LABELS, MODEL
from training import forms, measure, model, noise, synthetic
from training.labels import Labelled, read_labelled, read_line, replaced, without

WRITTEN = read_labelled()


def test_the_committed_model_was_made_of_the_committed_labels():
    about = model.about()
    assert about["labelled"] == model.sources()
    assert about["model"] == sha256(MODEL.read_bytes()).hexdigest()
    assert about["references"] == len(WRITTEN)
    assert MODEL.stat().st_size <= 2_000_000


def test_enough_references_are_labelled_in_many_scripts_and_with_every_label():
    assert len(WRITTEN) >= 600
    assert len({one.text for one in WRITTEN}) == len(WRITTEN)
    uses = collections.Counter(label for one in WRITTEN for label in set(one.labels))
    assert min(uses[label] for label in LABELS if label != "#") >= 10
    for script in ("[а-я]", "[\u4e00-\u9fff]", "[\uac00-\ud7af]", "[α-ω]"):
        assert any(re.search(script, one.text) for one in WRITTEN)


def test_a_line_is_read_as_text_labels_and_italics():
    one = read_line("^aDoe, J. ^d2001. ^t*Moss*. ^-https://example.org")
    assert one.text == "Doe, J. 2001. Moss. https://example.org"
    assert one.emphasis == ((14, 18),)
    tokens = one.tokens()
    assert one.token_labels(tokens) == ["a", "a", "d", "t", "#"]
    with pytest.raises(ValueError, match="unknown label"):
        read_line("^qDoe")


def test_a_stretch_is_replaced_with_its_label_and_slope():
    one = read_line("^aDoe. ^t*Moss*. ^d2001")
    moss = replaced(one, 5, 9, "Lichens")
    assert (moss.text, moss.emphasis) == ("Doe. Lichens. 2001", ((5, 12),))
    assert moss.labels == "aaaaa" + "t" * 9 + "dddd"
    assert without(one, re.compile("Moss")) == Labelled("Doe. . 2001", "aaaaattdddd")


def test_training_twice_gives_the_same_bytes_and_learns(tmp_path):
    some = model.examples(WRITTEN[:60], styled=0, formed=60, recombined=1)
    for name in ("one", "two"):
        model.train(some, tmp_path / name, max_iterations=25)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    tokens, _ = model.accuracy(WRITTEN[:60], tmp_path / "one")
    unseen, _ = model.accuracy(WRITTEN[60:120], tmp_path / "one")
    assert tokens > 0.95
    assert 0.5 < unseen < tokens


def test_the_committed_model_knows_what_it_was_made_of():
    tokens, whole = model.accuracy(WRITTEN, MODEL)
    assert tokens > 0.985
    assert whole > 0.85


@pytest.mark.parametrize("seed", range(3))
def test_made_references_keep_a_label_for_each_character(seed):
    dice = random.Random(seed)
    for one in [*forms.make(dice, 100), *(noise.recombined(one, dice) for one in WRITTEN[seed::9])]:
        worn = noise.worn(one, dice)
        for made in (one, worn):
            assert len(made.text) == len(made.labels)
            assert all(0 <= a < b <= len(made.text) for a, b in made.emphasis)
            assert set(made.labels) <= set(LABELS)


def test_styles_print_records_whose_fields_stay_marked():
    made = synthetic.make(3, 32)
    assert len(made) > 20
    for one in made:
        assert not re.search("[\ue000-\uf8ff]", one.text)
        assert len(one.text) == len(one.labels)
        assert "t" in one.labels


BARS = {
    "anystyle gold": 0.92,
    "anystyle core": 0.87,
    "GROBID citations": 0.86,
    "GROBID evaluation": 0.83,
    "SciELO": 0.88,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BARS)
def test_references_that_others_labelled_are_read(name):
    read, file = measure.SETS[name]
    path = measure.CORPUS / file
    if not path.is_file():
        pytest.skip(f"{path} is not here")
    total, _, seconds = measure.score(list(read(path)))
    assert total >= BARS[name]
    assert seconds < 0.003
