"""Run ISO Schematron with an XPath 2 binding: translated to XSLT 3.0, which saxonche runs.

Covers what the JATS4R rules use: include, ns, let, pattern, rule, assert, report, name, value-of, and XSLT functions.
In each pattern the first rule that matches a node judges it (ISO/IEC 19757-3, 6.5), so rules become templates of one
mode per pattern whose priorities fall in document order.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from saxonche import PySaxonProcessor

_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_XSL_NS = "http://www.w3.org/1999/XSL/Transform"
_XSL = f"{{{_XSL_NS}}}"
_XS_NS = "http://www.w3.org/2001/XMLSchema"


class Schematron:
    """A compiled schema; compile once, judge many documents."""

    def __init__(self, path: Path) -> None:
        self._processor = PySaxonProcessor(license=False)
        compiler = self._processor.new_xslt30_processor()
        compiler.set_cwd(str(path.parent))
        sheet = etree.tostring(_stylesheet(_load(path)), encoding="unicode")
        # document() in the rules finds its data beside the schema.
        self._base = path.resolve().as_uri()
        self._run = compiler.compile_stylesheet(stylesheet_text=sheet, base_uri=self._base)

    def findings(self, document: etree._Element) -> Iterator[tuple[str, str]]:
        """Each finding: its role (``error``, ``warning``, ``info``) and its message with the node's path."""
        # A DOCTYPE that cannot be found stops the processor; the element alone has none.
        text = etree.tostring(document, encoding="unicode")
        node = self._processor.parse_xml(xml_text=text)
        for found in etree.fromstring(self._run.transform_to_string(xdm_node=node).encode()).iter("finding"):
            place = (found.get("at") or "").replace("Q{}", "")
            yield found.get("role") or "error", f"{' '.join(''.join(found.itertext()).split())} [{place}]"


def _load(path: Path) -> etree._Element:
    root = etree.parse(str(path)).getroot()
    for include in list(root.iter(f"{_SCH}include")):
        include.getparent().replace(include, _load(path.parent / include.get("href")))
    return root


def _stylesheet(schema: etree._Element) -> etree._Element:
    names = {"xsl": _XSL_NS, "xs": _XS_NS, "xsd": _XS_NS}
    names |= {ns.get("prefix"): ns.get("uri") for ns in schema.iter(f"{_SCH}ns")}
    for element in schema.iter():
        for prefix, uri in element.nsmap.items():
            if prefix:
                names.setdefault(prefix, uri)
    sheet = etree.Element(f"{_XSL}stylesheet", nsmap=names, version="3.0")
    _lets(sheet, schema)
    sheet.extend([e for e in schema if isinstance(e.tag, str) and e.tag.startswith(_XSL)])
    findings = etree.SubElement(_add(sheet, "template", match="/"), "findings")
    for number, pattern in enumerate(list(schema.iter(f"{_SCH}pattern"))):
        mode = f"pattern-{number}"
        _add(sheet, "mode", name=mode, **{"on-no-match": "shallow-skip"})
        _add(findings, "apply-templates", select="/", mode=mode)
        _lets(sheet, pattern)
        rules = pattern.findall(f"{_SCH}rule")
        for place, rule in enumerate(rules):
            template = _add(
                sheet, "template", match=rule.get("context"), mode=mode, priority=str(len(rules) - place)
            )
            _lets(template, rule)
            for test in rule.iterchildren(f"{_SCH}assert", f"{_SCH}report"):
                _test(template, test)
            _add(template, "apply-templates", select="@*|node()", mode=mode)
    return sheet


def _test(template: etree._Element, test: etree._Element) -> None:
    condition = test.get("test")
    failed = f"not({condition})" if test.tag == f"{_SCH}assert" else condition
    finding = etree.SubElement(_add(template, "if", test=failed), "finding", role=test.get("role") or "error")
    _add(_add(finding, "attribute", name="at"), "value-of", select="path(.)")
    _text(finding, test.text)
    for part in test:
        if part.tag == f"{_SCH}name":
            _add(finding, "value-of", select=f"name({part.get('path') or ''})")
        elif part.tag == f"{_SCH}value-of":
            _add(finding, "value-of", select=part.get("select"))
        elif isinstance(part.tag, str):
            _text(finding, "".join(part.itertext()))
        _text(finding, part.tail)


def _lets(parent: etree._Element, source: etree._Element) -> None:
    for let in source.findall(f"{_SCH}let"):
        variable = _add(parent, "variable", name=let.get("name"))
        if let.get("value") is None:
            variable.extend(list(let))
        else:
            variable.set("select", let.get("value"))


def _text(parent: etree._Element, text: str | None) -> None:
    if text:
        _add(parent, "text").text = text


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{_XSL}{tag}", attributes)
