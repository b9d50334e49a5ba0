"""The JATS file goes into the PDF as its source, so that the two never part (ISO 19005-3, 6.8)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from paperconv.exporters.pdf.engine import pydyf


def attach_source(pdf: Any, name: str, data: bytes, date: datetime) -> None:
    """Embed ``data`` as the file ``name``, which the document says it was made from."""
    stamp = pydyf.String(date.strftime("D:%Y%m%d%H%M%SZ"))
    extra = pydyf.Dictionary(
        {
            "Type": "/EmbeddedFile",
            "Subtype": "/application#2fxml",
            "Params": pydyf.Dictionary(
                {
                    "CheckSum": f"<{hashlib.md5(data, usedforsecurity=False).hexdigest()}>",
                    "Size": len(data),
                    "CreationDate": stamp,
                    "ModDate": stamp,
                }
            ),
        }
    )
    stream = pydyf.Stream([data], extra, compress=True)
    pdf.add_object(stream)
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(name.encode("ascii", "ignore") or b"article.xml"),
            "UF": pydyf.String(name),
            "EF": pydyf.Dictionary({"F": stream.reference}),
            "Desc": pydyf.String("The article in JATS XML"),
            "AFRelationship": "/Source",
        }
    )
    pdf.add_object(file)
    names = pydyf.Dictionary({"Names": pydyf.Array([pydyf.String(name), file.reference])})
    pdf.add_object(names)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = names.reference
    pdf.catalog["AF"] = pydyf.Array([file.reference])
