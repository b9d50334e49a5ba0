"""EPUBCheck has nothing to say, however odd the paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperconv import model as m
from paperconv.exporters.epub import EpubExporter
from tests.conftest import need
from tests.documents import LETTER, RICH
from tests.jobs import job
from tests.pieces import p, t
from tests.validators import epub

INKSCAPE = (
    b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:i="http://www.inkscape.org/namespaces/inkscape"'
    b' i:version="1" width="9pt" height="9pt" viewBox="0 0 9 9" version="1.1"><metadata><r:RDF xmlns:r="urn:r"/></metadata>'
    b'<g i:label="x" onclick="x()"><image xlink:href="http://evil.org/x.png" width="5" height="5"/><script>x()</script></g></svg>'
)
ADDRESSES = (
    "http://[::1]/x", "https://ex.org/a b|c\\d^{x}`", "http://ex.org/%zz", "HTTP://EX.org:99999/", "https://münchen.de/ü#ä#2",
    "10.1002/(SICI)1097-0258(19980815)17:15/16<1661::AID-SIM968>3.0.CO;2-2", "javascript:x", "http://xn--/", "#nowhere",
    "http://ex..org/", "mailto:a@b.org?subject=x y", "a/b.html", "http://x.y/\ud800", "ftp://x.y/[1]", "http://256.1.1.1/",
)  # fmt: skip
ODD = m.Document(
    m.Metadata(
        title=t("\x01 </title> & <b>"),
        language="English",
        authors=(m.Author(m.Name("A\x02", "B"), url="javascript:x", emails=("a b@c",)), m.Author(m.Name())),
        identifiers=(m.Identifier("doi", "10.1/ x"),),
        dates=(m.HistoryDate("pub", m.Date(2023, 2, 30)),),
        license=m.License("javascript:x", "L\x03"),
    ),
    sections=(
        m.Section(
            t("S"),
            (
                *(p(m.Link(target, t("x"))) for target in ADDRESSES),
                m.Figure((m.Panel(m.Image("ink scape ü.svg")),), id="f1", label="Figure 1"),
                m.Supplement("page.xhtml", "s1"),
                m.List(()),
                m.DefinitionList((m.DefinitionItem(t("x"), ()),)),
                m.Table(head=(m.Row(()),), caption=m.Caption(blocks=(m.Table(),))),
            ),
            (m.Section((), (), (m.Section(t("Deep"), (p("x"),)),)),),
            id="s",
            language="no such language",
        ),
    ),
    resources=(
        m.Resource("ink scape ü.svg", "image/svg+xml", INKSCAPE),
        m.Resource("page.xhtml", "application/xhtml+xml", b"<not-xhtml/>"),
    ),
)


@pytest.mark.validators
def test_epubcheck_finds_neither_errors_nor_warnings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need(epub.installed(), "EPUBCheck")
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("LC_ALL", "C")
    files = []
    for name, document in (
        ("rich", RICH),
        ("letter", LETTER),
        ("odd", ODD),
        ("nothing", m.Document(m.Metadata())),
    ):
        files.append(tmp_path / f"{name}.epub")
        files[-1].write_bytes(EpubExporter().export(document, job(document)[0]).data)
    verdicts = epub.validate(files)
    assert len(verdicts) == len(files)
    assert [(v.file.name, v.errors, v.warnings) for v in verdicts if v.errors or v.warnings] == []
