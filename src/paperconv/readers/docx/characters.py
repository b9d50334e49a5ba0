"""Character styles that pandoc does not know: their runs are enclosed in characters that no text contains, and found again."""

from __future__ import annotations

from lxml import etree

from paperconv import model as m
from paperconv import patterns
from paperconv.citations import bib_styles
from paperconv.patterns import late
from paperconv.readers.docx.names import BR, RPR, TAB, VAL, Element, R, T, paragraph_of, w
from paperconv.readers.docx.styles import StyleSheet

# Noncharacters of Unicode, as those around the numbers of paragraphs; a letter behind the opening one says which style.
_OPENING, _CLOSING = "\ufdd2", "\ufdd3"
_NAMES = ("monospace", "formula source", *bib_styles.STYLES)
_LETTERS = {name: chr(ord("A") + number) for number, name in enumerate(_NAMES)}
_KINDS = {f"{_OPENING}{letter}": name for name, letter in _LETTERS.items()}
_ANY = late(f"({_OPENING}[{min(_LETTERS.values())}-{max(_LETTERS.values())}]|{_CLOSING})")


def marked_entries(root: Element, sheet: StyleSheet) -> list[Element]:
    """The paragraphs under ``root`` in which styles mark the parts of a reference."""
    found: dict[int, Element] = {}
    for run in root.iter(R):
        if _name(run, sheet).startswith(bib_styles.PREFIX) and (paragraph := paragraph_of(run)) is not None:
            found[id(paragraph)] = paragraph
    return list(found.values())


def enclose(root: Element, sheet: StyleSheet, entries: list[Element]) -> bool:
    """Enclose the runs under ``root`` in such styles; whether there were any. Parts of references count in ``entries``."""
    found = False
    references = {id(one) for one in entries}
    for run in root.iter(R):
        name = _name(run, sheet)
        letter = _LETTERS.get(name, "")
        shown = [one for one in run if one.tag in {T, TAB, BR}] if letter else []
        if shown and (not name.startswith(bib_styles.PREFIX) or id(paragraph_of(run)) in references):
            first, last = etree.Element(T), etree.Element(T)
            first.text, last.text = f"{_OPENING}{letter}", _CLOSING
            shown[0].addprevious(first)
            shown[-1].addnext(last)
            found = True
    return found


def _name(run: Element, sheet: StyleSheet) -> str:
    """The name of the style of ``run``, if it is one of these; else empty."""
    style = run.find(f"{RPR}/{w('rStyle')}")
    names = sheet.style(style.get(VAL, "")).names if style is not None else ()
    return next((name for name in names if name in _LETTERS), "")


def restore(draft: m.Draft) -> m.Draft:
    """``draft`` with what was enclosed as what its style says: type of one width, the source of a formula, a part of a reference."""

    def rule(node: m.Node) -> m.Node | None:
        children: m.Inlines = getattr(node, "children", ())
        if not any(isinstance(one, m.Text) and _ANY.search(one.value) for one in children):
            return None
        return m.replace(node, children=_restored(children))

    return m.rewrite(draft, rule)


def _restored(children: m.Inlines) -> m.Inlines:
    out: list[m.Inline] = []
    held: list[m.Inline] = []
    name = ""
    for node in children:
        if not isinstance(node, m.Text):
            (held if name else out).append(node)
            continue
        for part in _ANY.split(node.value):
            if part in _KINDS and not name:
                name = _KINDS[part]
            elif part == _CLOSING and name:
                out += _made(name, tuple(held))
                held, name = [], ""
            elif part and not _ANY.fullmatch(part):
                (held if name else out).append(m.Text(part))
    return (*out, *held)


def whole(draft: m.Draft) -> m.Draft:
    """``draft`` with code between two pieces of one emphasis inside of it: pandoc gives code none."""

    def rule(node: m.Node) -> m.Node | None:
        children: m.Inlines = getattr(node, "children", ())
        if not any(isinstance(one, m.CodeSpan) for one in children[1:-1]):
            return None
        out: list[m.Inline] = []
        for one in children:
            at = len(out)
            while at and (isinstance(out[at - 1], m.CodeSpan) or _is_blank(out[at - 1])):
                at -= 1
            first = out[at - 1] if at else None
            coded = any(isinstance(between, m.CodeSpan) for between in out[at:])
            if (
                coded
                and isinstance(first, m.Styled)
                and isinstance(one, m.Styled)
                and first.style == one.style
            ):
                out[at - 1 :] = [m.replace(first, children=(*first.children, *out[at:], *one.children))]
            else:
                out.append(one)
        return m.replace(node, children=tuple(out)) if len(out) < len(children) else None

    return m.rewrite(draft, rule)


def _is_blank(node: m.Inline) -> bool:
    return isinstance(node, m.Text) and not node.value.strip()


def _made(name: str, held: m.Inlines) -> m.Inlines:
    if not held:
        return ()
    if name.startswith(bib_styles.PREFIX):
        return (m.Span(held, role=name),)
    if name == "monospace":
        return (m.Styled("monospace", held),)
    tex = "".join("\n" if isinstance(one, m.LineBreak) else m.text_of(one) for one in held)
    return (m.Math(patterns.sub(r"[ \xa0]+", " ", tex)),)
