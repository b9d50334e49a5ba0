"""What goes to other systems: MECA packages by the DTDs of npm's ``meca``, Crossref deposits by Crossref's own schema."""

from __future__ import annotations

import functools
from pathlib import Path

from lxml import etree

from tests.validators.verdict import HOME, NODE_MODULES

_MECA = NODE_MODULES / "meca" / "dist"
_CROSSREF = HOME / "crossref" / "commonmeta" / "resources" / "crossref"
_SCHEMA = _CROSSREF / "crossref5.4.0.xsd"


def meca_installed() -> bool:
    """Whether `make validators` has brought the DTDs."""
    return (_MECA / "manifest-1.0.dtd").is_file()


def crossref_installed() -> bool:
    """Whether `make validators` has brought the schema."""
    return _SCHEMA.is_file()


def meca_errors(data: bytes) -> list[str]:
    """What the DTD of its root element has against ``data``: a manifest.xml or a transfer.xml."""
    root = etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True))
    dtd = _dtd(etree.QName(root).localname)
    return [] if dtd.validate(root) else [f"line {one.line}: {one.message}" for one in dtd.error_log]


@functools.cache
def _dtd(name: str) -> etree.DTD:
    return etree.DTD(str(_MECA / f"{name}-1.0.dtd"))


def crossref_errors(data: bytes) -> list[str]:
    """What the schema has against a deposit."""
    schema = _schema()
    return [] if schema.validate(etree.fromstring(data)) else [str(one.message) for one in schema.error_log]


@functools.cache
def _schema() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside())
    return etree.XMLSchema(etree.parse(str(_SCHEMA), parser))


class _Beside(etree.Resolver):
    """Answers every address of a schema with the file of that name beside ours."""

    def resolve(self, system_url: str, _: str, context: object) -> object:  # type: ignore[override]
        name = Path(system_url).name
        found = next(iter(sorted(_CROSSREF.rglob(name))), None)
        if found is None:
            raise FileNotFoundError(system_url)
        return self.resolve_filename(str(found), context)  # type: ignore[arg-type]
