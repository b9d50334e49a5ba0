"""The model: immutable values that go to JSON and back."""

from __future__ import annotations

import json
import typing

import msgspec
import pytest
from hypothesis import given
from tests.documents import RICH
from tests.strategies import documents

from paperconv import model as m
from paperconv.diagnostics import Pos
from paperconv.errors import DecodeError
from paperconv.model.node import children


@given(documents())
def test_json_round_trip_is_without_loss(document: m.Document) -> None:
    again = m.decode(m.encode(document))
    assert again == document
    assert m.encode(again) == m.encode(document)


def test_places_survive_the_round_trip() -> None:
    document = m.Document(m.Metadata(), (m.Paragraph(m.text("x"), pos=Pos("a.md", 7, 3)),))
    assert m.decode(m.encode(document)).blocks[0].pos == Pos("a.md", 7, 3)


def test_rich_holds_every_kind_of_node() -> None:
    kinds = {
        kind for name in m.__all__ if isinstance(kind := getattr(m, name), type) and issubclass(kind, m.Node)
    } - {m.Node, m.Recognised, m.Draft, m.Heading}
    assert {type(node) for node in m.iter_nodes(RICH)} == kinds


def test_the_json_schema_describes_what_is_written() -> None:
    schema = m.json_schema()
    names = set(schema["$defs"])
    assert {type(node).__name__ for node in m.iter_nodes(RICH)} <= names
    assert json.loads(m.encode(RICH))["schema_version"] == m.SCHEMA_VERSION


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no json", "malformed"),
        (b"[]", "array"),
        (b'{"document": {}}', "schema_version"),
        (b'{"schema_version": 99, "document": {}}', "newer"),
        (b'{"schema_version": 0, "document": {}}', "unknown"),
        (
            b'{"schema_version": 1, "document": {"t": "Document", "meta": {"t": "Metadata", "title": [{"t": "Text", "value": 3}]}}}',
            "$.document.meta.title[0].value",
        ),
        (
            b'{"schema_version": 1, "document": {"t": "Document", "meta": {"t": "Metadata", "colour": 3}}}',
            "colour",
        ),
        (
            b'{"schema_version": 1, "document": {"t": "Document", "meta": {"t": "Metadata"}, "blocks": '
            + b'[{"t": "Quote", "blocks": ' * 50_000,
            "nested",
        ),
    ],
)
def test_json_that_is_no_document_is_refused_with_its_place(data: bytes, words: str) -> None:
    with pytest.raises(DecodeError, match=words.replace("$", r"\$").replace("[", r"\[")):
        m.decode(data)


def test_nodes_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        RICH.meta.language = "xx"  # type: ignore[misc]


def test_equality_and_hash_ignore_places() -> None:
    here, there = m.Text("x", pos=Pos("a", 1)), m.Text("x", pos=Pos("b", 2))
    assert here == there
    assert hash(here) == hash(there)
    assert m.Text("x") != m.CodeSpan("x")


def test_rewrite_shares_what_it_does_not_change() -> None:
    assert m.rewrite(RICH, lambda _: None) is RICH
    louder = m.rewrite(RICH, lambda n: m.Text(n.value + "!") if n == m.Text("Deeper.") else None)
    assert "Deeper.!" in m.text_of(louder)
    assert louder.meta is RICH.meta


def test_rewrite_splices_and_deletes() -> None:
    document = m.Document(m.Metadata(), (m.Paragraph(m.text("a")), m.Divider(), m.Paragraph(m.text("b"))))
    without = m.rewrite(document, lambda n: () if isinstance(n, m.Divider) else None)
    assert len(without.blocks) == 2
    twice = m.rewrite(document, lambda n: (n, n) if isinstance(n, m.Divider) else None)
    assert len(twice.blocks) == 4
    with pytest.raises(ValueError, match="exactly one"):
        m.rewrite(document, lambda n: () if isinstance(n, m.Metadata) else None)


def test_text_counts_a_citation_once() -> None:
    cited = m.Citation((m.CiteItem("r"),), source=m.text("[1]"), rendered=m.text("(Doe 2019)"))
    assert m.text_of(cited) == "(Doe 2019)"


def problems(*blocks: m.Block, **more: typing.Any) -> list[str]:
    return [d.message for d in m.check(m.Document(m.Metadata(), blocks, **more))]


def test_check_finds_what_does_not_hold_together() -> None:
    assert problems(m.Divider()) == []
    assert "used twice" in problems(m.Paragraph((), id="a"), m.Paragraph((), id="a"))[0]
    assert "not an XML name" in problems(m.Paragraph((), id="1 a"))[0]
    assert "does not exist" in problems(m.Paragraph((m.CrossRef("x"),)))[0]
    assert "not a Note" in problems(m.Paragraph((m.NoteRef("p"),), id="p"))[0]
    assert list(m.check(RICH)) == []


def test_every_union_member_is_a_node_of_its_module() -> None:
    for union in (m.Inline, m.Block):
        for kind in typing.get_args(union):
            assert issubclass(kind, m.Node)
            assert msgspec.structs.fields(kind)


def test_the_fields_that_are_passed_over_hold_no_nodes() -> None:
    for node in m.iter_nodes(RICH):
        held = [getattr(node, name) for name in node.__struct_fields__]
        flat = [item for value in held for item in (value if isinstance(value, tuple) else (value,))]
        assert [id(item) for item in flat if isinstance(item, m.Node)] == [id(c) for c in children(node)]
