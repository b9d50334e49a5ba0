"""Persons, affiliations and notes put together by their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.manuscript import affiliations as places
from paperconv.manuscript import names, notes
from paperconv.manuscript.addresses import (
    Draftsman,
    initials_after,
    is_thanks,
    link_mails,
    link_orcids,
    lone_signs,
    report_links,
    unmarked,
    without_name,
)
from paperconv.manuscript.byline import EMAIL, SYMBOLS, Person, expand_braces
from paperconv.manuscript.orcid import FOUND as ORCID_ID
from paperconv.manuscript.prose import is_prose
from paperconv.patterns import late

_OWN = late(r"[\s.;,(]*corresponding author\W*$|[\s.;,(*]*e-?mail", re.IGNORECASE)
_STARS = frozenset(("*", "✉", "★"))  # the marks of corresponding authors


class People:
    """Collects what the front matter says about authors; :meth:`finish` joins it.

    ``add_byline``, ``add_items`` and ``add_note`` are called in the order of the manuscript.
    """

    def __init__(self) -> None:
        self.authors: list[Draftsman] = []
        self.affiliations: list[m.Affiliation] = []
        self.notes: list[m.AuthorNote] = []
        self._items: list[tuple[places.Item, Pos | None, int, bool]] = []
        self._note_items: list[tuple[str, str, m.Blocks, Pos | None, tuple[int, ...]]] = []
        self._mails: list[tuple[str, str, Pos | None]] = []
        self._orcids: list[tuple[str, str, Pos | None]] = []
        self._group = 0

    @property
    def marks(self) -> frozenset[str]:
        """All marks that stand at authors."""
        return frozenset(mark for author in self.authors for mark in author.person.marks)

    @property
    def labels(self) -> frozenset[str]:
        """All marks that stand at affiliations and notes."""
        given = [item.label for item, _, _, _ in self._items] + [note[0] for note in self._note_items]
        return frozenset(mark for label in given for mark in label.split(","))

    @property
    def complete(self) -> bool:
        """Whether each mark of a letter or number at the authors has its affiliation."""
        marks = {mark for mark in self.marks if mark.isalnum()}
        return bool(marks) and marks <= self.labels

    @property
    def all_owned(self) -> bool:
        """Whether each affiliation so far names its authors itself."""
        return all(item.owners for item, _, _, _ in self._items)

    @property
    def has_affiliations(self) -> bool:
        return bool(self._items)

    def add_byline(self, people: list[Person], pos: Pos | None) -> None:
        """More authors."""
        if self._items and self._items[-1][2] == self._group:
            self._group += 1
        turkish = patterns.search("[ğşıĞŞİ]", "".join(person.text for person in people)) is not None
        parse = names.parse_turkish if turkish else names.parse_name
        for person in people:
            text = patterns.sub(r"\s+", " ", person.text).strip(" ,;")
            self.authors.append(
                Draftsman(person, parse(text), pos, self._group, [], [], list(person.emails), known=set())
            )

    def add_items(self, items: list[places.Item], pos: Pos | None, *, detail: bool = False) -> None:
        """Affiliations, or what stands among them: notes and addresses. ``detail`` comes from a list at the end of the paper."""
        for item in items:
            text = item.text
            tail = patterns.search(
                r"(?:^|[\s.;,(*]+)\*?((?:correspond\w+|corresponding authors?|to whom correspondence|e-?mails?|equal contribution)\b.*)$",
                text,
                re.IGNORECASE,
            )
            if tail and tail.start() > 0 and places.institutional(text[: tail.start()]):
                self._take_item(
                    places.Item(item.label, text[: tail.start()].strip(" ,;.(*")), pos, detail=detail
                )
                mark = item.label if _OWN.match(tail[0]) else ""
                self._take_item(places.Item(mark, tail[1]), pos, detail=detail)
            else:
                self._take_item(item, pos, detail=detail)

    def _take_item(self, item: places.Item, pos: Pos | None, *, detail: bool) -> None:
        kind = notes.note_kind(item.text)
        if patterns.fullmatch(r"https?://\S+", item.text):
            self.add_note("", item.text, (m.Paragraph(m.text(item.text)),), pos)
            return
        symbol = bool(item.label) and item.label[0] in SYMBOLS
        plain = (
            kind is None
            and (is_prose(item.text) or not places.institutional(item.text))
            and not EMAIL.search(expand_braces(item.text))
        )
        numbered = any(mark.isdigit() for mark in self.marks)
        if plain and (symbol or (numbered and item.label.isalpha())):
            # numbers mark the places, so a letter marks what its author is
            self.add_note(item.label, item.text, (m.Paragraph(m.text(item.text)),), pos)
            return
        if kind == "corresponding" and item.label.isalnum() and places.institutional(item.text):
            head = patterns.match(
                r"\W*[^,:]{0,40}\b(?:yazar|author|correspond\w+|korrespond\w+)\s*[,:]\s*",
                item.text,
                re.IGNORECASE,
            )
            owners = [a for a in self.authors if item.label in a.person.marks]
            if head and len(owners) == 1:
                owners[0].corresponding = True
                item, kind = places.Item(item.label, item.text[head.end() :]), None
        if (
            kind is not None
            and (symbol or kind != "other" or not places.institutional(item.text))
            and (notes.opens_note(item.text) or symbol or len(item.text) < 160)
        ):
            self.add_note(item.label, item.text, (m.Paragraph(m.text(item.text)),), pos)
            return
        if item.label and (orcid := ORCID_ID.search(item.text)):
            owners = [a for a in self.authors if item.label in a.person.marks]
            if len(owners) == 1:
                owners[0].person.orcid = owners[0].person.orcid or orcid[0]
                bare = re.sub(
                    r"[,;]?\s*(?:ORCID(?:\s*iD)?\s*:?\s*)?(?:https?://orcid\.org/)?" + orcid[0], "", item.text
                )
                item = places.Item(item.label, bare)
        mails = EMAIL.findall(expand_braces(item.text))
        if mails:
            rest = EMAIL.sub("", expand_braces(item.text))
            rest = patterns.sub(
                r"\((?:[A-Z]\.?[\s-]?){1,5}\)|\be-?mails?\s*:?|\bcontributing authors?\s*:?|\(\s*\)",
                "",
                rest,
                flags=re.IGNORECASE,
            )
            for hit in EMAIL.finditer(expand_braces(item.text)):
                after = patterns.match(
                    r"\s*\(((?:[A-Z]\.?[\s-]?){1,5})\)", expand_braces(item.text)[hit.end() :]
                )
                self._mails.append((hit[0], f"({after[1]})" if after else item.label, pos))
            rest = patterns.sub(r"\s*[,;]\s*(?=[,;]|$)", "", rest).strip(" ,;:.*")
            if not patterns.search(r"[^\W\d_]{2}", rest):
                if (
                    item.label in _STARS | self._lone
                    and item.label in self.marks
                    and not any(one.label == item.label for one, _, _, _ in self._items)
                ):
                    self._mails = [one for one in self._mails if one[0] not in mails]
                    self.add_note(item.label, item.text, (m.Paragraph(m.text(item.text)),), pos)
                return
            if is_thanks(rest):
                group = [n for n, a in enumerate(self.authors) if a.group == self._group]
                self.add_note(item.label, rest, (m.Paragraph(m.text(rest)),), pos, group)
                return
            item = places.Item(item.label, rest)
        above = self._items[-1][0] if self._items and self._items[-1][2] == self._group else None
        if above is not None and places.goes_on(above, item):
            above.text += f", {item.text}"
            return
        self._items.append((item, pos, self._group, detail))

    @property
    def _lone(self) -> frozenset[str]:
        """The signs that stand each at one author, if no address stands at a star."""
        starred = any(note[0] in _STARS and EMAIL.search(note[1]) for note in self._note_items)
        return frozenset() if starred else lone_signs(self.authors)

    def lengthen(self, text: str) -> bool:
        """Put a line of an address behind the last affiliation, if that has no mark and names no country yet."""
        item = self._items[-1][0] if self._items and self._items[-1][2] == self._group else None
        if item is None or item.label or item.owners or places.ends_in_country(item.text):
            return False
        item.text = f"{item.text}, {text}"
        return True

    def placed(self, index: int) -> bool:
        """Whether an affiliation names the author at ``index``, has a mark of theirs, or is that of all."""
        marks = set(self.authors[index].person.marks)
        labels = [(set(item.label.split(",")) - {""}, item.owners) for item, _, _, _ in self._items]
        return any(index in owners or mine & marks or not (mine or owners) for mine, owners in labels)

    def add_note(
        self, label: str, text: str, blocks: m.Blocks, pos: Pos | None, owners: Sequence[int] = ()
    ) -> None:
        """A sentence about authors, such as "These authors contributed equally"; ``owners`` are known by their index."""
        self._note_items.append((label, text, blocks, pos, tuple(owners)))

    def add_owned(self, text: str, owners: list[int], mails: list[str], pos: Pos | None) -> None:
        """A place that names the authors who belong to it, by their index; ``mails`` stand with it, and maybe no place."""
        if text:
            self._items.append((places.Item("", text, tuple(owners)), pos, self._group, False))
        if len(owners) == 1:
            own = self.authors[owners[0]]
            own.emails.extend(mail for mail in mails if mail not in own.emails)
        else:
            self._mails.extend((mail, "", pos) for mail in mails)

    def mention(self, people: list[Person]) -> None:
        """Authors who are named once more: their addresses and iDs are kept."""
        known = {notes.fold(a.person.text): a for a in self.authors}
        for person in people:
            bare = patterns.sub(r"^[B&✉]\s", "", person.text)
            author = known.get(notes.fold(bare))
            if author is None:
                continue
            author.emails.extend(mail for mail in person.emails if mail not in author.emails)
            author.person.marks.extend(mark for mark in person.marks if mark not in author.person.marks)
            author.person.orcid = author.person.orcid or person.orcid
            if bare != person.text or "✉" in person.marks or (len(people) == 1 and person.emails):
                author.corresponding = True

    def add_orcids(self, owned: list[tuple[str, str]], pos: Pos | None) -> None:
        """ORCID iDs, each with the words that name its owner."""
        self._orcids.extend((owner, number, pos) for owner, number in owned)

    def finish(
        self, log: Log
    ) -> tuple[tuple[m.Author, ...], tuple[m.Affiliation, ...], tuple[m.AuthorNote, ...]]:
        """The authors with all links drawn; marks that lead nowhere are reported."""
        self._place(log)
        self._link_notes()
        noted = frozenset(mail for note in self._note_items for mail in EMAIL.findall(expand_braces(note[1])))
        self._number(link_mails(self.authors, self.affiliations, self._mails, noted, log))
        link_orcids(self.authors, self._orcids, log)
        self._report(log)
        return tuple(one.author() for one in self.authors), tuple(self.affiliations), tuple(self.notes)

    def _place(self, log: Log) -> None:
        by_text: dict[str, str] = {}
        labelled = [entry for entry in self._items if not entry[3]]
        if any(entry[3] for entry in self._items):
            details = [e for e in self._items if e[3]]
            # The list at the end is the fuller one: "Full list of author information is available at the end".
            keep = [
                e
                for e in labelled
                if not any(set(e[0].label.split(",")) & set(d[0].label.split(",")) for d in details)
            ]
            labelled = [*keep, *details]
            labelled.sort(key=lambda e: int(e[0].label) if e[0].label.isdigit() else 0)
        unlabelled = [entry for entry in labelled if not entry[0].label and not entry[0].owners]
        grid = len({entry[2] for entry in unlabelled}) > 1 and self._group > 0
        for item, pos, group, _ in labelled:
            labels = [label for label in item.label.split(",") if label]
            owners = [a for a in self.authors if any(label in a.person.marks for label in labels)]
            if item.owners:
                owners = [self.authors[index] for index in item.owners]
            elif not labels:
                alone = len(unlabelled) == 1 and not any(mark.isalnum() for mark in self.marks)
                owners = (
                    [a for a in self.authors if a.group == group]
                    if grid
                    else (
                        self.authors
                        if alone or len(self.authors) == 1
                        else unmarked(self.authors)
                        if len(unlabelled) == 1
                        else []
                    )
                )
            # Where several share the place, nobody knows whose office it is: it stays in the text.
            said = without_name(item.text, owners)
            position, text = places.take_position(said) if len(owners) == 1 else ("", said)
            if not text:
                owners[0].position = owners[0].position or position
                continue
            key = notes.fold(text)
            if key not in by_text:
                by_text[key] = identifier = f"aff{len(self.affiliations) + 1}"
                made = places.parse_affiliation(
                    identifier, text, labels[0] if labels else "", confidence=0.95 if owners else 0.6
                )
                self.affiliations.append(m.replace(made, pos=pos))
            else:
                log(
                    Diagnostic(
                        Rule.AFFILIATION_KNOWN, f'the affiliation "{text[:60]}" is given again: it is stored once', Severity.INFO, pos,
                        removed=text,
                    )
                )  # fmt: skip
            for author in owners:
                author.known.update(labels)
                author.position = author.position or position
                if by_text[key] not in author.affiliations:
                    author.affiliations.append(by_text[key])
        for author in self.authors:  # in the order of the marks at the name
            rank = {m_: n for n, m_ in enumerate(author.person.marks)}
            by_id = {a.id: a.label for a in self.affiliations}
            author.affiliations.sort(key=lambda i: rank.get(by_id[i], 99))

    def _link_notes(self) -> None:
        for label, text, blocks, pos, indices in self._note_items:
            mails = EMAIL.findall(expand_braces(text))
            # an address at a star, or nothing but one at a sign of one author: that of the corresponding author
            starred = bool(mails) and (label in _STARS or (label in self._lone and notes.is_address(text)))
            kind = notes.note_kind(text) or ("corresponding" if starred else "other")
            owners = [self.authors[index] for index in indices] or self._owners(label, text, kind, mails)
            identifier = f"an{len(self.notes) + 1}"
            confidence = 0.95 if owners else 0.5
            self.notes.append(
                m.AuthorNote(
                    identifier, kind, blocks, label, pos=pos, confidence=confidence, provenance="byline"
                )
            )
            for symbol in ("*", "✉", "†", "‡", "§", "¶", "#"):
                if (
                    not label
                    and owners
                    and len(owners) < len(self.authors)
                    and self._unresolved(symbol) == owners
                ):
                    for author in owners:  # the mark that these authors, and no others, have
                        author.known.add(symbol)
                    break
            for author in owners:
                author.notes.append(identifier)
                author.known.update(mark for mark in label.split(",") if mark)
                author.corresponding = author.corresponding or kind in {"corresponding", "lead-contact"}
                author.equal = author.equal or kind == "equal"
                author.deceased = author.deceased or kind == "deceased"
            if kind in {"corresponding", "lead-contact", "other", "current-address", "equal"} and mails:
                marked = [mark for mark in label.split(",") if mark]
                self._mails.extend(
                    (mail, initials_after(mail, text) or (marked[0] if marked else "corresponding"), pos)
                    for mail in mails
                )

    def _owners(self, label: str, text: str, kind: str, mails: list[str]) -> list[Draftsman]:
        labels = [mark for mark in label.split(",") if mark]
        owners = [a for a in self.authors if any(mark in a.person.marks for mark in labels)]
        if owners:
            return owners
        bare = EMAIL.sub(" ", text)
        owners = [a for a in self.authors if not a.name.group and notes.named_in(bare, a.name.name)]
        if owners:
            return owners
        if kind in {"corresponding", "lead-contact"} and mails:
            found = notes.match_mails(mails, [a.name.name for a in self.authors], [False] * len(self.authors))
            starred = self._unresolved("*", "✉")
            if found and (not starred or len(found) >= len(starred)):
                sure = [
                    p for a, p in found.items() if notes.mail_score(mails[a], self.authors[p].name.name) >= 2
                ]
                if sure:
                    return [self.authors[p] for p in sorted(sure)]
        if patterns.search(r"\ball authors\b", text, re.IGNORECASE):
            return list(self.authors)
        if len(self.authors) == 1:
            return list(self.authors)
        if kind == "equal":
            for symbol in ("*", "†", "‡", "#", "§"):
                starred = self._unresolved(symbol)
                if len(starred) > 1:
                    return starred
        if kind in {"corresponding", "lead-contact"}:
            for symbol in ("✉", "*", "†", "‡", "#"):
                starred = self._unresolved(symbol)
                if starred:
                    return starred
        return []

    def _unresolved(self, *symbols: str) -> list[Draftsman]:
        return [a for a in self.authors if any(s in a.person.marks and s not in a.known for s in symbols)]

    def _number(self, found: list[m.AuthorNote]) -> None:
        """Notes that belong to nobody, behind the others."""
        self.notes.extend(m.replace(note, id=f"an{n}") for n, note in enumerate(found, len(self.notes) + 1))

    def _report(self, log: Log) -> None:
        starred = self._unresolved("*", "✉")
        if len(starred) == 1 and len(self.authors) > 1 and not any(a.corresponding for a in self.authors):
            starred[0].corresponding = True  # a lone star is the corresponding author's
            starred[0].known.update(("*", "✉"))
            log(
                Diagnostic(
                    Rule.GUESS_SURE, f'"{starred[0].person.text}" has a star that nothing explains: taken for the corresponding author',
                    Severity.INFO, starred[0].pos, "say who is the corresponding author",
                )
            )  # fmt: skip
        report_links(self.authors, self.affiliations, log)
