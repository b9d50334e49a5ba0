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
from tests.test_validators import MANUSCRIPTS

RAW = """\
Mud, mills and *money*: a river’s ledger

Ann van Ott<sup>1,*</sup>, Bo Lee Jr.<sup>2</sup>

<sup>1</sup>Department of Ponds, Mill University, 12345 Ulm, Germany
<sup>2</sup>Pond Institute, Oslo, Norway

*Correspondence: ann@mill.example

Some line that nobody understands

## Abstract

Mills made money, as $x^2$ shows [1].

**Keywords:** mills; mud; *Rana*

## 1. Introduction

Mills stood here [1].

## Where we looked

On the river.

**Loose ends**

They hung.

## Thanks to all

We thank the miller.

## References

[1] Ott, A. (2019). Mud. Journal of Mills, 3(1), 4–5.
"""
FULL = """\
---
title: "Frogs^[Read at the mill.] & *ponds*"
subtitle: NO
title-de: Frösche
short-title: 2020-01-01
author:
  - {name: Ann Ott, orcid: 0000-0002-1825-0097, isni: "0000000121032683", email: [a@mill.example, b@mill.example], affiliation: 1,
     corresponding: true, degrees: [PhD, MD], roles: [Software, {role: Supervision, degree: lead}], url: "https://mill.example"}
  - {name: Bo Lee, orcid: 0000-0000-0000-0000, affiliation: "1, 2", equal-contrib: true, note: "Now at *sea*.", suffix: Jr.}
  - {literal: Sukarno, equal-contrib: true, deceased: true, bio: A frog.}
  - {collaboration: The Pond Group}
editor: [{name: Cy Ng}]
affiliations:
  - {index: 1, name: Mill University, department: Ponds, city: Y, country: Norway, ror: 02495e989}
  - {index: 2, name: "Pond Institute, Ulm, Germany"}
abstract:
  Aim: To *count*.
  Result: |
    Many.

    - one
    - two
abstract-fr: Des grenouilles.
highlights: [Many frogs, Few toads]
keywords: [frogs, "*Rana* # not a comment", "on"]
keywords-de: [Frosch]
jel: D8, H51
subject: [Zoology]
date: 3 May 2020
received: 2020-01
doi: 10.1000/frogs
journal: {title: Journal of Ponds, eissn: 1542-7390, volume: "007", pages: 3-9}
conference: {name: Pond Days, place: Ulm, date: May 2020}
funding:
  - {statement: The mill paid., funder: Mill Fund, award: M_1}
  - Nobody else.
license: CC-BY-4.0
copyright: {year: 2020, holder: Ann Ott}
related: [{kind: companion, target: 10.1000/toads}]
wordcount: 300
lang: en-GB
acknowledgements: We thank the *miller*.
---

# Introduction

Text.
"""


def read(folder: Path, name: str = "paper.md") -> tuple[m.Document, list[paperconv.Diagnostic]]:
    found: list[paperconv.Diagnostic] = []
    return paperconv.read(folder / name, log=found.append), found


def understood(document: m.Document) -> m.Document:
    """``document`` without how sure we were."""

    def rule(node: m.Node) -> m.Node | None:
        guess = isinstance(node, m.Recognised) and not isinstance(node, m.Reference)
        return m.replace(node, confidence=1.0) if guess else None

    made = m.rewrite(document, rule)
    return m.replace(made, meta=m.replace(made.meta, recognitions=()))


def told(meta: m.Metadata) -> m.Metadata:
    """``meta`` without ids, printed titles of parts, and who said it."""
    ids = {one.id: f"{n}" for n, one in enumerate((*meta.affiliations, *meta.author_notes))}

    def rule(node: m.Node) -> m.Node | None:
        if isinstance(node, m.Author):
            node = m.replace(
                node,
                affiliations=tuple(map(ids.get, node.affiliations)),
                notes=tuple(map(ids.get, node.notes)),
            )
        elif isinstance(node, m.Affiliation | m.AuthorNote):
            node = m.replace(node, id=ids[node.id])
        elif isinstance(node, m.Abstract):
            node = m.replace(node, id="", title=())
        elif isinstance(node, m.KeywordGroup):
            node = m.replace(node, title=())
        elif isinstance(node, m.Section):
            node = m.replace(node, id="")
        elif isinstance(node, m.NoteRef):
            node = m.NoteRef("")
        return m.replace(node, confidence=1.0, provenance="") if isinstance(node, m.Recognised) else node

    return m.replace(m.rewrite(meta, rule), recognitions=(), extra=())


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


def titles(document: m.Document) -> list[tuple[int, str, str]]:
    def walk(sections: tuple[m.Section, ...], level: int) -> list[tuple[int, str, str]]:
        return [
            row
            for one in sections
            for row in ((level, m.text_of(one.title), one.role), *walk(one.sections, level + 1))
        ]

    return walk(document.sections, 1) + [
        (-level, title, role) for level, title, role in walk(document.back, 1)
    ]


def test_headings_get_levels_roles_and_places(raw: Path):
    before = titles(read(raw)[0])
    assert (1, "Where we looked", "") in before
    (raw / "paper.yaml").write_text(
        "opening:\n  - {starts: Some line that nobody, is: remove}\n"
        "sections:\n  - {level: 1, title: Introduction}\n  - {level: 2, title: where we looked, role: methods}\n"
        "  - {level: 1, title: Loose ends}\n"
        "back:\n  - {level: 1, title: Thanks to all, role: acknowledgements}\n"
    )  # fmt: skip
    document, found = read(raw)
    assert titles(document) == [
        (1, "Introduction", "intro"),
        (2, "Where we looked", "methods"),
        (1, "Loose ends", ""),
        (-1, "Thanks to all", "acknowledgements"),
    ]
    assert document.blocks == ()
    assert [one.removed for one in found if "taken out" in one.message][
        -1
    ] == "Some line that nobody understands"
    assert list(m.check(document)) == []


def test_what_is_no_abstract_goes_back_to_the_text(raw: Path):
    (raw / "paper.yaml").write_text("abstract:\n")
    document, found = read(raw)
    assert document.meta.abstracts == ()
    assert m.text_of(document.blocks[0]) == "Mills made money, as x^2 shows [1]."
    assert not [one for one in found if one.removed]


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


def test_level_0_makes_a_paragraph_of_a_heading(raw: Path):
    (raw / "paper.yaml").write_text("sections: [{level: 0, title: Where we looked}]\n")
    document, _ = read(raw)
    assert "Where we looked" not in [title for _, title, _ in titles(document)]
    (intro,) = [one for one in document.sections if one.role == "intro"]
    assert [m.text_of(one) for one in intro.blocks][1:3] == ["Where we looked", "On the river."]


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


def test_a_statement_can_be_given_as_text(raw: Path):
    (raw / "paper.yaml").write_text("data-availability: On the *site*.\n")
    document, _ = read(raw)
    (made,) = [one for one in document.back if one.role == "data-availability"]
    assert m.text_of(made.blocks) == "On the site."


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
