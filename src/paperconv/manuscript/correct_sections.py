"""Put what the author says of the headings over what was understood of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.manuscript import titles
from paperconv.manuscript.fields_values import Path, key_of
from paperconv.manuscript.normal import Tree, section_title, starts, walk
from paperconv.patterns import late

SECTION_KEYS = ("sections", "back", "opening")

_NUMBER = late(r"^(?:\d+(?:\.\d+)*\.?|[ivx]+\.|[a-z]\.)\s+")
_ROLES = frozenset((*titles.BODY_KINDS, *titles.BACK_KINDS))


class _Head(msgspec.Struct):
    """A heading and what stands under it, up to the next; one of level 0 is none, and opens the text."""

    level: int
    section: m.Section
    blocks: list[m.Block]
    back: bool


def correct_sections(
    document: m.Document, given: Tree, keys: Mapping[str, str], log: Log, place: Callable[[Path], Pos]
) -> m.Document:
    """``document`` with the levels, roles and places of its headings as ``given`` has them.

    An entry is found by its title, in order. ``level: 0`` makes a paragraph of a heading; a title that is a paragraph's
    text makes a heading of it. What is not mentioned stays.
    """
    plan = _Plan(document, log, place)
    for part in ("sections", "back"):
        plan.headings(given.get(keys.get(part, ""), ()), keys.get(part, part), back=part == "back")
    plan.opening(given.get(keys.get("opening", ""), ()), keys.get("opening", "opening"))
    return plan.build() if plan.changed else document


class _Plan:
    def __init__(self, document: m.Document, log: Log, place: Callable[[Path], Pos]) -> None:
        self._document = document
        self._log = log
        self._place = place
        self._heads = [_Head(0, m.Section(()), list(document.blocks), back=False)]
        for sections, back in ((document.sections, False), (document.back, True)):
            for level, one in walk(sections):
                bare = m.replace(one, sections=(), blocks=())
                self._heads.append(_Head(level, bare, list(one.blocks), back))
        self._used: set[int] = set()
        self.changed = False

    def headings(self, entries: Any, key: str, *, back: bool) -> None:
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            path = (key, index)
            if not isinstance(entry, Mapping):
                self._report(f'"{entry}" is no entry', path, "write {level: 1, title: …}")
                continue
            said = {key_of(name): str(value).strip() for name, value in entry.items()}
            self._unknown(entry, {"level", "title", "role"}, path)
            head = self._find(said.get("title", "")) or self._raise(said.get("title", ""), back=back)
            if head is None:
                self._report(f'no heading and no paragraph says "{said.get("title", "")}"', path)
                continue
            self._used.add(id(head))
            self._set(head, said, path, back=back)

    def _set(self, head: _Head, said: dict[str, str], path: Path, *, back: bool) -> None:
        level = said.get("level", "")
        if level and not (level.isdigit() and int(level) <= 9):
            self._report(f'"{level}" is no level', (*path, "level"), "a number from 1, or 0 for no heading")
        elif level and int(level) != head.level:
            head.level, self.changed = int(level), True
        role = said.get("role", head.section.role)
        if role and role != head.section.role and role not in _ROLES:
            self._report(f'"{role}" is no role', (*path, "role"), f"one of {', '.join(sorted(_ROLES))}")
        elif role != head.section.role:
            head.section, self.changed = m.replace(head.section, role=role), True
        if head.back != back:
            head.back, self.changed = back, True

    def opening(self, entries: Any, key: str) -> None:
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            path = (key, index)
            said = {key_of(k): str(v) for k, v in entry.items()} if isinstance(entry, Mapping) else {}
            self._unknown(said, {"starts", "is"}, path)
            wanted = _folded(said.get("starts", ""))
            blocks = self._heads[0].blocks
            found = next((b for b in blocks if wanted and _folded(starts(b)).startswith(wanted)), None)
            what = said.get("is", "text")
            if what not in {"text", "remove"}:
                self._report(f'"{what}" is not known here', (*path, "is"), "text or remove")
            elif found is None:
                self._report(f'no paragraph before the first heading starts "{said.get("starts", "")}"', path)
            elif what == "remove":
                blocks.remove(found)
                self.changed = True
                text = m.text_of(found)
                self._report(f'taken out: "{text[:60]}"', path, severity=Severity.INFO, removed=text)

    def _find(self, title: str) -> _Head | None:
        wanted = _folded(title)
        for head in self._heads[1:]:
            own = _folded(section_title(head.section))
            if id(head) not in self._used and wanted and wanted in {
                own, _folded(m.text_of(head.section.title)), _NUMBER.sub("", own),
            }:  # fmt: skip
                return head
        return None

    def _raise(self, title: str, *, back: bool) -> _Head | None:
        """Make a heading of the paragraph that says ``title``."""
        wanted = _folded(title)
        for number, head in enumerate(self._heads):
            for at, block in enumerate(head.blocks):
                if isinstance(block, m.Paragraph) and wanted and _folded(m.text_of(block)) == wanted:
                    section = m.Section(_unstyled(block.children), id=block.id, pos=block.pos)
                    made = _Head(max(head.level, 1), section, head.blocks[at + 1 :], back)
                    head.blocks = head.blocks[:at]
                    self._heads.insert(number + 1, made)
                    self.changed = True
                    return made
        return None

    def _unknown(self, entry: Mapping[str, Any], known: set[str], path: Path) -> None:
        for name in entry:
            if key_of(name) not in known:
                self._report(
                    f'"{name}" is not known here', (*path, name), f"one of {', '.join(sorted(known))}"
                )

    def _report(
        self, message: str, path: Path, hint: str = "", *, severity: Severity = Severity.WARNING, removed: str = ""
    ) -> None:  # fmt: skip
        pos = self._place(path)
        self._log(Diagnostic(Rule.METADATA_VALID, message, severity, pos, hint, removed))

    def build(self) -> m.Document:
        """The document again, out of its headings."""
        heads: list[_Head] = []
        for head in self._heads:
            if head.level or not heads:
                heads.append(head)
                continue
            words = m.text(f"{head.section.label} " if head.section.label else "")
            text = m.Paragraph((*words, *head.section.title), id=head.section.id, pos=head.section.pos)
            heads[-1].blocks += [text, *head.blocks]
        body = [head for head in heads[1:] if not head.back]
        back = [head for head in heads[1:] if head.back]
        return m.replace(
            self._document, blocks=tuple(heads[0].blocks), sections=_nest(body), back=_nest(back)
        )


def _nest(heads: list[_Head]) -> tuple[m.Section, ...]:
    """Sections by the levels of their headings; each belongs to the last before it that is higher."""
    out: list[m.Section] = []
    at = 0
    while at < len(heads):
        end = at + 1
        while end < len(heads) and heads[end].level > heads[at].level:
            end += 1
        inner = _nest(heads[at + 1 : end])
        out.append(m.replace(heads[at].section, blocks=tuple(heads[at].blocks), sections=inner))
        at = end
    return tuple(out)


def _unstyled(children: m.Inlines) -> m.Inlines:
    """A heading's text is not bold of its own."""
    if len(children) == 1 and isinstance(children[0], m.Styled) and children[0].style in {"strong", "emph"}:
        return _unstyled(children[0].children)
    return children


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
