"""What the writers of one document share: text that is safe, ids that are unique, links that lead somewhere."""

from __future__ import annotations

from collections.abc import Callable

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Pos, Rule, Severity
from paperconv.html.elements import Element, add_text, child
from paperconv.html.options import Options
from paperconv.wording import Wording, wording

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"
_BACK = "↩"


class State:
    """The state of one run of the builder; nothing of it outlives the run."""

    def __init__(
        self,
        document: m.Document,
        options: Options,
        write_blocks: Callable[[State, Element, m.Blocks], None],
    ) -> None:
        self.document = document
        self.options = options
        self.paged = options.medium == "page"
        self.words: Wording = wording(document.meta.language)
        self.notes = {note.id: note for note in document.notes}
        self.references = {reference.id: reference for reference in document.references}
        self.printed_notes: set[str] = set()
        self.in_note = False
        self.in_link = False
        self.tex_formulas: list[Pos | None] = []
        self.index_terms: list[str] = []
        self._write_blocks = write_blocks
        self._ids: set[str] = set()
        self._wanted: list[tuple[Element, str]] = []
        self._links: list[tuple[Element, str]] = []
        self._calls: dict[str, list[Element]] = {}
        self._targets: list[tuple[Element, str]] = []
        self._removed: list[str] = []

    def blocks(self, parent: Element, blocks: m.Blocks) -> None:
        """Write ``blocks`` into ``parent``."""
        self._write_blocks(self, parent, blocks)

    def log(
        self,
        rule: Rule,
        message: str,
        pos: Pos | None = None,
        *,
        hint: str = "",
        severity: Severity = Severity.WARNING,
        removed: str = "",
    ) -> None:
        """Report to the exporter's log."""
        self.options.log(Diagnostic(rule, message, severity, pos, hint, removed))

    # text and attributes

    def text(self, parent: Element, value: str) -> None:
        """Put ``value`` after all that ``parent`` holds."""
        if value:
            try:
                add_text(parent, value)
            except ValueError:
                add_text(parent, self.clean(value))

    def attribute(self, element: Element, name: str, value: str) -> None:
        """Set an attribute to free text."""
        try:
            element.set(name, value)
        except ValueError:
            element.set(name, self.clean(value))

    def clean(self, value: str) -> str:
        """``value`` without the characters that XML cannot hold; a page or line break becomes a blank."""
        kept: list[str] = []
        for character in value:
            if character in "\x0b\x0c":
                kept.append(" ")
            elif patterns.match("[\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", character):
                kept.append(character)
            else:
                self._removed.append(character)
        return "".join(kept)

    def span(self, parent: Element, class_: str, value: str) -> Element:
        """A ``span`` of ``class_`` with ``value`` in it."""
        element = child(parent, "span", class_)
        self.text(element, value)
        return element

    def language(self, element: Element, language: str) -> None:
        """Say that ``element`` is in ``language``; nothing where that is no language tag."""
        tag, direction = language_and_direction(language)
        if tag:
            element.set("lang", tag)
            if direction:
                element.set("dir", direction)

    # ids and links

    def identify(self, element: Element, identifier: str) -> None:
        """Give ``element`` an id of the model; an empty one or one that is taken is not set."""
        if identifier and identifier not in self._ids:
            self._ids.add(identifier)
            element.set("id", identifier)

    def want_id(self, element: Element, base: str) -> None:
        """Give ``element`` an id made from ``base``, when all ids of the model are known."""
        self._wanted.append((element, base))

    def link(self, element: Element, target: str) -> None:
        """Make ``element``, an ``a``, lead to the id ``target``."""
        element.set("href", f"#{target}")
        self._links.append((element, target))

    def call(self, element: Element, target: str) -> None:
        """Note that ``element`` calls ``target``, a note or a reference, so that there is a way back."""
        if not self.paged:
            self._calls.setdefault(target, []).append(element)

    def called(self, element: Element, target: str) -> None:
        """Say where the way back from ``target`` is to be written: at the end of ``element``."""
        self._targets.append((element, target))

    def address(self, element: Element, target: str) -> None:
        """Make ``element``, an ``a``, lead to an address that was found safe."""
        self.attribute(element, "href", target)

    # the end

    def finish(self, roots: list[Element]) -> None:
        """Set what can only be known at the end, when ``roots`` hold all: made ids, ways back, links to nowhere."""
        # Not every element that got an id has stayed: one that turned out empty is gone.
        self._ids = {str(found) for root in roots for found in root.xpath("descendant-or-self::*/@id")}
        for element, target in self._links:
            if target not in self._ids:
                del element.attrib["href"]
                if element.get("role"):
                    del element.attrib["role"]
                self.log(Rule.ID_KNOWN, f'"{target}", which a link points to, is not in the output')
        for element, base in self._wanted:
            self._make_id(element, base)
        for element, target in self._targets:
            self._write_back(element, self._calls.get(target, ()), target)
        if self._removed:
            count = len(self._removed)
            codes = ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in self._removed[:20]))
            self.log(Rule.CONTENT_KEPT, f"removed {count} characters that XML cannot hold ({codes})")
        if self.tex_formulas:
            count = len(self.tex_formulas)
            self.log(Rule.FORMULA_CONVERTED, f"formulas are printed as TeX: {count}", self.tex_formulas[0])
        if self.index_terms:
            terms = "; ".join(self.index_terms)
            self.log(
                Rule.CONTENT_KEPT,
                f"index entries have no place in this format: {len(self.index_terms)}",
                severity=Severity.INFO,
                removed=terms,
            )

    def _make_id(self, element: Element, base: str) -> str:
        identifier = element.get("id")
        if identifier:
            return identifier
        identifier, count = base, 1
        while identifier in self._ids:
            count += 1
            identifier = f"{base}-{count}"
        self._ids.add(identifier)
        element.set("id", identifier)
        return identifier

    def _write_back(self, element: Element, calls: list[Element] | tuple[()], target: str) -> None:
        if calls and element.tag == "aside":
            last = element[-1] if len(element) else None
            element = last if last is not None and last.tag == "p" else child(element, "p")
        for number, call in enumerate(calls, 1):
            identifier = self._make_id(call, f"{target}-call-{number}")
            add_text(element, " ")
            back = child(element, "a", "back-link")
            back.set("href", f"#{identifier}")
            back.set("role", "doc-backlink")
            back.text = _BACK if len(calls) == 1 else f"{_BACK}{number}"


def language_and_direction(language: str) -> tuple[str, str]:
    """A BCP 47 tag for ``language`` and ``rtl`` where it is written from right to left; empty if it is none."""
    tag = language.strip().replace("_", "-")
    if not patterns.fullmatch(_TAG, tag):
        return "", ""
    return tag, "rtl" if tag.split("-")[0].lower() in _RIGHT_TO_LEFT else ""


def class_name(value: str) -> str:
    """``value`` as a CSS class: lower case, in ASCII, with hyphens; empty if nothing is left."""
    return patterns.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
