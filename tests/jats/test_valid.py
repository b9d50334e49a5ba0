"""Whatever the document, the article is valid, and no word is lost."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from paperconv import model as m
from paperconv.errors import ConversionFailed
from paperconv.exporters.jats.profiles import profile_of
from paperconv.styles.types import Jats
from tests.conftest import SHARED
from tests.documents import LETTER, RICH
from tests.jats.articles import article, dtd, errors, of
from tests.pieces import p
from tests.strategies import documents

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
CHECK = SHARED / "measure/validators/check.py"
# Faults of a manuscript that no converter can mend; each has its diagnostic.
OF_THE_AUTHOR = ("<table> element not found", "<th> element not found")


@pytest.mark.parametrize("document", [RICH, LETTER], ids=["rich", "letter"])
def test_an_article_satisfies_the_dtd(document: m.Document) -> None:
    assert errors(dtd(), article(document).data) == []


@QUICK
@given(document=documents())
def test_an_article_of_any_document_satisfies_the_dtd(document: m.Document) -> None:
    assert list(m.check(document)) == []
    assert errors(dtd(), article(document).data) == []


def test_the_doctype_is_that_of_the_installed_dtd() -> None:
    dtd()
    made = article(LETTER)
    assert profile_of(Jats()).doctype.encode() in made.data
    assert made.root.get("dtd-version") == "1.3"


@QUICK
@given(document=documents())
def test_the_same_document_gives_the_same_bytes(document: m.Document) -> None:
    first, second = article(document), article(document)
    assert (first.data, first.files) == (second.data, second.files)


def test_no_element_of_the_rich_article_is_empty_but_those_that_must_be() -> None:
    must = {"col", "word-count"}
    for element in article(RICH).root.iter():
        if isinstance(element.tag, str) and element.tag not in must:
            assert len(element) or (element.text or "").strip(), element.tag


def test_all_links_of_the_rich_article_resolve_and_say_to_what() -> None:
    root = article(RICH).root
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    links = list(root.iter("xref"))
    assert len(links) > 10
    assert all(set(link.get("rid", "").split()) <= ids and link.get("ref-type") for link in links)


def test_characters_that_xml_cannot_hold_are_removed_and_reported() -> None:
    made = of(p("a\x00b\x0bc\ufffed\ud800e"), m.CodeBlock("x\x07y", id="c\x01"[:1]))
    assert made.text("body/p") == "ab cde"
    assert made.text(".//code") == "xy"
    assert any("U+0000" in message and "U+D800" in message for message in made.said("content-kept"))


def test_mixed_content_is_not_indented() -> None:
    table = m.Table(bodies=(m.TableBody((m.Row((m.Cell((p("a"), p("b"))),)),)),))
    made = of(p("one", m.Styled("emph", m.text("two")), "three"), table)
    assert b"<p>one<italic>two</italic>three</p>" in made.data
    assert b"<td><p>a</p><p>b</p></td>" in made.data


def test_a_document_that_is_nested_too_deeply_is_one_clear_failure() -> None:
    block: m.Block = p("deep")
    for _ in range(2000):
        block = m.Quote((block,))
    with pytest.raises(ConversionFailed, match="nested too deeply"):
        of(block)


@pytest.mark.validators
@pytest.mark.skipif(not CHECK.exists(), reason="no JATS4R rules here")
def test_the_rich_article_follows_jats4r_but_for_faults_of_the_author(tmp_path: Path) -> None:
    for name, document in (("rich", RICH), ("letter", LETTER)):
        (tmp_path / f"{name}.xml").write_bytes(article(document).data)
    files = [str(tmp_path / f"{name}.xml") for name in ("rich", "letter")]
    run = subprocess.run(
        ["python3", str(CHECK), "--json", *files], check=False, capture_output=True, text=True
    )
    if "no validators" in run.stderr:
        pytest.skip(run.stderr)
    verdicts = json.loads(run.stdout)
    assert len(verdicts) == 4
    messages = [line for verdict in verdicts for line in verdict["messages"] if line.startswith("error")]
    assert all(any(fault in line for fault in OF_THE_AUTHOR) for line in messages), messages
    assert article(RICH).said("header-cells-given") == ["Table 2 is a picture"]


WORD = re.compile(r"[^\W\d_]{3,}")


def lost(document: m.Document) -> Counter[str]:
    """Words of the document that are neither in the article nor in a diagnostic."""
    made = article(document)
    said = " ".join(f"{one.message} {one.removed}" for one in made.found)
    have = Counter(WORD.findall(" ".join(made.root.itertext()))) + Counter(WORD.findall(said))
    glued = re.sub(r"[\W\d_]", "", "".join(made.root.itertext()) + said)
    nodes = [node.value for node in m.iter_nodes(document) if isinstance(node, m.Text)]
    return Counter(
        {w: n for w, n in (Counter(WORD.findall(" ".join(nodes))) - have).items() if glued.count(w) < n}
    )


def printed(node: m.Node) -> m.Node | None:
    """Without what another part of the document prints."""
    match node:
        case m.Citation(items, _, source, rendered):
            return m.replace(
                node,
                items=tuple(m.CiteItem(item.ref) for item in items),
                source=() if rendered else source,
            )
        case m.Reference():
            return m.replace(node, formatted=())
        case _:
            return None


def test_no_word_of_the_rich_document_is_lost() -> None:
    assert not lost(m.rewrite(RICH, printed))


@QUICK
@given(document=documents())
def test_no_word_of_any_document_is_lost(document: m.Document) -> None:
    document = m.rewrite(document, printed)
    if not list(m.check(document)):
        assert not lost(document)
