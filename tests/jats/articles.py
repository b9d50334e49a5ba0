"""What the tests of the JATS exporter share: an exported article, and the DTD that it must satisfy."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import msgspec
from lxml import etree

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.exporters.jats import JatsExporter
from tests.conftest import need
from tests.jobs import job
from tests.validators import jats

PLACES = (
    jats.SCHEMA,
    Path(os.environ.get("PAPERCONV_VALIDATORS") or Path.home() / ".cache/paperconv-validators")
    / "jats-dtd/schema",
)


class Article(msgspec.Struct, frozen=True):
    root: etree._Element
    data: bytes
    files: dict[str, bytes]
    found: list[Diagnostic]

    def one(self, path: str) -> etree._Element:
        """The one element at an ElementPath."""
        (element,) = self.root.findall(path)
        return element

    def text(self, path: str) -> str:
        return "".join(self.one(path).itertext())

    def said(self, rule: str) -> list[str]:
        return [diagnostic.message for diagnostic in self.found if diagnostic.rule == rule]


def article(document: m.Document, style: str = "base") -> Article:
    settings, found = job(document, style)
    artifact = JatsExporter().export(document, settings)
    return Article(etree.fromstring(artifact.data), artifact.data, artifact.files, found)


def of(*blocks: m.Block, **more: object) -> Article:
    """An article with ``blocks`` as its body, which satisfies the DTD where that is installed."""
    meta = more.pop("meta", m.Metadata(title=m.text("T"), language="en"))
    made = article(m.Document(meta, blocks=blocks, **more))  # type: ignore[arg-type]
    dtd = dtd_or_none()
    assert dtd is None or not errors(dtd, made.data)
    return made


def front(**fields: object) -> Article:
    fields.setdefault("title", m.text("T"))
    return of(meta=m.Metadata(language="en", **fields))  # type: ignore[arg-type]


@functools.cache
def dtd_or_none() -> etree.DTD | None:
    for place in PLACES:
        file = place / "1.3" / "JATS-journalpublishing1-3.dtd"
        if file.is_file():
            return etree.DTD(str(file))
    return None


def dtd() -> etree.DTD:
    found = dtd_or_none()
    need(found is not None, "the JATS DTD")
    assert found is not None
    return found


def errors(dtd: etree.DTD, data: bytes) -> list[str]:
    if dtd.validate(etree.fromstring(data).getroottree()):
        return []
    return [str(error) for error in dtd.error_log]
