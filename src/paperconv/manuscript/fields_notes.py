"""Notes on authors and their roles in front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import get_args

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Rule, Severity
from paperconv.manuscript.credit import CREDIT, degree_of, term_of
from paperconv.manuscript.fields_values import (
    Fields,
    Path,
    Place,
    Value,
    as_json,
    bare,
    blocks,
    is_empty,
    plain,
    texts,
    truth,
)
from paperconv.patterns import late

NOTE_TEXT = {
    "equal": late(r"contributed equally|equal(?:ly)? contribut|joint first|co-?first", re.IGNORECASE),
    "deceased": late(r"\bdeceased\b", re.IGNORECASE),
    "corresponding": late(r"\bcorrespond(?:ing|ence)\b", re.IGNORECASE),
    "current-address": late(r"\b(?:current|present) address|\bnow at\b", re.IGNORECASE),
}

NOTE_KINDS: tuple[str, ...] = get_args(m.AuthorNoteKind)


def letters(text: str) -> str:
    """``text`` without case, punctuation and "and"."""
    return patterns.sub(r"[\W_]+|\band\b", "", text.lower())


# Shorter than the taxonomy has them: sure only where a field holds nothing but roles.
_SHORT = {
    "writing": CREDIT[12], "writingdraft": CREDIT[12], "draft": CREDIT[12], "editing": CREDIT[13], "review": CREDIT[13],
    "writingediting": CREDIT[13], "administration": CREDIT[6], "analysis": CREDIT[2],
}  # fmt: skip


class NoteFields:
    """Author notes, each stored once, and the fields of authors and affiliations that have no place in the model."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.notes: list[m.AuthorNote] = []
        self.extra: list[m.Field] = []
        self._by_text: dict[str, str] = {}
        self._by_key: dict[str, str] = {}

    def add(self, kind: str, content: m.Blocks, path: Path) -> str:
        """The id of the note with this text."""
        pos = self.place.pos(path)
        text = f"{kind}:{m.text_of(content)}"
        if text in self._by_text:
            return self._by_text[text]
        identifier = f"author-note-{len(self.notes) + 1}"
        held = tuple(one if one.pos else m.replace(one, pos=pos) for one in content)
        self.notes.append(
            m.AuthorNote(id=identifier, kind=kind, blocks=held, provenance="front matter", pos=pos)  # type: ignore[arg-type]
        )
        self._by_text[text] = identifier
        return identifier

    def define(self, value: list[Value], path: Path) -> None:
        """Notes that are listed apart, each with the ``id`` by which authors name it: ``{id, kind, text}``."""
        for index, one in enumerate(value):
            if not isinstance(one, Mapping):
                continue
            held, here = Fields(one, (*path, index)), (*path, index)
            content = blocks(held.take("text", "note", "content"), self.place.pos(here))
            key = held.text("id", "code", "key", "mark")
            if not content:
                continue
            kind = held.text("kind", "type") or note_kind(m.text_of(content)) or "other"
            if kind not in NOTE_KINDS:
                self.place.report(
                    Rule.METADATA_VALID,
                    f'"{kind}" is no kind of note: "other" is taken',
                    held.where("kind"),
                    f"one of {', '.join(NOTE_KINDS)}",
                )
                kind = "other"
            identifier = self.add(kind, content, here)
            label = held.text("label")
            self.notes = [
                m.replace(n, label=label) if label and n.id == identifier else n for n in self.notes
            ]
            if key:
                self._by_key[key] = identifier

    @property
    def keys(self) -> Iterable[str]:
        """The keys of the notes that are listed apart."""
        return self._by_key

    def keyed(self, key: str) -> str:
        """The id of the note that is listed apart as ``key``; empty if there is none."""
        return self._by_key.get(key, "")

    def keep(self, fields: Fields, prefix: str, silent: frozenset[str]) -> None:
        """Keep what nobody used of ``fields``, and name what is not in ``silent``."""
        for key, name, value in fields.left():
            if is_empty(value):
                continue
            self.extra.append(m.Field(f"{prefix}.{name}", as_json(value)))
            if bare(key) not in silent:
                self.place.report(
                    Rule.METADATA_VALID,
                    f'"{name}" is not a field of {"an author" if prefix.startswith("authors") else "an affiliation"} that is known: kept, not used',
                    fields.where(key),
                    severity=Severity.INFO,
                )


def note_kind(text: str) -> str:
    """What a note on an author is about, by its words; empty if they do not tell."""
    return next((kind for kind, pattern in NOTE_TEXT.items() if pattern.search(text)), "")


def roles(value: Value) -> list[m.Role]:
    """Contributions: a list, texts, or maps from term to degree or to yes and no."""
    out: list[m.Role] = []
    if isinstance(value, Mapping):
        value = [{key: one} for key, one in value.items()]
    for one in texts(value):
        degree = ""
        if isinstance(one, Mapping):
            if "type" in one or "role" in one or "term" in one:
                text = plain(one.get("type") or one.get("role") or one.get("term"))
                degree = plain(one.get("degree-of-contribution") or one.get("degree") or "")
            else:
                text, said = next(((str(key), held) for key, held in one.items()), ("", ""))
                degree = plain(said).lower()
                if truth(said) is False and not is_empty(said):
                    continue
        else:
            text = plain(one)
        if ":" in text and not degree:
            text, _, degree = text.partition(":")
        text = text.strip()
        term = term_of(text) or _SHORT.get(letters(text), "")
        if text:
            out.append(
                m.Role(
                    term or text,
                    credit=bool(term),
                    degree=degree_of(degree),
                )
            )
    return out
