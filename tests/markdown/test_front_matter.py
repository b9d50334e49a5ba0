"""YAML before a text: what an author typed, with its line."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.errors import UnreadableSource
from paperconv.readers.markdown.yaml_tree import BrokenYaml, parse
from tests.markdown.reading import read, words


def test_values_that_yaml_would_spoil_stay_text():
    tree, lines, _ = parse(
        "city: Y\nstate: NO\nzip: 007\nday: 2020-01-01\nflag: on\nnothing: null\ntilde: ~\nquoted: 'null'\n"
    )
    assert tree == {
        "city": "Y", "state": "NO", "zip": "007", "day": "2020-01-01", "flag": "on", "nothing": "", "tilde": "",
        "quoted": "null",
    }  # fmt: skip
    assert lines["zip",] == 2


def test_lines_are_known_at_every_depth():
    _, lines, _ = parse(
        "authors:\n  - name: A\n    orcid: x\n  - name: B\n    affiliation:\n      - 1\n      - 2\n"
    )
    assert lines["authors", 1, "affiliation", 1] == 6


def test_aliases_are_followed_and_bombs_are_not():
    tree, _, _ = parse("a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2\n")
    assert tree["c"] == {"b": "1"}
    assert tree["d"] == {"b": "1", "e": "2"}
    bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9)
    )
    with pytest.raises(BrokenYaml):
        parse(bomb)


def test_yaml_that_nests_without_end_is_refused():
    with pytest.raises(BrokenYaml, match=r"deeply|maximum nesting"):  # ours, or newer libyaml's own
        parse("a: " + "[" * 5000)


def test_markup_in_titles_and_abstracts_is_read():
    draft, _ = read('---\ntitle: "A *new* frog: $x_1$"\nabstract: |\n  One.\n\n  Two.\n---\n\nBody.\n')
    assert m.text_of(draft.meta.title) == "A new frog: x_1"
    assert any(isinstance(node, m.Styled) for node in draft.meta.title)
    (abstract,) = draft.meta.abstracts
    assert len(abstract.blocks) == 2
    assert words(draft) == "Body."


def test_broken_yaml_names_its_line():
    with pytest.raises(UnreadableSource) as caught:
        read("---\ntitle: Frogs\nauthor: [Ann\ndate: 2020\n---\n\nBody.\n")
    assert str(caught.value).startswith("paper.md:4: front matter is not YAML")


def test_front_matter_without_end_names_its_line():
    with pytest.raises(UnreadableSource, match=r"paper\.md:1"):
        read("---\ntitle: Frogs\n\nBody without an end to the block.\n")


def test_a_rule_at_the_top_is_no_front_matter():
    draft, _ = read("---\n\nA text that begins with a rule.\n\n---\n\nMore.\n")
    assert "A text that begins with a rule." in words(draft)
    draft, _ = read("---\nA text: that begins with a rule, and is no YAML: at all\n---\n\nMore.\n")
    assert "A text: that begins" in words(draft)


def test_other_ends_and_forms_of_metadata_are_read():
    for text in (
        "---\ntitle: Frogs\n...\nBody.\n",
        '{\n"title": "Frogs"\n}\n\nBody.\n',
        "% Frogs\n% Ann Ott; Bo Lee\n% 2020-01-02\n\nBody.\n",
    ):
        draft, _ = read(text)
        assert m.text_of(draft.meta.title) == "Frogs", text
        assert words(draft) == "Body."
    draft, _ = read("Title: Frogs\nAuthor: Ann Ott\n\nBody.\n", "paper.mmd")
    assert m.text_of(draft.meta.title) == "Frogs"


def test_a_key_given_twice_is_named():
    _, found = read("---\ntitle: A\ntitle: B\n---\n\nBody.\n")
    assert any("given twice" in one.message and one.pos and one.pos.line == 3 for one in found)


def test_places_count_the_lines_of_the_front_matter():
    draft, _ = read("---\ntitle: A\n---\n\n# Head\n\nBody.\n")
    assert [block.pos.line for block in draft.blocks if block.pos] == [5, 7]


def test_a_note_in_a_title_is_a_note_of_the_draft():
    draft, _ = read("---\ntitle: Frogs^[With thanks to the mill.]\n---\n\nBody.^[Another note.]\n")
    assert len({note.id for note in draft.notes}) == 2


def test_statements_in_front_matter_follow_the_text():
    draft, _ = read("---\ntitle: A\nacknowledgements: We thank the *miller*.\n---\n\n# Results\n\nBody.\n")
    assert words(draft).split("\n")[-2:] == ["Acknowledgements", "We thank the miller."]


def test_a_text_without_front_matter_does_not_load_yaml(tmp_path):
    import subprocess
    import sys

    (tmp_path / "paper.md").write_text("# A\n\nText.\n", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path\n"
        "from paperconv.protocols import Source\n"
        "from paperconv.readers.markdown import MarkdownReader\n"
        f"p = Path({str(tmp_path / 'paper.md')!r})\n"
        "MarkdownReader().read([Source(p.read_bytes(), 'paper.md', p, p.parent)], lambda d: None)\n"
        "assert 'yaml' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
