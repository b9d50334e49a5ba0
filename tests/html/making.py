"""Documents built for tests, and pieces found in them."""

from __future__ import annotations

from lxml import etree

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.html import Options, ShownImage, build
from paperconv.html.options import Medium
from tests.pieces import t


def built(document: m.Document, medium: Medium = "screen") -> tuple[etree._Element, list[Diagnostic]]:
    found: list[Diagnostic] = []

    def image(node: m.Image) -> ShownImage | None:
        return None if "missing" in node.source else ShownImage("x.png", 4, 3)

    return build(document, Options(image, found.append, medium)), found


def body(
    *blocks: m.Block, medium: Medium = "screen", **more: object
) -> tuple[etree._Element, list[Diagnostic]]:
    return built(m.Document(m.Metadata(title=t("T"), language="en"), blocks=blocks, **more), medium)


def text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).replace("\u200b", "").split())


def one(root: etree._Element, path: str) -> etree._Element:
    found = root.xpath(path)
    assert len(found) == 1, (path, len(found))
    return found[0]
