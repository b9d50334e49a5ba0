"""Running text as Markdown, for a file that an author edits: what it says is what is read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from paperconv import model as m
from paperconv.patterns import late

_SPECIAL = late(r"([\\`*_\[\]<>$^~{}|]|(?<![\w])@(?=\w)|(?<!\w)#(?=\w)|!(?=\[))")
# What would open a list, a heading or a quotation.
_OPENING = late(r"^(|\(?(?:\d{1,3}|[A-Za-z#]))([-+:%>#]|(?<=.)[.)])(?=#*(?:\s|$))")
_AROUND: Mapping[m.InlineStyle, tuple[str, str]] = {
    "emph": ("*", "*"), "strong": ("**", "**"), "strike": ("~~", "~~"), "smallcaps": ("[", "]{.smallcaps}"),
    "underline": ("[", "]{.underline}"), "monospace": ("<tt>", "</tt>"),
}  # fmt: skip


class Texts:
    """Writes inlines and blocks; ``notes`` are those that they may point to, ``keys`` the keys of works by id."""

    def __init__(self, document: m.Document) -> None:
        self._notes = {one.id: one for one in document.notes}
        self._keys = {one.id: one.key or one.id for one in document.references}

    def inlines(self, nodes: Iterable[m.Inline]) -> str:
        """``nodes`` as one line."""
        return " ".join(self._run(nodes).split())

    def blocks(self, blocks: Iterable[m.Block]) -> str:
        """``blocks`` with empty lines between them."""
        return "\n\n".join(filter(None, map(self._block, blocks)))

    def _run(self, nodes: Iterable[m.Inline]) -> str:
        return "".join(map(self._inline, nodes))

    def _inline(self, node: m.Inline) -> str:
        match node:
            case m.Text(value):
                return _escaped(value)
            case m.Styled("sup" | "sub" as style, children):
                sign = "^" if style == "sup" else "~"
                return f"{sign}{self.inlines(children).replace(' ', chr(92) + ' ')}{sign}"
            case m.Styled(style, children):
                before, after = _AROUND[style]
                run = self._run(children)
                bare = run.strip()  # marks do not touch blanks
                return run.replace(bare, f"{before}{bare}{after}", 1) if bare else run
            case m.CodeSpan(value):
                return f"`` {value} ``" if "`" in value else f"`{value}`"
            case m.Math(tex):
                return f"${tex.strip()}$"
            case m.Link(target, children):
                shown = self.inlines(children)
                if m.text_of(children) in (target, target.removeprefix("mailto:")):
                    return f"<{m.text_of(children)}>"
                return f"[{shown}]({target})"
            case m.Citation(items, mode, source):
                if source:
                    return self._run(source)
                if mode == "narrative" and len(items) == 1:
                    return f"@{{{self._key(items[0])}}}"
                return f"[{'; '.join(map(self._item, items))}]"
            case m.NoteRef(note):
                held = self._notes.get(note)
                words = self.blocks(held.blocks) if held else ""
                return f"^[{' '.join(words.split())}]" if words else ""
            case m.Image(source, alt):
                return f"![{_escaped(alt)}]({source})" if source else _escaped(alt)
            case m.LineBreak():
                return " "
            case m.RawInline(format, value):
                return f"`{value}`{{={format}}}"
            case m.Span(children) | m.CrossRef(_, children) | m.Abbreviation(children):
                return self._run(children)
            case _:
                return _escaped(m.text_of(node))

    def _key(self, item: m.CiteItem) -> str:
        return self._keys.get(item.ref, item.ref)

    def _item(self, item: m.CiteItem) -> str:
        before, after = self.inlines(item.prefix), self.inlines(item.suffix)
        locator = f", {item.locator}" if item.locator else ""
        return f"{before} @{{{self._key(item)}}}{locator}{after}".strip()

    def _block(self, block: m.Block) -> str:
        match block:
            case m.Paragraph(children):
                line = self.inlines(children)
                return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}", line)
            case m.List(items, ordered, start):
                return "\n".join(
                    _indented(self.blocks(item.blocks), f"{start + n}. " if ordered else "- ")
                    for n, item in enumerate(items)
                )
            case m.Quote(blocks):
                return "\n".join(f"> {line}".rstrip() for line in self.blocks(blocks).split("\n"))
            case m.Equation(tex):
                return f"$${tex.strip()}$$"
            case m.CodeBlock(value):
                return f"~~~~\n{value}\n~~~~"
            case _:
                return _escaped(" ".join(m.text_of(block).split()))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _indented(text: str, mark: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([mark + first, *(" " * len(mark) + line if line else "" for line in rest)])
