"""The package as a whole: it opens, it is the same each time, it carries the right properties."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

import docx
from paperconv import model as m
from paperconv.exporters.docx.markup import legal_text
from tests.conftest import need
from tests.documents import LETTER, RICH
from tests.docx.opened import Opened, W, export, export_styled, paper, text
from tests.pieces import p, t
from tests.strategies import documents
from tests.validators import office

# The representation of the strategy is long.
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def squeezed(value: str) -> str:
    return re.sub(r"[\s\xad]", "", legal_text(value)[0])


def printed(document: m.Document) -> list[str]:
    """The texts that a reader of the document should find, in no order."""

    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        match node:
            case m.Reference():
                return m.Reference(node.id, formatted=node.formatted or node.raw or node.title)
            case m.Citation(_, _, source, rendered) if rendered or source:
                return rendered or source
            case _:
                return None

    document = m.rewrite(document, rule)
    back = "".join(squeezed(m.text_of(section)) for section in document.back)
    funding = tuple(f for f in document.meta.funding if squeezed(m.text_of(f.statement)) not in back)
    used = [group for group in document.meta.keywords if group.keywords]
    meta = m.replace(document.meta, funding=funding, keywords=tuple(used))
    meta = m.replace(
        meta, abstracts=tuple(a for a in meta.abstracts if squeezed(m.text_of(a.blocks, a.sections)))
    )
    document = m.replace(
        document,
        meta=m.replace(meta, short_title=()),
        reference_lists=tuple(one for one in document.reference_lists if one.references),
    )
    return [node.value for node in m.iter_nodes(document) if isinstance(node, m.Text)]


def content(opened: Opened) -> str:
    return squeezed("".join(text(part) for part in opened.parts()))


@SOME
@given(document=documents())
def test_every_text_of_any_document_is_in_the_file(document: m.Document) -> None:
    opened = export(document)
    held = content(opened)
    assert [value for value in printed(document) if squeezed(value) not in held] == []


@SOME
@given(document=documents())
def test_any_document_opens_again_and_comes_out_the_same(document: m.Document) -> None:
    opened = export(document, "manuscript")
    again = docx.Document(io.BytesIO(opened.data))
    assert len(again.paragraphs) >= 0
    assert export(document, "manuscript").data == opened.data


@SOME
@given(document=documents())
def test_in_any_document_links_and_references_lead_to_bookmarks(document: m.Document) -> None:
    opened = export(document)
    names = opened.bookmarks()
    assert len({name.lower() for name in names}) == len(names)
    assert [name for name in names if not re.fullmatch(r"_\w{1,39}", name, re.ASCII)] == []
    aims = {field.split()[1] for field in opened.fields() if field.startswith(("REF", "NOTEREF"))}
    aims |= {e.get(f"{W}anchor", "") for part in opened.parts() for e in part.iter(f"{W}hyperlink")} - {""}
    assert aims - set(names) == set()


@pytest.mark.validators
@pytest.mark.parametrize("style", ["base", "manuscript"])
def test_the_open_xml_sdk_finds_no_error(style: str, tmp_path: object) -> None:
    need(office.installed(), "the Open XML SDK")
    files = []
    for name, document in (("rich", RICH), ("letter", LETTER)):
        path = tmp_path / f"{name}.docx"  # type: ignore[operator]
        path.write_bytes(export(document, style).data)
        files.append(path)
    columns = tmp_path / "columns.docx"  # type: ignore[operator]
    columns.write_bytes(export_styled(RICH, page={"columns": 2, "line_numbers": "page"}).data)
    assert [str(v) for v in office.validate([*files, columns]) if v.errors] == []


def test_every_style_that_is_used_is_defined() -> None:
    opened = export(RICH)
    defined = {e.get(f"{W}styleId") for e in opened.part("styles").iter(f"{W}style")}
    used = {
        e.get(f"{W}val")
        for part in opened.parts()
        for e in part.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }
    based = {e.get(f"{W}val") for e in opened.part("styles").iter(f"{W}basedOn", f"{W}next")}
    assert used | based <= defined
    assert len(defined) == len(list(opened.part("styles").iter(f"{W}style")))


def test_paragraphs_say_what_they_are_and_nothing_of_their_looks() -> None:
    opened = export(RICH)
    allowed = {"pStyle", "keepNext", "numPr", "bidi", "sectPr"}
    for part in opened.parts():
        for paragraph in part.iter(f"{W}p"):
            properties = paragraph.find(f"{W}pPr")
            assert properties is not None
            assert properties.find(f"{W}pStyle") is not None
            assert {etree.QName(e).localname for e in properties} <= allowed
            assert properties[0].tag == f"{W}pStyle"


def test_the_properties_are_those_of_the_paper_and_of_nothing_else() -> None:
    opened = export(RICH)
    core = docx.Document(io.BytesIO(opened.data)).core_properties
    assert core.title == "A study of Zea mays & its neighbours"
    assert core.author == "Ada Maria van Gogh Jr.; Sukarno; The Maize Consortium"
    assert core.keywords == "maize; Zea mays; Agriculture"
    assert core.language == "en"
    assert core.created == core.modified == datetime(2025, 1, 1, tzinfo=UTC)
    assert core.comments == core.last_modified_by == ""
    assert b"python-docx" not in b"".join(opened.files.values())
    assert "docProps/custom.xml" not in opened.names


def test_word_is_not_told_to_ask_whether_fields_should_be_updated() -> None:
    settings_part = export(RICH).part("settings")
    assert settings_part.find(f"{W}updateFields") is None
    assert settings_part.find(f".//{W}compatSetting[@{W}name='compatibilityMode']").get(f"{W}val") == "15"


def test_lines_that_a_break_ends_are_not_stretched_in_justified_text() -> None:
    compatibility = export(RICH).part("settings").find(f"{W}compat")
    assert compatibility[0].tag == f"{W}doNotExpandShiftReturn"


def test_characters_that_xml_cannot_hold_are_removed_and_reported() -> None:
    opened = export(paper(p("one\x00two\x0cthree\ufffe")))
    assert opened.paragraphs("FirstParagraph") == ["onetwo three"]
    assert [d.message for d in opened.found] == [
        "characters that XML cannot hold were removed: U+0000 × 1, U+000C × 1, U+FFFE × 1"
    ]


def test_a_long_paper_takes_time_in_proportion() -> None:
    import time

    section = m.replace(RICH.sections[0], id="")
    blocks = tuple(b for b in section.blocks if isinstance(b, m.Paragraph | m.List | m.Table | m.Quote))
    plain = m.Document(
        m.Metadata(language="en"), blocks=tuple(_without_ids(b) for b in blocks), resources=RICH.resources
    )

    def seconds(times: int) -> float:
        document = msgspec.structs.replace(plain, blocks=plain.blocks * times)
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            export(document)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(400) < 20 * seconds(40)


def _without_ids(block: m.Block) -> m.Block:
    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        match node:
            case m.CrossRef(_, children):
                return children
            case m.NoteRef() | m.Citation() | m.Math():
                return ()
            case _:
                return m.replace(node, id="") if getattr(node, "id", "") else None

    done = m.rewrite(block, rule)
    return m.replace(done, id="") if getattr(done, "id", "") else done


def test_a_document_without_anything_is_still_a_file() -> None:
    opened = export(m.Document(m.Metadata()))
    assert docx.Document(io.BytesIO(opened.data)).paragraphs == []
    assert export(m.Document(m.Metadata(title=t("T")))).paragraphs("Title") == ["T"]
