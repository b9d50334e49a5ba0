"""HTML: the whole paper as one self-contained page, without scripts."""

from __future__ import annotations

import base64
from typing import ClassVar
from urllib.parse import quote

from lxml import etree

from paperconv import model as m
from paperconv.display import identifier, publication_date, sort_name
from paperconv.html import Options, ShownImage, build
from paperconv.html.elements import Element, child, new
from paperconv.html.head import keywords
from paperconv.html.state import language_and_direction
from paperconv.html.stylesheets import stylesheet
from paperconv.pictures import Pictures
from paperconv.protocols import Artifact, Job

__all__ = ["HtmlExporter"]

ACCEPTED = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})


class HtmlExporter:
    """One page with its pictures and its style sheet inside."""

    suffix: ClassVar[str] = ".html"
    prepared: ClassVar[bool] = True
    paged: ClassVar[bool] = False

    def export(self, document: m.Document, job: Job) -> Artifact:
        """``document`` as HTML5 in UTF-8."""
        pictures = Pictures(job, ACCEPTED)
        addresses: dict[str, ShownImage] = {}

        def image(node: m.Image) -> ShownImage | None:
            found = pictures.get(node)
            if found is None:
                return None
            if node.source not in addresses:
                data = base64.b64encode(found.data).decode("ascii")
                addresses[node.source] = ShownImage(f"data:{found.media_type};base64,{data}", *found.size)
            return addresses[node.source]

        def carry(node: m.Supplement) -> str:
            return quote(pictures.carry(node.source, node.pos))

        page = build(document, Options(image, job.log, carry=carry, style=job.style))
        _complete(page[0], document.meta, job.name)
        text: str = etree.tostring(page, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
        return Artifact(text.encode("utf-8") + b"\n", pictures.files)


def _complete(head: Element, meta: m.Metadata, name: str) -> None:
    """Add to ``head`` what a page of its own needs: a title, a viewport, tags for search engines, the style."""
    title = head[1]
    if not title.text:
        title.text = name
    viewport = new("meta")
    viewport.set("name", "viewport")
    viewport.set("content", "width=device-width, initial-scale=1")
    head.insert(1, viewport)
    for key, value in _citation(meta, title.text if meta.title else ""):
        tag = child(head, "meta")
        tag.set("name", f"citation_{key}")
        tag.set("content", value)
    child(head, "style").text = "\n" + stylesheet("article") + stylesheet("screen")


def _citation(meta: m.Metadata, title: str) -> list[tuple[str, str]]:
    """The tags that Google Scholar and reference managers read.

    https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
    """
    affiliations = {one.id: one.institution or one.raw for one in meta.affiliations}
    found: list[tuple[str, str]] = [("title", title)]
    for author in meta.authors:
        found.append(("author", sort_name(author.name)))
        found.extend(("author_institution", affiliations.get(one, "")) for one in author.affiliations)
        if author.orcid:
            found.append(("author_orcid", f"https://orcid.org/{author.orcid}"))
    found.append(("publication_date", publication_date(meta).replace("-", "/")))
    journal = meta.journal
    if journal is not None:
        found += [
            ("journal_title", journal.title),
            ("journal_abbrev", journal.abbreviation),
            ("publisher", journal.publisher),
            ("issn", journal.issn_print),
            ("issn", journal.issn_electronic),
            ("volume", journal.volume),
            ("issue", journal.issue),
            ("firstpage", journal.first_page or journal.article_number),
            ("lastpage", journal.last_page),
        ]
    found.append(("doi", identifier(meta, "doi")))
    found.append(("arxiv_id", identifier(meta, "arxiv")))
    found.append(("pmid", identifier(meta, "pmid")))
    found.append(("language", language_and_direction(meta.language)[0]))
    found.append(("keywords", "; ".join(keywords(meta))))
    cleaned = ((key, " ".join(printable(value).split())) for key, value in found)
    return [(key, value) for key, value in cleaned if value]


def printable(value: str) -> str:
    """``value`` without the characters that no markup can hold."""
    return "".join(c for c in value if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
