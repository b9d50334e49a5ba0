"""The XMP packet is the paper's own, and says that the file is PDF/UA-1."""

from __future__ import annotations

from typing import Any

from paperconv.exporters.pdf.engine import pydyf


def write_packet(pdf: Any, packet: bytes) -> None:
    """Make ``packet`` the metadata stream, uncompressed, so that tools find it."""
    stream = pydyf.Stream([packet], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference
