"""What the writers of one article share: safe text, ids, links that are settled at the end, stored files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Pos, Rule, Severity
from paperconv.exporters.jats.tags import BODY, HREF, XML_LANG, Element, Tags, child, language_tag, new_child
from paperconv.patterns import late
from paperconv.pictures import Pictures
from paperconv.protocols import Job
from paperconv.wording import Wording, wording

# Which `ref-type` an `xref` has follows from the element it points to.
_REF_TYPES = {
    "ref": "bibr",
    "fig": "fig",
    "fig-group": "fig",
    "graphic": "fig",
    "table-wrap": "table",
    "disp-formula": "disp-formula",
    "sec": "sec",
    "app": "app",
    "fn": "fn",
    "aff": "aff",
    "corresp": "corresp",
    "supplementary-material": "supplementary-material",
    "boxed-text": "boxed-text",
    "statement": "statement",
    "list": "list",
    "def-list": "list",
    "contrib": "contrib",
    "collab": "collab",
    "bio": "bio",
    "kwd": "kwd",
}


# https://www.w3.org/TR/xml/#charsets
_ILLEGAL = late(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")

PICTURE_TYPES = frozenset(("image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/tiff"))


class Link(msgspec.Struct):
    """An ``xref`` and the ids it is to point to."""

    element: Element
    targets: list[str]
    pos: Pos | None


class State:
    """The state of one export; nothing of it outlives the run."""

    def __init__(
        self, document: m.Document, job: Job, write_blocks: Callable[[State, Element, m.Blocks, Tags], None]
    ) -> None:
        self.document = document
        self.job = job
        self.words: Wording = wording(document.meta.language)
        self.note_labels = {note.id: note.label for note in document.notes}
        self.reference_labels = {one.id: one.label or one.key or one.id for one in document.references}
        self.pictures = Pictures(job, PICTURE_TYPES)
        self.files: dict[str, bytes] = self.pictures.files
        self.hrefs: dict[str, tuple[str, str]] = {}
        self.links: list[Link] = []
        self.lost_breaks: list[Pos | None] = []
        self.tex_formulas: list[Pos | None] = []
        self.has_ethics = False
        self.in_abstract = False
        self._write_blocks = write_blocks
        self._ids: dict[str, Element] = {}
        self._wanted: list[tuple[Element, str]] = []
        self._removed: list[str] = []

    def blocks(self, parent: Element, blocks: m.Blocks, allowed: Tags = BODY) -> None:
        """Write ``blocks`` into ``parent``, which takes the elements ``allowed``."""
        self._write_blocks(self, parent, blocks, allowed)

    def log(
        self,
        rule: Rule,
        message: str,
        pos: Pos | None = None,
        hint: str = "",
        *,
        severity: Severity = Severity.WARNING,
        removed: str = "",
    ) -> None:
        """Report to the job's log."""
        self.job.log(Diagnostic(rule, message, severity, pos, hint, removed))

    # text and attributes

    def clean(self, value: str) -> str:
        """``value`` without the characters that XML 1.0 cannot hold; a page or line break becomes a blank."""
        return _ILLEGAL.sub(self._replaced, value) if _ILLEGAL.search(value) else value

    def _replaced(self, found: re.Match[str]) -> str:
        if found[0] in "\x0b\x0c":
            return " "
        self._removed.append(found[0])
        return ""

    def text(self, element: Element, value: str) -> Element:
        """Make ``value`` the whole text of ``element``."""
        element.text = self.clean(value)
        return element

    def append(self, parent: Element, last: Element | None, value: str) -> None:
        """Put ``value`` at the end of ``parent``, whose last child is ``last``."""
        value = self.clean(value)
        if last is None:
            parent.text = (parent.text or "") + value
        else:
            last.tail = (last.tail or "") + value

    def set(self, element: Element, name: str, value: str) -> None:
        """Set an attribute to free text; an empty one is not set."""
        if value:
            element.set(name, self.clean(value))

    def leaf(self, parent: Element, tag: str, value: str, **attributes: str) -> Element | None:
        """A child with ``value`` as its text (``_`` in attribute names is ``-``), or None if that is blank."""
        if not value.strip():
            return None
        element = self.text(child(parent, tag), value)
        for name, content in attributes.items():
            self.set(element, name.replace("_", "-"), content)
        return element

    def language(self, element: Element, language: str) -> None:
        """Say that ``element`` is in ``language``; nothing where that is no language tag."""
        tag = language_tag(language)
        if tag:
            element.set(XML_LANG, tag)

    def label(self, parent: Element, label: str) -> None:
        """A ``label``, if there is one."""
        self.leaf(parent, "label", label)

    # ids and links

    def identify(self, element: Element, identifier: str) -> None:
        """Give ``element`` an id of the model, or let that id stand for it if it has one already."""
        if identifier and identifier not in self._ids:
            self._ids[identifier] = element
            if not element.get("id"):
                self.set(element, "id", identifier)

    def found(self, identifier: str) -> Element | None:
        """The element that an id of the model stands for, if it has been written."""
        return self._ids.get(identifier)

    def want_id(self, element: Element, base: str) -> None:
        """Give ``element`` an id made from ``base``, when all ids of the model are known."""
        self._wanted.append((element, base))

    def xref(self, element: Element, targets: list[str], pos: Pos | None = None) -> None:
        """Make ``element``, an ``xref``, point to ``targets``."""
        self.links.append(Link(element, targets, pos))

    def finish(self, root: Element) -> None:
        """Set in the article ``root`` what can only be known at the end, and report what was gathered."""
        parents = {part: element for element in root.iter() for part in element}
        for link in self.links:
            self._settle(link, parents)
        numbers: dict[str, int] = {}
        for element, base in self._wanted:
            if not element.get("id"):
                number = numbers.get(base, 0) + 1
                while f"{base}{number}" in self._ids:
                    number += 1
                numbers[base] = number
                self.identify(element, f"{base}{number}")
        if self._removed:
            codes = ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in self._removed[:20]))
            self.log(
                Rule.CONTENT_KEPT, f"removed {len(self._removed)} characters that XML cannot hold ({codes})"
            )
        if self.lost_breaks:
            self.log(
                Rule.CONTENT_KEPT,
                f"line breaks in running text became blanks, since JATS has none there: {len(self.lost_breaks)}",
                self.lost_breaks[0],
                severity=Severity.INFO,
            )
        if self.tex_formulas:
            self.log(
                Rule.FORMULA_CONVERTED,
                f"formulas whose MathML is broken are written without it: {len(self.tex_formulas)}",
                self.tex_formulas[0],
            )

    def _settle(self, link: Link, parents: Mapping[Element, Element]) -> None:
        element = link.element
        found: list[tuple[str, Element]] = []
        for name in dict.fromkeys(link.targets):
            target = self._ids.get(name)
            # what was written may have been taken out again
            if target is not None and target in parents:
                found.append((name, target))
            else:
                self.log(Rule.ID_KNOWN, f'"{name}", which a link points to, is not in the output', link.pos)
        if not found:
            # styled-content may stand wherever xref may
            element.tag = "styled-content"
            element.attrib.clear()
            return
        element.set("ref-type", _ref_type(found[0][1], parents))
        element.set("rid", " ".join(dict.fromkeys(target.get("id", name) for name, target in found)))


def _ref_type(target: Element, parents: Mapping[Element, Element]) -> str:
    kind = _REF_TYPES.get(target.tag, "other")
    if kind == "fn":
        return {"table-wrap-foot": "table-fn", "author-notes": "author-notes"}.get(parents[target].tag, kind)
    if kind == "boxed-text" and target.get("content-type") == "figure":
        return "fig"
    return kind


def link_to(state: State, parent: Element, tag: str, address: str) -> Element:
    """A new ``ext-link`` or ``uri`` (``tag``) in ``parent`` that leads to ``address``."""
    element = new_child(parent, tag)
    if tag == "ext-link":
        element.set("ext-link-type", "uri")
    state.set(element, HREF, address)
    return element
