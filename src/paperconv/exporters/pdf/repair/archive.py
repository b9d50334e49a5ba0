"""What PDF/A-3 (ISO 19005-3) asks for beside tags: known colours, links that print, pictures as they are."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from paperconv.exporters.pdf.engine import pydyf

_PROFILE = "sRGB2014.icc"  # comes with WeasyPrint


def make_archival(pdf: Any) -> None:
    """Name the colour space (6.2.3), let links print (6.3.2), and turn off smoothing (6.2.8)."""
    data = files("weasyprint.pdf").joinpath(_PROFILE).read_bytes()
    profile = pydyf.Stream([data], pydyf.Dictionary({"N": 3}), compress=True)
    pdf.add_object(profile)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pydyf.String("sRGB"),
        "Info": pydyf.String("sRGB IEC61966-2.1"),
        "DestOutputProfile": profile.reference,
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])
    for obj in pdf.objects:
        if isinstance(obj, dict) and obj.get("Type") == "/Annot":
            obj["F"] = 4
        extra = getattr(obj, "extra", None)
        if extra and extra.get("Interpolate") == "true":
            extra["Interpolate"] = "false"
