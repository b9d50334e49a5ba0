"""The text of ``paper.yaml``: what was understood of a paper, for its author to correct."""

from __future__ import annotations

from collections.abc import Sequence

from paperconv import model as m
from paperconv.manuscript.doubts import Doubt
from paperconv.manuscript.normal import normal_form
from paperconv.manuscript.normal_yaml import to_yaml

_HEAD = """\
# What paperconv understood of {name}
#
# Correct it here: while this file stands beside the manuscript, what it says wins over what is read there. Take out what
# need not be said; a value that you leave as it is changes nothing. Texts are Markdown. Affiliations and author notes are
# pointed at by their label or id. Under "sections" and "back", `level: 0` makes a paragraph of a heading, a new entry with
# the words of a paragraph makes a heading of it, and an entry that is moved to the other list takes its section along.
# Under "opening", `is: remove` takes a paragraph out. An `abstract:` with nothing behind it gives its text back to the body.
"""
_UNKNOWN_SHOWN = 40


def paper_file(document: m.Document, name: str, doubts: Sequence[Doubt]) -> str:
    """``document`` as that file for the manuscript ``name``, with ``doubts`` to check at its head."""
    normal = normal_form(document)
    normal.tree = {"manuscript": name, **normal.tree}
    parts = [_HEAD.format(name=_line(name))]
    if doubts:
        parts.append("#\n# Check these first:\n")
        parts += [f"# - {_line(str(doubt))}\n" for doubt in doubts]
    parts += ["\n", to_yaml(normal)]
    unknown = [one for one in document.references if not one.type and not one.same_as and one.raw]
    if unknown:
        parts.append(
            "\n# Entries of the reference list that were not understood; they are printed as they stand:\n"
        )
        for one in unknown[:_UNKNOWN_SHOWN]:
            place = f"line {one.pos.line}: " if one.pos and one.pos.line else ""
            parts.append(f"# - {place}{_line(m.text_of(one.raw))}\n")
        if len(unknown) > _UNKNOWN_SHOWN:
            parts.append(f"# - and {len(unknown) - _UNKNOWN_SHOWN} more\n")
    return "".join(parts)


def _line(text: str) -> str:
    """``text`` in one line of a comment, with nothing that YAML does not let stand."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
