"""Environments of raw LaTeX in other formats (tables, figures), read by pandoc's LaTeX reader in one more call."""

from __future__ import annotations

import re

import msgspec

from paperconv import patterns
from paperconv.errors import ConversionFailed, UnreadableSource
from paperconv.formulas.tex import is_display
from paperconv.pandoc.context import Json
from paperconv.pandoc.run import run
from paperconv.patterns import late

_END = "PaperconvEndOfPart"
# Rules across some columns: pandoc takes their columns for words.
_RULES = late(r"\\(?:cline|cmidrule|Xcline)\s*(?:\[[^\]]*\])?(?:\([^)]*\))?\s*\{[^{}]*\}")
_HEAVY = late(r"\\(?:hline|toprule|midrule|bottomrule|Xhline\{[^{}]*\}|specialrule)(?![A-Za-z])")
_ROW_END = late(r"\\\\(?!\w)|\\tabularnewline\b")
_TABULAR = late(r"\\begin\{(tabular\*?|tabularx|tabulary|longtable|array)\}(.*?)\\end\{\1\}", re.DOTALL)


def read_environments(blocks: list[Json], source: str) -> list[Json]:
    """``blocks`` with each raw environment that pandoc understands in its place; the others as they are."""
    found: list[str] = []
    _gather(blocks, found)
    if not found:
        return blocks
    text = "".join(f"{_RULES.sub('', one)}\n\n{_END}\n\n" for one in found)
    try:
        made = msgspec.json.decode(run(["-f", "latex", "-t", "json"], text.encode(), source=source))
    except (UnreadableSource, ConversionFailed, msgspec.DecodeError, RecursionError):
        return blocks
    parts: list[list[Json]] = [[]]
    for block in made["blocks"]:
        if block == {"t": "Para", "c": [{"t": "Str", "c": _END}]}:
            parts.append([])
        else:
            parts[-1].append(block)
    if len(parts) != len(found) + 1:
        return blocks
    for one, part in zip(found, parts, strict=False):
        _lift_heads(one, part)
    return _filled(blocks, {source: part for source, part in zip(found, parts, strict=False) if part})


def _lift_heads(source: str, blocks: list[Json]) -> None:
    """Make a head of all rows above the second rule of the tables in ``source``: pandoc takes one or none."""
    tables = [block for block in _all(blocks) if block["t"] == "Table"]
    bodies = _TABULAR.findall(source)
    if len(tables) != len(bodies):
        return
    for table, (_, body) in zip(tables, bodies, strict=True):
        parts = _HEAVY.split(body)
        count = len(_ROW_END.findall(parts[1])) if len(parts) > 3 else 0
        _, _, _, head, groups, _ = table["c"]
        lacking = count - len(head[1])
        if count > 1 and lacking > 0 and groups and len(groups[0][3]) > lacking:
            head[1].extend(groups[0][3][:lacking])
            del groups[0][3][:lacking]


def _all(blocks: list[Json]) -> list[Json]:
    out: list[Json] = []
    for block in blocks:
        out.append(block)
        if block["t"] == "Div":
            out.extend(_all(block["c"][1]))
        elif block["t"] == "Figure":
            out.extend(_all(block["c"][2]))
    return out


def _environment(block: Json) -> str:
    """The LaTeX of a raw block that is one whole environment, else nothing."""
    if block["t"] != "RawBlock" or block["c"][0] not in {"tex", "latex"}:
        return ""
    source: str = block["c"][1].strip()
    name = patterns.match(r"\\begin\{([A-Za-z]+\*?)\}", source)
    if (
        name is None
        or not source.endswith(f"\\end{{{name.group(1)}}}")
        or _END in source
        or is_display(source)
    ):
        return ""
    return source


def _gather(blocks: list[Json], found: list[str]) -> None:
    for block in blocks:
        inner = block["c"][1] if block["t"] == "Div" else [block]
        found.extend(filter(None, map(_environment, inner)))


def _filled(blocks: list[Json], parts: dict[str, list[Json]]) -> list[Json]:
    out: list[Json] = []
    for block in blocks:
        if block["t"] == "Div":
            attributes, inner = block["c"]
            content = [one for given in inner for one in parts.get(_environment(given)) or [given]]
            out.append({"t": "Div", "c": [attributes, content]})
        else:
            out.extend(parts.get(_environment(block)) or [block])
    return out
