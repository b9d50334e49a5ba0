"""What pandoc's citeproc does otherwise than the CSL specification 1.0.2 and citeproc-js, put right before and after it.

Each cure is general: it looks at what a style or a work has, never at which style it is.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.csl import Item
from paperconv.patterns import late

_CSL = "{http://purl.org/net/xbiblio/csl}"
_LAST = "zzzzzz"
"""Sorts behind every name."""
_JOINER = "\u2060"
"""Stands after a question or exclamation mark that ends a title, so that the comma of the style is not dropped."""
# English words that stay small in titles: those of citeproc-js, of which pandoc knows a part.
_SMALL_WORD = late(
    r"(?<![\w'’.-])(?:a|about|above|across|afore|after|against|al|along|alongside|amid|amidst|among|amongst|an|and|apropos|"
    r"around|as|aside|astride|at|athwart|atop|barring|before|behind|below|beneath|beside|besides|between|"
    r"beyond|but|by|c|ca|circa|despite|down|during|et|except|for|from|given|in|inside|into|lest|like|"
    r"modulo|near|next|nor|notwithstanding|of|off|on|onto|or|out|over|per|plus|pro|qua|sans|since|so|than|"
    r"the|through|throughout|to|toward|towards|under|underneath|until|unto|up|upon|van|versus|via|von|"
    r"vs|with|within|without|yet)(?![\w'’-])"
)
_MARKUP = late(r"(<[^<>]*>|\$[^$]*\$)")
_OPENS = late(r"(?:^|[:?!.—–(\[“\"‘']\s*)$")


def cure_style(root: etree._Element) -> None:
    """Rewrite the style ``root`` where pandoc would not do what it says."""
    for names in root.iter(f"{_CSL}names"):
        _name_before_label(names)
    _sort_nameless_last(root)
    _letter_after_year(root)


def _name_before_label(names: etree._Element) -> None:
    """A ``<names>`` with a ``<label>`` gets a ``<name/>``: without one pandoc prints the label before the names."""
    label = names.find(f"{_CSL}label")
    if label is None or names.find(f"{_CSL}name") is not None:
        return
    et_al = names.find(f"{_CSL}et-al")
    (label if et_al is None else et_al).addprevious(etree.Element(f"{_CSL}name"))


def _sort_nameless_last(root: etree._Element) -> None:
    """Works without a value for a sort key come last; pandoc puts them first where the key is a macro of names."""
    macros = {macro.get("name"): macro for macro in root.iterfind(f"{_CSL}macro")}
    made: dict[str, str] = {}
    for key in root.iter(f"{_CSL}key"):
        name = key.get("macro") or ""
        if name not in macros or key.get("sort") == "descending":
            continue
        if name not in made:
            made[name] = _with_last(macros[name], name)
        if made[name]:
            key.set("macro", made[name])


def _with_last(macro: etree._Element, name: str) -> str:
    """The name of a new macro that prints what ``macro`` does, or a last letter; empty if it holds more than names."""
    kinds = {str(node.tag).removeprefix(_CSL) for node in macro.iter()} - {
        "macro",
        "names",
        "name",
        "name-part",
        "et-al",
        "label",
    }
    if kinds - {"group", "substitute", "institution"}:
        return ""
    variables = " ".join(
        dict.fromkeys(
            v for names in macro.iter(f"{_CSL}names") for v in (names.get("variable") or "").split()
        )
    )
    if not variables:
        return ""
    own = f"{name}-or-last"
    added = etree.Element(f"{_CSL}macro", name=own)
    choose = etree.SubElement(added, f"{_CSL}choose")
    given = etree.SubElement(choose, f"{_CSL}if", variable=variables, match="any")
    given.extend(deepcopy(node) for node in macro)
    etree.SubElement(etree.SubElement(choose, f"{_CSL}else"), f"{_CSL}text", value=_LAST)
    macro.addnext(added)
    return own


def _letter_after_year(root: etree._Element) -> None:
    """Where a style prints a date in two pieces, the letter that tells works of one year apart goes to the year.

    pandoc gives it to the first piece, even an empty one.
    """
    dates = [date for date in root.iter(f"{_CSL}date") if date.get("variable") == "issued" and len(date)]
    parts = {date: {part.get("name") for part in date.iterfind(f"{_CSL}date-part")} for date in dates}
    if all("year" in names for names in parts.values()) or any(
        text.get("variable") == "year-suffix" for text in root.iter(f"{_CSL}text")
    ):
        return
    for date, names in parts.items():
        if "year" not in names:
            continue
        group = etree.Element(f"{_CSL}group")
        date.addprevious(group)
        group.append(date)
        etree.SubElement(group, f"{_CSL}text", variable="year-suffix")


def cure_item(item: Item, style: bytes, *, english: bool) -> Item:
    """``item`` as pandoc must see it for ``style`` to be followed."""
    out = dict(item)
    if b'initialize-with=""' in style:  # names without full stops
        for name, value in item.items():
            if isinstance(value, list) and any(isinstance(one, dict) and "suffix" in one for one in value):
                out[name] = [
                    {**one, "suffix": one["suffix"].rstrip(".")} if "suffix" in one else one for one in value
                ]
    title_case = english and (not style or b'text-case="title"' in style)
    for name in ("title", "container-title", "collection-title", "title-short"):
        if (text := out.get(name)) and isinstance(text, str):
            text = _keep_small(text) if title_case else text
            out[name] = f"{text}{_JOINER}" if name == "title" and text[-1] in "?!" else text
    return out


def _keep_small(title: str) -> str:
    """``title`` with its small words marked to stay so; not the first of a title or subtitle, and not the last."""
    parts = _MARKUP.split(title)
    before = ""
    last = len(title.rstrip(' .?!”"')) - len(patterns.split(r"\s", title.rstrip(' .?!”"'))[-1])
    at = 0
    out: list[str] = []
    for place, part in enumerate(parts):
        start, at = at, at + len(part)
        if place % 2:
            out.append(part)
            continue
        end = 0
        for word in _SMALL_WORD.finditer(part):
            lead = before + part[: word.start()]
            if start + word.start() < last and not _OPENS.search(lead[-4:]):
                out += [part[end : word.start()], f'<span class="nocase">{word[0]}</span>']
                end = word.end()
        out.append(part[end:])
        before += part
    return "".join(out)


def cure_printed(inlines: m.Inlines) -> m.Inlines:
    """``inlines``, which pandoc made, without what :func:`cure_item` put in; the full stop after a question goes."""
    if _JOINER not in m.text_of(m.Paragraph(inlines)):
        return inlines

    def rule(node: m.Node) -> m.Node | None:
        if isinstance(node, m.Text) and _JOINER in node.value:
            return m.replace(
                node, value=patterns.sub(rf"([?!]){_JOINER}[.:]?", r"\1", node.value).replace(_JOINER, "")
            )
        return None

    return m.rewrite(m.Paragraph(inlines), rule).children
