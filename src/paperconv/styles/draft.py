"""A style.toml to begin with: one that extends another style and tells, as comments, what that one says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from paperconv.styles.types import JournalStyle

_DATA = frozenset(("sources", "rules", "statements", "by_hand", "journal", "guide"))
_RULES = """\
# What the journal demands: `paperconv styles rules` lists the kinds. Each names its source and says in a sentence of yours
# what is asked for. A number, and what nobody read in the journal's own words, only warns.
# [sources.guide]
# title = "Guide for authors"
# address = "https://…"
# read = 2026-01-31
# mark = "read"  # or secondary, unverified
#
# [rules.abstract-words]
# most = 250
# says = "The abstract has at most 250 words."
# source = "guide"
#
# [statements.data-availability]
# heading = "Data availability"
# says = "A statement says where the data are."
# source = "guide"
#
# [by-hand.similarity]
# says = "What no program can decide."
# source = "guide"
#
# Variants lie over all this; with `extends` in it a variant looks like another style.
# [variant.review]
# extends = "manuscript"
"""


def draft_style(title: str, like: JournalStyle) -> str:
    """The text of a style.toml called ``title`` that extends ``like``, or what ``like`` stands in for."""
    parent = like.looks[0].name if like.stand_in else like.name
    own = [f"title = {_value(title)}", f"extends = {_value(parent)}"]
    if like.stand_in:
        own += ["", "[journal]", *_fields(like.journal)]
        own += ["", "[citations]", *_fields(like.citations)]
    comments = [
        f'# What "{parent}" says; take away the mark of a comment where yours differs.',
        *(
            line
            for name, table in tables(like)
            for line in ("#", f"# [{name}]", *(f"# {one}" for one in table))
        ),
    ]
    return "\n".join((*own, "", *comments, "", _RULES))


def tables(style: JournalStyle, *, brief: bool = False) -> Iterator[tuple[str, list[str]]]:
    """Each table of the layout and its keys, as they would stand in a style.toml; ``brief``: those not as by default."""
    for field in msgspec.structs.fields(style):
        table = getattr(style, field.name)
        if isinstance(table, msgspec.Struct) and field.name not in _DATA:
            yield field.encode_name, _fields(table, type(table)() if brief else None)


def _fields(table: msgspec.Struct, default: msgspec.Struct | None = None) -> list[str]:
    usual = msgspec.to_builtins(default) if default else {}
    return [
        f"{name} = {_value(value)}"
        for name, value in msgspec.to_builtins(table).items()
        if value not in ("", [], None) and value != usual.get(name)
    ]


def _value(value: Any) -> str:
    """``value`` as TOML; a string of JSON is one of TOML."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
