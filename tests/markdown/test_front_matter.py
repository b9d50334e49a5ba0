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


def test_works_that_front_matter_lists_are_references():
    draft, found = read(
        "---\ntitle: Frogs\nreferences:\n  - id: ott\n    type: book\n    title: Mud\n    author: [{family: Ott, given: A.}]\n"
        "    issued: {year: 2019, month: 5}\n---\n\nAs [@ott] says.\n"
    )
    (work,) = draft.references
    assert (work.key, work.type, m.text_of(work.title), work.issued) == (
        "ott",
        "book",
        "Mud",
        m.Date(2019, 5),
    )
    assert draft.meta.extra == ()
    assert found == []


def test_metadata_blocks_may_stand_in_the_text():
    draft, found = read(
        "---\ntitle: Frogs\n---\n\nOne.\n\n---\nreferences:\n  - {id: lee, type: book, title: Bogs}\n...\n\nTwo.\n\n"
        "```\n\n---\ntitle: Code\n---\n```\n\n---\n\nNote: no metadata.\n\n---\n\nAs [@lee] says.\n"
    )
    assert [one.key for one in draft.references] == ["lee"]
    assert "Note: no metadata." in words(draft)
    assert "title: Code" in words(draft)
    assert "references" not in words(draft)
    assert [block.pos.line for block in draft.blocks if block.pos][:2] == [5, 12]
    assert found == []


def test_contradictions_are_named_with_their_line():
    _, found = read(
        "---\ntitle: Frogs\nauthor: Ann Ott\nauthors: [Bo Lee]\nkeywords: [a]\ntags: [b]\n---\n\nText.\n\n---\ntitle: Toads\n---\n\nMore.\n"
    )
    said = {one.pos.line: one.message for one in found if one.pos}
    assert set(said) == {4, 6, 12}
    assert '"author" is given too' in said[4]
    assert '"keywords" are given too' in said[6]
    assert "paper.md:2" in said[12]


def test_files_that_metadata_name_belong_to_them(tmp_path):
    (tmp_path / "people.yml").write_text("author: Ann Ott\ntitle: Not this\n")
    text = "---\ntitle: Frogs\nmetadata-files: [people.yml, ../out.yml, none.yml]\n---\n\nText.\n"
    draft, found = read(text, folder=tmp_path)
    assert m.text_of(draft.meta.title) == "Frogs"
    assert [one.name.family for one in draft.meta.authors] == ["Ott"]
    lines = [one.pos.line for one in found if one.rule == "source-readable" and one.pos]
    assert lines == [3, 3]
    assert any("outside" in one.message for one in found)
