"""Write the model as JSON: whole in itself, with every picture inside."""

from __future__ import annotations

import mimetypes
from typing import ClassVar

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule
from paperconv.errors import AssetError
from paperconv.protocols import Artifact, Job


class JsonExporter:
    """The document as it is before a style is applied, so that it can be exported in any other."""

    suffix: ClassVar[str] = ".json"
    prepared: ClassVar[bool] = False
    paged: ClassVar[bool] = False

    def export(self, document: m.Document, job: Job) -> Artifact:
        """One line of UTF-8 JSON; :func:`paperconv.model.json_schema` describes it."""
        held = {resource.name for resource in document.resources}
        added: list[m.Resource] = []
        for node in m.iter_nodes(document):
            if not isinstance(node, m.Image | m.Supplement) or not node.source or node.source in held:
                continue
            held.add(node.source)
            try:
                data = job.asset(node.source)
            except AssetError as error:
                job.log(Diagnostic(Rule.PICTURE_READABLE, str(error), pos=node.pos))
                continue
            media_type = mimetypes.guess_type(node.source)[0] or "application/octet-stream"
            added.append(m.Resource(node.source, media_type, data))
        document = m.replace(document, resources=(*document.resources, *added))
        if job.style.review.anonymous:
            document = _without_places(document)
        return Artifact(m.encode(document))


def _without_places(document: m.Document) -> m.Document:
    """``document`` without its places in the source, which name the author's file."""

    def rule(node: m.Node) -> m.Node | None:
        return m.replace(node, pos=None) if node.pos is not None else None

    return m.replace(m.rewrite(document, rule), pos=None)
