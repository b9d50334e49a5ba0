"""Footnotes that a converter left where the page had them, and endnotes below their title, as notes at their marks."""

from __future__ import annotations

import re

import msgspec

from paperconv.diagnostics import Rule
from paperconv.manuscript.titles import NOTES, kind_of, title_key
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FOOT = late(
    r"\s{0,3}(?:<span id=\"page-\d{1,4}-\d{1,4}\"></span>){0,3}(?:<sup>\s?(\d{1,3})\.?\s?</sup>|\^(\d{1,3})\^|([¹²³⁴-⁹⁰]{1,3})|\$\s?(?:\{\s?\})?\^\s?\{?\s?(\d{1,3})\s?\}?\s?\$|(\d{1,3})[.)]?(?=\s)|Footnote\s(\d{1,3}):)\s{0,3}"
    r"(?=[^\W\d_]|[*_\"“'‘«(\[])"
)
# A raised number, or the digits of one at the end of a sentence or a word.
_MARK = late(
    r"<sup>\s?(?:\[?(\d{1,3})(?:\]\(#page-[\d-]+\))?)\s?</sup>|\^(\d{1,3})\^|([¹²³⁴-⁹⁰]{1,3})|\$\s?(?:\{\s?\})?\^\s?\{?\s?(\d{1,3})\s?\}?\s?\$|"
    r"(?<![\[,\d] )(?<![\[(,])\[(\d{1,3})\]\(#page-[\d-]+\)|"
    r"(?:(?<=[^\W\d_][.,;:?!”\"’')»])|(?<=[^\W\d_]{2}))\[(\d{1,3})\](?=[\s.,;:)]|$)|"
    r"(?:(?<=[^\W\d_][.,;:)”\"’'?!])|(?<=[^\W\d_][.,;:?!][”\"’')])|(?<=[)\]”\"][.,;:?!])|(?<=[^\W\d_]{3})|(?<=[^\W\d_][.,;:] )|(?<=[)”\"][.,;:] ))(\d{1,3})(?=[\s.,;:)]|$)"
)
_INLINE = late(
    r"(?<!\$)\^\[((?=[^\]]{0,20}[^\W\d_]{3})[^\[\]]{8,900}(?:\[[^\[\]]{0,80}\][^\[\]]{0,400})*)\](?![(\[])"
)
_ADDRESS = late(r"(?:https?://|www\.)\S+\s*$")
_DEFINED = late(r"\[\^([\w-]{1,20})\]:\s+")
_NAMED = late(r"\[\^([\w-]{1,20})\]")
_ALONE = late(r"\s*\[\^([\w-]{1,20})\]\s*")
_SIGN = late(r"\s{0,3}(?:\\?[*†‡]|[∗§¶])\s?[^\W\d_a-z]")
_START = late(r"\W*(?:\d\W{0,2}|I\W\s*)?(?:abstract|summary|introduction|background|resumen|resumo|résumé|einleitung|zusammenfassung|introducción|introdução|введение|giriş|pendahuluan)\b", re.IGNORECASE)  # fmt: skip
_SPEECH = late(
    r"\b(?:see|cf\.|ibid|op\. ?cit|loc\. ?cit|supra|vgl\.|siehe|ebd|ebenda|a\.\s?a\.\s?O|Rn\.|Rz\.|Fn\.|ff\.|voir|véase|vid\.|ver|cfr\.|см\.|там же)(?![^\W\d_])",
    re.IGNORECASE,
)
_PROSE = 160  # characters of a line or paragraph that is text, not a byline
_MOST_MISSED = 30  # marks that are looked for in vain: each look reads the text again


class _Note(msgspec.Struct):
    """A note: its number, its lines from ``first`` up to ``last``, where its words begin in the first, where its mark stands."""

    number: int
    first: int
    last: int
    begins: int
    line: int = -1
    start: int = 0
    end: int = 0
    raised: bool = True
    sure: bool = True
    group: int = 0


def lift_footnotes(script: Script) -> None:
    """Make notes of the paragraphs that begin with a number whose mark stands in the text above.

    The numbers must follow one another, each with a mark behind that of the note before, and the notes must not stand all in one
    place, as the entries of a reference list do, unless under the title "Notes".
    """
    _write_out(script)
    _part_definitions(script)
    lines = script.lines
    inside = verbatim(lines)
    begin, end = text_range(lines)
    title = next((i for i in range(end - 1, begin, -1) if title_key(_bare(lines[i].text)) in NOTES), None)
    found = _candidates(lines, begin, end, inside, listed=title)
    notes = _matched(lines, found, begin, inside)
    if title is not None and len(notes) >= 2 and all(note.first > title for note in notes):
        _lift(script, notes, title if len(notes) >= 0.8 * len(found) else None)
    elif notes and (_on_pages(notes) or (len(notes) == len(found) and _speak(lines, notes))):
        _lift(script, notes, None)


def _part_definitions(script: Script) -> None:
    """Notes as Mathpix sets them: one right below a line of text stands apart; one that no mark in the text names is a paragraph.

    A line that holds nothing but a mark (``[^1]``) is no place in the text.
    """
    lines = script.lines
    if not any(line.text.startswith("[^") and _DEFINED.match(line.text) for line in lines):
        return
    inside = verbatim(lines)
    named = {
        name
        for i, line in enumerate(lines)
        if "[^" in line.text and not inside[i] and not _ALONE.fullmatch(line.text)
        for name in _NAMED.findall(_DEFINED.sub("", line.text))
    }
    out: list[Line] = []
    freed = False
    for i, line in enumerate(lines):
        hit = _DEFINED.match(line.text) if line.text.startswith("[^") and not inside[i] else None
        freed = hit[1] not in named if hit else freed and line.text[:4].strip() == ""
        if (hit or freed) and out and out[-1].text.strip():
            out.append(Line("", line.at))
        lone = None if inside[i] else _ALONE.fullmatch(line.text)
        if lone and lone[1] not in named:
            continue
        out.append(Line(line.text[hit.end() if hit else 0 :].lstrip(), line.at) if freed else line)
    script.lines = out


def _write_out(script: Script) -> None:
    """Notes that stand at their marks, as in pandoc's Markdown (``Doe^[University of X.]``), as notes of their own."""
    if not any("^[" in line.text for line in script.lines):
        return
    inside = verbatim(script.lines)
    tail: list[Line] = []
    for index, line in enumerate(script.lines):
        if "^[" not in line.text or inside[index]:
            continue
        parts: list[str] = []
        begin = 0
        for hit in _INLINE.finditer(line.text):
            name = f"[^inline{len(tail) // 2 + 1}]"
            parts += (line.text[begin : hit.start()], name)
            tail += (Line("", line.at), Line(f"{name}: {hit[1].strip()}", line.at))
            begin = hit.end()
        script.lines[index] = Line("".join((*parts, line.text[begin:])), line.at)
    script.lines.extend(tail)


def text_range(lines: list[Line]) -> tuple[int, int]:
    """The line with which the text begins, and that behind it which heads the reference list; the number of lines where none does."""
    begin, count = _text_begins(lines), len(lines)
    return begin, next((i for i in range(begin, count) if titled(lines[i].text) == "references"), count)


def _text_begins(lines: list[Line]) -> int:
    """The line from which on there is text: above it numbers mark authors and their places."""
    for index, line in enumerate(lines):
        text = line.text
        if _START.match(text) and (len(text) < 60 or len(text) > _PROSE):
            return index
        if len(text) > _PROSE and not _FOOT.match(text) and text.rstrip()[-1:] in '.?!”"':
            return index
    heads = [i for i, line in enumerate(lines) if line.text.startswith("#")]
    return heads[1] if len(heads) > 2 else len(lines)


def _bare(text: str) -> str:
    return text.strip(" #*_:") if len(text) < 60 else ""


def titled(text: str) -> str:
    """The kind of the usual title that a line is; empty if it is none."""
    bare = _bare(text)
    return kind_of(bare) if bare else ""


def _candidates(
    lines: list[Line], begin: int, end: int, inside: list[bool], *, listed: int | None
) -> list[_Note]:
    """Paragraphs and lines that begin as notes do, in order; below a title of endnotes also the items of a list."""
    found: list[_Note] = []
    index = begin
    group = 0
    while index < end:
        text = lines[index].text
        if inside[index] or not text.strip() or text.startswith(("#", "|", ">")):
            group += not inside[index] and bool(text.strip())
            index += 1
            continue
        stop = index
        while stop < end and lines[stop].text.strip():
            stop += 1
        starts = [i for i in range(index, stop) if _FOOT.match(lines[i].text)]
        # Lines before the first may be a note with a sign; anything else is text.
        if starts and (starts[0] == index or _SIGN.match(text)):
            for at, following in zip(starts, [*starts[1:], stop], strict=True):
                hit = _FOOT.match(lines[at].text)
                if hit is None:
                    continue
                bare = hit[5] is not None
                if (
                    bare
                    and lines[following - 1].text.rstrip()[-1:] not in '.)”"’?!]'
                    and not _ADDRESS.search(lines[following - 1].text)
                    and not (listed is not None and at > listed)
                ):
                    continue
                number = int((hit[1] or hit[2] or hit[3] or hit[4] or hit[5] or hit[6]).translate(_RAISED))
                found.append(
                    _Note(
                        number,
                        at,
                        following,
                        hit.end(),
                        raised=not bare and not hit[6],
                        sure=not bare,
                        group=group,
                    )
                )
        else:
            group += 1
        index = stop
    return found


def _matched(lines: list[Line], found: list[_Note], begin: int, inside: list[bool]) -> list[_Note]:
    """The notes among ``found`` whose numbers follow one another and whose marks stand in the text, in the same order."""
    chosen: list[_Note] = []
    taken = {i for note in found for i in range(note.first, note.last)}
    line, column, number = begin, 0, 0
    missed = 0
    for note in found:
        if note.number != number + 1 and not (note.number == 1 and number > 1):
            continue
        place = _mark(lines, note, (line, column), taken, inside)
        if place is None:
            missed += 1
            if missed > _MOST_MISSED:
                break
            continue
        note.line, note.start, note.end = place
        line, column, number = note.line, note.end, note.number
        chosen.append(note)
    return chosen


def _mark(
    lines: list[Line], note: _Note, begin: tuple[int, int], taken: set[int], inside: list[bool]
) -> tuple[int, int, int] | None:
    """The line of the mark of ``note``, and where it begins and ends there; ``begin`` is where the last one ended."""
    for index in range(begin[0], note.first):
        if index in taken or inside[index]:
            continue
        for hit in _MARK.finditer(lines[index].text, begin[1] if index == begin[0] else 0):
            raised = hit[1] or hit[2] or hit[3] or hit[4] or hit[5] or hit[6]
            digits = (raised or hit[7]).translate(_RAISED)
            ahead = lines[index].text[: hit.start()].strip(" -*")  # nothing but the sign of an item: no mark
            if int(digits) == note.number and ahead and (raised or not note.raised):
                return index, hit.start(), hit.end()
    return None


def _on_pages(notes: list[_Note]) -> bool:
    """Whether the notes stand on several pages, each below its mark, or are too few to be a list."""
    groups: dict[int, list[_Note]] = {}
    for note in notes:
        groups.setdefault(note.group, []).append(note)
    if len(groups) < 2:
        return len(notes) <= 2 and all(note.sure for note in notes)
    last = -1
    for members in groups.values():
        if last >= 0 and members[0].line < last:
            return False
        last = members[0].first
    return True


def _speak(lines: list[Line], notes: list[_Note]) -> bool:
    """Whether notes that stand together talk of what they cite, as no entries of a reference list do."""
    said = sum(_SPEECH.search(lines[note.first].text, note.begins) is not None for note in notes)
    return len(notes) > 2 and said * 3 >= len(notes)


def _lift(script: Script, notes: list[_Note], title: int | None) -> None:
    lines = script.lines
    tail: list[Line] = []
    gone: set[int] = set()
    for count, note in reversed(list(enumerate(notes, 1))):
        at = lines[note.line]
        lines[note.line] = Line(f"{at.text[: note.start].rstrip()}[^foot{count}]{at.text[note.end :]}", at.at)
    for count, note in enumerate(notes, 1):
        held = lines[note.first : note.last]
        tail.append(Line("", held[0].at))
        tail.append(Line(f"[^foot{count}]: {held[0].text[note.begins :].strip()}", held[0].at))
        tail.extend(Line(f"    {one.text.strip()}", one.at) for one in held[1:])
        gone.update(range(note.first, note.last))
    if title is not None:
        text = lines[title].text.strip()
        script.report(
            Rule.FURNITURE_REMOVED, f'title of the notes taken out: "{text}"', lines[title].at, removed=text
        )
        gone.add(title)
    script.lines = [Line("", line.at) if index in gone else line for index, line in enumerate(lines)]
    script.lines.extend(tail)
