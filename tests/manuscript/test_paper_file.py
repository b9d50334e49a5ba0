"""paper.yaml: what was understood, written for the author to correct, and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import paperconv
from paperconv import model as m
from paperconv.cli import run
from paperconv.diagnostics import Rule
from paperconv.manuscript.normal import Normal, normal_form
from paperconv.manuscript.normal_yaml import to_yaml
from paperconv.manuscript.paper_file import paper_file
from paperconv.readers.markdown.front import load_front
from paperconv.readers.markdown.paper_file import apply
from paperconv.readers.markdown.yaml_tree import parse
from tests.conftest import EXAMPLES, SHARED
from tests.manuscript.papers import FULL, RAW, read, told, understood
from tests.test_validators import MANUSCRIPTS


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "paper.md").write_text("# " + RAW, encoding="utf-8")
    return tmp_path


def corpus() -> list[Path]:
    found = [*sorted((SHARED / "corpus/joss").glob("*/paper.md"))[::12]]
    found += sorted((SHARED / "corpus/ocrmd").glob("*.md"))[::9]
    return found + sorted((SHARED / "corpus/qmd-myst").glob("*/*.qmd"))[::5]


@pytest.mark.parametrize("source", [*MANUSCRIPTS, *corpus()], ids=lambda p: f"{p.parent.name}-{p.stem}"[:40])
def test_the_file_as_it_is_written_changes_nothing(source: Path, tmp_path: Path):
    for file in source.parent.iterdir():
        if file.is_file() and (file.suffix in {".bib", ".yml", ".yaml", ".json"} or file == source):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    before, found = read(tmp_path, source.name)
    text = paper_file(before, source.name, ())
    (tmp_path / "paper.yaml").write_text(text, encoding="utf-8")
    after, again = read(tmp_path, source.name)
    assert understood(after) == understood(before)
    assert {str(one) for one in again} <= {str(one) for one in found}


@pytest.mark.parametrize("text", [FULL, "# " + RAW.replace(" shows [1]", " shows")])
def test_the_file_alone_says_all_that_was_understood_of_the_front_matter(text: str, tmp_path: Path):
    (tmp_path / "paper.md").write_text(text, encoding="utf-8")
    document, _ = read(tmp_path)
    front = load_front(to_yaml(normal_form(document)), "paper.yaml", 1, lambda _: None)
    made = apply(m.Document(m.Metadata()), front, lambda _: None).document
    assert told(made.meta) == told(document.meta)


def test_values_are_typed_so_that_other_readers_of_yaml_see_text():
    odd = [
        "NO",
        "y",
        "on",
        "007",
        "1.5e3",
        "2020-01-01",
        "null",
        "~",
        "",
        "a: b",
        "# c",
        "- d",
        "a\tb",
        "\u2028",
        "x" * 300,
        "a\n\nb",
    ]
    odd += [
        "é 'quoted'",
        "[a]",
        "{b}",
        "*c",
        "&d",
        "!e",
        "%f",
        "@g",
        "`h",
        "a,b",
        "  lead",
        "trail ",
        "\\n",
        '"',
        "🐸",
        "0x1f",
        "1:30",
    ]
    tree: dict[str, Any] = {
        "list": odd,
        "long": " ".join(odd),
        "rows": [{"a": one, "b": True, "c": 3} for one in odd],
    }
    tree["sections"] = [{"level": 1, "title": one} for one in odd]
    tree["NO"] = {"2020-01-01": "x", "on": ["a", ["b"]]}
    text = to_yaml(
        Normal(tree, {("list",): "said", ("rows", 1): "said", ("sections", 2): "said", ("long",): "said"})
    )
    assert yaml.safe_load(text) == tree
    assert parse(text)[0]["list"] == odd


def test_a_correction_wins_and_what_it_replaces_is_reported(raw: Path):
    (raw / "paper.yaml").write_text(
        "title: Mud and *mills*\n"
        "authors:\n  - {given: Ann, family: Van Ott, email: new@mill.example, corresponding: true, affiliations: [1]}\n"
        "  - {given: Bo, family: Lee, degrees: [PhD], affiliations: [2]}\n"
        "abstract: Mills lost money [1].\n"
    )  # fmt: skip
    document, found = read(raw)
    meta = document.meta
    assert [type(one).__name__ for one in meta.title] == ["Text", "Styled"]
    assert [(one.name.family, one.emails, one.degrees) for one in meta.authors] == [
        ("Van Ott", ("new@mill.example",), ()),
        ("Lee", (), ("PhD",)),
    ]
    places = {one.id: one.raw for one in meta.affiliations}
    assert [places[one.affiliations[0]].split(",")[0] for one in meta.authors] == [
        "Department of Ponds",
        "Pond Institute",
    ]
    assert any(isinstance(node, m.Citation) for node in m.iter_nodes(meta.abstracts[0]))
    removed = {
        one.pos.line: one.removed for one in found if one.removed and one.pos and "paper.yaml" in one.pos.file
    }
    assert "a river’s ledger" in removed[1]
    assert "ann@mill.example" in removed[2]
    assert "Mills made money" in removed[5]
    assert list(m.check(document)) == []


def test_what_the_file_says_is_sure_and_is_not_asked_again(tmp_path: Path):
    (tmp_path / "paper.md").write_text(
        "Frogs in ponds\n\nNobody understands this line\n\n## Methods\n\nText.\n"
    )
    _, found = read(tmp_path)
    assert any(one.rule == Rule.AUTHOR_KNOWN for one in found)
    (tmp_path / "paper.yaml").write_text(
        "authors: [{given: Ann, family: Ott}]\ntitle: Frogs in ponds\nlang: en\n"
    )
    document, found = read(tmp_path)
    assert [one.name.family for one in document.meta.authors] == ["Ott"]
    assert not any(one.rule == Rule.AUTHOR_KNOWN for one in found)
    assert document.meta.recognitions == ()


def test_a_file_that_leads_out_of_its_folder_is_not_read(raw: Path, tmp_path_factory: pytest.TempPathFactory):
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("title: Secret\n")
    (raw / "paper.yaml").symlink_to(outside)
    with pytest.raises(paperconv.PaperconvError, match="outside"):
        read(raw)


def test_a_project_has_its_file_in_its_folder(raw: Path):
    assert run(["extract", str(raw), "-q"]) == 0
    text = (raw / "paper.yaml").read_text(encoding="utf-8")
    assert f"manuscript: {raw.name}\n" in text
    (raw / "paper.yaml").write_text(f"manuscript: {raw.name}\ntitle: Corrected\n")
    assert m.text_of(paperconv.read(raw).meta.title) == "Corrected"
    assert m.text_of(read(raw)[0].meta.title) == "Corrected"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: A\nauhtors: [Ann]\n", 2, '"auhtors" is not a field that is known'),
        ("sections:\n  - {level: 1, title: Nowhere}\n", 2, 'says "Nowhere"'),
        ("sections:\n  - {level: deep, title: Introduction}\n", 2, '"deep" is no level'),
        ("sections:\n  - title: Introduction\n    role: hero\n", 3, '"hero" is no role'),
        ("sections:\n  - title: Introduction\n    depth: 1\n", 3, '"depth" is not known here'),
        ("sections:\n  - Introduction\n", 2, "is no entry"),
        ("opening:\n  - {starts: Nowhere}\n", 2, "no paragraph"),
        ("opening:\n  - {starts: Some, is: gold}\n", 2, '"gold" is not known here'),
        ("author-notes:\n  - {id: n, kind: odd, text: Words.}\n", 2, '"odd" is no kind of note'),
        ("title: A\ntitle: B\n", 2, "given twice"),
        ("affiliations:\n  - {id: 1, text: 'Mill, Ulm', name: Mill, city: Oslo}\n", 2, '"Oslo" does not stand'),
    ],
)  # fmt: skip
def test_each_fault_in_the_file_is_named_with_its_line(text: str, line: int, words: str, raw: Path):
    (raw / "paper.yaml").write_text(text)
    _, found = read(raw)
    faults = [
        one for one in found if one.pos and one.pos.file.endswith("paper.yaml") and words in one.message
    ]
    assert [one.pos.line for one in faults if one.pos] == [line]


def test_a_broken_file_is_one_clear_line(raw: Path):
    (raw / "paper.yaml").write_text("title: [A\n")
    with pytest.raises(paperconv.PaperconvError, match=r"paper\.yaml:\d: front matter is not YAML"):
        read(raw)


def test_the_file_is_for_the_manuscript_that_it_names(raw: Path):
    (raw / "other.md").write_text((raw / "paper.md").read_text(encoding="utf-8"), encoding="utf-8")
    (raw / "paper.yaml").write_text("manuscript: other.md\ntitle: Named\n")
    assert m.text_of(read(raw)[0].meta.title) != "Named"
    assert m.text_of(read(raw, "other.md")[0].meta.title) == "Named"
    (raw / "other.paper.yaml").write_text("title: Own\n")
    assert m.text_of(read(raw, "other.md")[0].meta.title) == "Own"
    assert m.text_of(read(raw)[0].meta.title) != "Own"


def test_extract_writes_beside_the_manuscript_and_never_over_corrections(
    raw: Path, capfd: pytest.CaptureFixture[str]
):
    assert run(["extract", str(raw / "paper.md")]) == 0
    (raw / "paper.yaml").write_text("title: Mine\n")
    assert run(["extract", str(raw / "paper.md")]) == 1
    assert "--force" in capfd.readouterr().err
    assert (raw / "paper.yaml").read_text() == "title: Mine\n"
    assert run(["extract", str(raw / "paper.md"), "--force"]) == 0
    assert "title: Mine\n" in (raw / "paper.yaml").read_text()
    (raw / "other.md").write_text("# B\n\nText.\n")
    assert run(["extract", str(raw / "other.md")]) == 0
    assert "manuscript: other.md\ntitle: B  # line 1\n" in (raw / "other.paper.yaml").read_text()
    capfd.readouterr()
    assert run(["extract", str(EXAMPLES / "river-trade.md"), "-o", "-"]) == 0
    out = capfd.readouterr()
    assert 'title: "Salt, Boats and Letters' in out.out
    assert "check these" in out.err
