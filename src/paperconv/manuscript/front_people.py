"""Lines of the front matter that speak of persons: bylines, affiliations, addresses, notes."""

from __future__ import annotations

import re
from itertools import pairwise

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Pos, Rule, Severity
from paperconv.manuscript import abstracts, affiliations, byline, front_forms, names, notes, runs
from paperconv.manuscript.front_owners import read_owned
from paperconv.manuscript.front_state import (
    State,
    starts_with_mark,
)
from paperconv.manuscript.frontlines import is_journal
from paperconv.manuscript.orcid import FOUND as ORCID_ID
from paperconv.manuscript.prose import is_prose
from paperconv.manuscript.runs import LINE, MARK_CLOSE, MARK_OPEN, ORCID
from paperconv.patterns import late

_LONGEST = 40  # words that an affiliation without a mark may have
_LABELLED = late(rf"\s*(?:[{re.escape(byline.SYMBOLS)}∗]|[a-z]\s+[A-Z])")
_ORCID_BEHIND = late(
    rf"([^{ORCID}{LINE}{MARK_OPEN}@]{{6,200}}?)[\s,;.]*(?:ORCID\s*(?:iD)?\s*:?\s*)?(?:https?://orcid\.org/|{ORCID})(\d{{4}}-\d{{4}}-\d{{4}}-\d{{3}}[\dX])[{ORCID}\s]*",
    re.IGNORECASE,
)
_CORRESPONDENCE = late(r"\W*(?:correspondence(?: to)?|corresponding authors?)\W*", re.IGNORECASE)


def person_line(
    state: State, children: m.Inlines, text: str, pos: Pos | None, *, after_abstract: bool
) -> bool:
    """Authors, affiliations, addresses and notes."""
    people = state.front.people
    full = patterns.search(
        r"\s*Full list of author information is available at the end of the (?:article|paper)\.?\s*$", text
    )
    if full is not None and full.start() > 0:
        removed = full[0].strip()
        state.log(
            Diagnostic(Rule.FURNITURE_REMOVED, f'taken out: "{removed}"', Severity.INFO, pos, removed=removed)
        )
        whole = m.text_of(children)
        children = runs.strip(runs.cut(children, 0, whole.rindex("Full list")))
        text = runs.plain(children)
    marked = runs.marked(children)
    if lead := patterns.match(r"affiliations?\s*:\s*(?=\S)", text, re.IGNORECASE):
        shown = m.text_of(children)
        children = runs.strip(runs.cut(children, shown.index(":") + 1))
        text, marked = text[lead.end() :], runs.marked(children)
    if abstracts.starts_with_label(text) and not notes.opens_note(text):
        return False
    if is_journal(text) and not starts_with_mark(marked):
        return False
    prose = is_prose(text)
    if state.names_known:
        known = {notes.fold(a.name.family or a.name.literal) for a in state.meta.authors}
        own = notes.fold(text)
        if byline.looks_like_byline(marked) and any(name in own for name in known):
            return True
        return (
            any(notes.fold(a.raw) and notes.fold(a.raw) in own for a in state.meta.affiliations)
            and len(text) < 400
        )
    placed = _ORCID_BEHIND.fullmatch(marked) if people.authors and not starts_with_mark(marked) else None
    if placed and (affiliations.institutional(placed[1]) or _address(placed[1])):
        people.add_orcids([(people.authors[-1].person.text, placed[2])], pos)
        return person_line(state, m.text(placed[1]), placed[1], pos, after_abstract=after_abstract)
    owned = front_forms.orcid_list(marked) if people.authors else []
    if owned:
        last = people.authors[-1]
        if (
            len(owned) == 1
            and not owned[0][0].strip()
            and [a.group for a in people.authors].count(last.group) == 1
        ):
            owned = [(last.person.text, owned[0][1])]  # below an author who stands apart
        people.add_orcids(owned, pos)
        return True
    if take_owned(state, children, pos) or take_note(state, children, text, pos):
        return True
    late_names = after_abstract and not (byline.EMAIL.search(marked) and people.authors)
    pairs = [] if late_names or people.complete else front_forms.persons_with_places(marked)
    if pairs:
        for name, place in pairs:
            people.add_byline(byline.read_byline(name), pos)
            people.add_items(affiliations.read_items(place), pos)
        return True
    if starts_with_mark(marked) and not (prose and marked[:1] != MARK_OPEN):
        items = affiliations.read_items(marked, people.marks)
        if (
            all(i.label for i in items)
            and (people.authors or not after_abstract)
            and _belongs(state, items, text)
        ):
            if after_abstract and _told(state, items):
                removed = f'given again in another language, taken out: "{text[:60]}"'
                state.log(Diagnostic(Rule.FURNITURE_REMOVED, removed, Severity.INFO, pos, removed=text))
            else:
                people.add_items(items, pos)
            return True
    if prose:
        return False
    mails_gone = byline.EMAIL.sub("", byline.BRACED.sub("", runs.unmark(marked)))
    if byline.EMAIL.search(byline.expand_braces(marked)) and not patterns.search(
        r"[^\W\d_]{3}",
        patterns.sub(
            r"(?i)e-?mails?|contact|contributing authors?|(?:https?://)?orcid(?:\.org)?", "", mails_gone
        ),
    ):
        orcid = ORCID_ID.search(marked)
        if orcid and people.authors:
            people.add_orcids([(people.authors[-1].person.text, orcid[0])], pos)
            marked = marked.replace(orcid[0], "")
        starred = patterns.match(r"\s*([*✉])", runs.unmark(marked))
        if (
            starred and starred[1] not in people.marks
        ):  # a mark that no author bears still says whose address it is
            people.add_note("", f"Correspondence: {text}", (m.Paragraph(children, pos=pos),), pos)
        else:
            people.add_items(affiliations.read_items(marked, people.marks), pos)
        return True
    if after_abstract and people.authors and not starts_with_mark(marked):
        if affiliations.institutional(text) and len(text) < 300 and not people.has_affiliations:
            people.add_items(affiliations.read_items(marked, people.marks), pos)
            return True
        return False
    head, tail = _unglue(marked)
    bare = runs.unmark(head)
    if (
        head
        and byline.looks_like_byline(head)
        and not (
            affiliations.institutional(bare) and MARK_OPEN not in head and not names.is_collaboration(bare)
        )
        and not (people.complete and MARK_OPEN not in byline.normalise(head))
    ):
        labels = (
            frozenset(i.label for i in affiliations.read_items(tail))
            if tail
            else front_forms.labels_ahead(state.ahead)
        )
        people.add_byline(byline.read_byline(head, labels), pos)
        for native in byline.NATIVE.findall(runs.unmark(head)):
            shown = native.strip()
            state.log(
                Diagnostic(Rule.FURNITURE_REMOVED, f'taken out: "{shown}"', Severity.INFO, pos, removed=shown)
            )
        if tail:
            people.add_items(affiliations.read_items(tail, people.marks), pos)
        return True
    if (
        people.authors
        and len(text) < 3000
        and all(len(part.split()) < _LONGEST for part in text.split(";"))
        and not people.complete
        and (affiliations.institutional(runs.unmark(marked)) or _address(text))
    ):
        marked = patterns.sub(r"^From\s+(?:the\s+)?(?=[A-Z])", "", marked)
        line = affiliations.INSTITUTION.search(text) is None and _address(text)
        if not (line and people.lengthen(text)):
            people.add_items(affiliations.read_items(marked, people.marks), pos)
        return True
    return False


def _told(state: State, items: list[affiliations.Item]) -> bool:
    """Whether places of the same marks were given above, in the language of the paper."""
    have = state.front.people.labels
    return all(
        i.label.isalnum() and i.label in have and affiliations.institutional(i.text) for i in items
    ) and not notes.note_kind(items[0].text)


def take_owned(state: State, children: m.Inlines, pos: Pos | None) -> bool:
    """A paragraph of places that name their authors themselves; a note may follow in it."""
    people = state.front.people
    if people.has_affiliations and not people.all_owned:
        return False
    shown = m.text_of(children)
    found, end = read_owned(shown, people)
    if not found:
        return False
    for one in found:
        people.add_owned(one.text, one.owners, one.mails, pos)
        for owner in one.owners if one.corresponding else ():
            people.authors[owner].corresponding = True
    rest = runs.strip(runs.cut(children, end), " .;\n")
    if rest and not take_note(state, rest, runs.plain(rest), pos):
        people.add_note("", runs.plain(rest), (m.Paragraph(rest, pos=pos),), pos)
    return True


def take_note(state: State, children: m.Inlines, text: str, pos: Pos | None) -> bool:
    """A paragraph of notes on authors, with affiliations behind them perhaps."""
    if not notes.opens_note(text) and not _LABELLED.match(text):
        return False
    people = state.front.people
    marked = runs.marked(children)
    bare = runs.unmark(marked)
    label = patterns.match(
        rf"\s*(?:[\[(]?([{re.escape(byline.SYMBOLS)}∗]+)[\])]?\.?|([a-z])(?:\)|(?=\s+[A-Z]))|(\d{{1,2}})(?=\s?[^\W\d_]))\s*",
        bare,
    )
    marks = people.marks
    if label and (own := label[2] or label[3]) and own not in marks:
        label = None
    if not (
        notes.opens_note(bare) or notes.opens_note(text) or (label and notes.opens_note(bare[label.end() :]))
    ):
        return False
    if label or any(mark.isdigit() for mark in marks):
        items = affiliations.read_items(marked, marks)
        if len(items) > 1 and any(
            i.label and affiliations.institutional(i.text) and notes.note_kind(i.text) is None for i in items
        ):
            people.add_items(items, pos)
            return True
    shown = m.text_of(children)
    cuts = [
        hit.end()
        for hit in patterns.finditer(
            r"(?<=[^\s.][.;,])\s+(?=(?:\d\s|\W{0,2})(?:correspond(?:ence|ing)|these authors|deceased|(?:present|current) address)\b)",
            shown,
            re.IGNORECASE,
        )
        if hit.start() > 12
    ]
    edges = [0, *cuts, len(shown)]
    for number, (start, end) in enumerate(pairwise(edges)):
        part = runs.strip(runs.cut(children, start, end)) if cuts else children
        words = runs.unmark(runs.marked(part))
        found = (
            label
            if number == 0
            else patterns.match(rf"\s*([{re.escape(byline.SYMBOLS)}∗]+|\d(?=\s))\s*", words)
        )
        mark = next((group for group in found.groups() if group), "") if found else ""
        people.add_note(mark.replace("∗", "*"), words, (m.Paragraph(without_mark(part, mark), pos=pos),), pos)
    return True


def without_mark(children: m.Inlines, mark: str) -> m.Inlines:
    """A note without the ``mark`` that it begins with: it is the note's label."""
    first = children[0] if children else None
    if isinstance(first, m.Math) and mark:
        return runs.strip(children[1:]) if runs.unmark(runs.marked([first])) == mark else children
    sign = runs.STARS if mark == "*" else re.escape(mark)
    hit = re.match(rf"\s*[\[(]?{sign}[\])]?\s*[.):—–-]?\s*(?=\S)", m.text_of(children)) if mark else None
    return children if hit is None else runs.cut(children, hit.end())


def _belongs(state: State, items: list[affiliations.Item], text: str) -> bool:
    marks = state.front.people.marks
    return (
        any(label in marks for i in items for label in i.label.split(","))
        or affiliations.institutional(text)
        or notes.note_kind(text) is not None
        or byline.EMAIL.search(text) is not None
    )


def person_table(state: State, table: m.Table) -> bool:
    """A table that only sets authors side by side, each above the place of work."""
    if state.names_known:
        return False
    cells = front_forms.grid(table)
    left = [
        cell
        for cell in cells
        if not person_line(state, cell, runs.plain(cell), table.pos, after_abstract=False)
    ]
    state.front.leftover.extend(m.Paragraph(cell, pos=table.pos) for cell in left)
    return bool(cells)


def take_details(state: State, blocks: list[m.Paragraph]) -> None:
    """The list of affiliations at the end of a paper; it stays where it is as well."""
    marked = patterns.sub(
        r"^Authors?[’']? details\s+", "", " ".join(runs.marked(block.children) for block in blocks)
    )
    marks = state.front.people.marks
    marked = patterns.split(r"\s(?:References|Bibliography)\s+(?=\[?1[\].])", marked)[0]
    items = affiliations.read_items(
        patterns.sub(r"\s\[(\d{1,2})\]\s", rf" {MARK_OPEN}\1{MARK_CLOSE}", marked), marks
    )
    labelled = [item for item in items if item.label]
    if labelled and all(set(item.label.split(",")) <= marks for item in labelled):
        state.front.people.add_items(labelled, blocks[0].pos, detail=True)


def close_braces(zone: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """Paragraphs between which a brace is open ("{ann, bob," / "eve}@x.edu") are one; so are "Correspondence to" and whom it names."""
    out: list[m.DraftBlock] = []
    for block in zone:
        before = out[-1] if out else None
        if isinstance(block, m.Paragraph) and isinstance(before, m.Paragraph):
            text = m.text_of(before.children)
            if text.count("{") > text.count("}") and "}" in m.text_of(block.children) and len(text) < 3000:
                out[-1] = m.replace(before, children=runs.join(before.children, block.children))
                continue
            if _CORRESPONDENCE.fullmatch(text) and byline.EMAIL.search(
                byline.expand_braces(m.text_of(block.children))
            ):
                out[-1] = m.Paragraph((m.Text("Correspondence: "), *block.children), pos=before.pos)
                continue
            if text.rstrip().endswith(",") and _goes_on(
                runs.marked(before.children), runs.marked(block.children)
            ):
                out[-1] = m.replace(before, children=runs.join(before.children, block.children))
                continue
        out.append(block)
    return out


def _goes_on(place: str, line: str) -> bool:
    """Whether a place with its mark, which ends in a comma, goes on in the next line."""
    return (
        starts_with_mark(place)
        and affiliations.institutional(runs.unmark(place))
        and not starts_with_mark(line)
        and len(line) < 200
        and not byline.EMAIL.search(line)
        and (affiliations.institutional(line) or _address(line))
    )


def _address(text: str) -> bool:
    """Whether a short line ends in a country or a postal code: the tail of an address."""
    return len(text) < 120 and affiliations.institutional(f"x, {text}") and not text.endswith(".")


def _unglue(marked: str) -> tuple[str, str]:
    """A paragraph that holds authors and, glued behind them, affiliations: both apart."""
    for hit in patterns.finditer(
        f"{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}\\s*([^{MARK_OPEN}{LINE}]*)", marked
    ):
        at_start = marked[: hit.start()].rstrip(" ")[-1:] in {MARK_CLOSE, LINE, ";"} or marked[
            hit.start() - 1 : hit.start()
        ] in {" ", LINE}
        if (
            hit.start() > 0
            and at_start
            and affiliations.institutional(hit[2])
            and hit[2].strip()[:1] not in {",", ";", "&"}
        ):
            return marked[: hit.start()].strip(), marked[hit.start() :].strip()
    note = patterns.search(
        r"\s\*?(?:correspond(?:ence|ing author)s?|equal contribution)\b", marked, re.IGNORECASE
    )
    if note:
        return marked[: note.start()].strip(), marked[note.start() :].strip()
    return marked, ""
