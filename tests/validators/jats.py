"""JATS: the DTD that a file's DOCTYPE names, and the JATS4R recommendations where their rules are at hand."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from lxml import etree

from tests.validators.schematron import Schematron
from tests.validators.verdict import NODE_MODULES, ROOT, Verdict

SCHEMA = NODE_MODULES / "@jats4r" / "dtds" / "schema"
_CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}public"


def dtd_installed() -> bool:
    """Whether `make validators` has brought the DTDs."""
    return (SCHEMA / "catalog.xml").is_file()


def validate_dtd(files: list[Path]) -> list[Verdict]:
    """Validate each file against the DTD of its public identifier."""
    return [_dtd_verdict(file) for file in files]


def dtd_errors(data: bytes) -> list[str]:
    """What the DTD that ``data``'s DOCTYPE names has against it."""
    try:
        tree = etree.fromstring(data, _parser()).getroottree()
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"]
    public = tree.docinfo.public_id or ""
    dtd = _dtd(public)
    if dtd is None:
        return [f"no DTD is known by the public identifier {public!r}"]
    if dtd.validate(tree):
        return []
    return [f"line {entry.line}: {entry.message}" for entry in dtd.error_log]


def _dtd_verdict(file: Path) -> Verdict:
    return Verdict(file, "JATS DTD", dtd_errors(file.read_bytes()))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False, huge_tree=True)


@functools.cache
def _dtd(public: str) -> etree.DTD | None:
    for catalog in sorted(SCHEMA.rglob("catalog*.xml")):
        for entry in etree.parse(str(catalog)).iter(_CATALOG):
            if entry.get("publicId") == public:
                return etree.DTD(str(catalog.parent / entry.get("uri")))
    return None


def jats4r_rules() -> Path | None:
    """The newest JATS4R rules are in no registry: they run where somebody has put them."""
    places = [os.environ.get("PAPERCONV_JATS4R"), ROOT.parent / "shared/measure/validators/jats4r"]
    for place in filter(None, places):
        rules = Path(place) / "jats4r.sch"
        if rules.is_file():
            return rules
    return None


def validate_jats4r(files: list[Path]) -> list[Verdict]:
    """Judge each file by the JATS4R rules.

    Raises:
        FileNotFoundError: the rules are not at hand.
    """
    rules = jats4r_rules()
    if rules is None:
        raise FileNotFoundError("no JATS4R rules: set PAPERCONV_JATS4R to the folder that holds jats4r.sch")
    schematron = Schematron(rules)
    verdicts = []
    for file in files:
        verdict = Verdict(file, "JATS4R")
        for role, message in schematron.findings(etree.parse(str(file), _parser()).getroot()):
            (verdict.errors if role == "error" else verdict.warnings).append(message)
        verdicts.append(verdict)
    return verdicts
