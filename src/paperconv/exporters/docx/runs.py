"""Runs and paragraphs: text with one look, fields, and links."""

from __future__ import annotations

from urllib.parse import quote

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.exporters.docx.look import Look, run_properties
from paperconv.exporters.docx.markup import EMPTY, Xml, attribute, text_element
from paperconv.exporters.docx.writer import Writer
from paperconv.html.addresses import safe_address
from paperconv.patterns import late

_SPACES = str.maketrans({"\t": " ", "\n": " ", "\r": " "})
_RIGHT_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MAX_URL = 2000
_MAX_PORT = 65535


def para(
    w: Writer,
    style: str,
    content: Xml,
    look: Look | None = None,
    *,
    numbering: Xml = EMPTY,
    change: m.Change | None = None,
) -> Xml:
    """A ``w:p`` in the paragraph style with the id ``style``, in the direction of ``look``.

    It always begins with its ``w:pPr``. ``change`` is the tracked change that its end belongs to.
    """
    bidi = ""
    if look is not None and look.right_to_left != w.look.right_to_left:
        bidi = "<w:bidi/>" if look.right_to_left else '<w:bidi w:val="0"/>'
    ended = f"<w:rPr>{_change_tag(w, change)}/></w:rPr>" if change is not None else ""
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbering}{bidi}{ended}</w:pPr>{content}</w:p>')


def run(w: Writer, content: Xml, look: Look) -> Xml:
    """A ``w:r`` that holds ``content``, inside its tracked change."""
    made = Xml(f"<w:r>{run_properties(look, w.character_styles)}{content}</w:r>")
    return changed(w, made, look) if look.change is not None else made


def changed(w: Writer, content: Xml, look: Look) -> Xml:
    """``content`` as part of the tracked change that ``look`` stands in, if any."""
    change = look.change
    if change is None:
        return content
    return Xml(f"{_change_tag(w, change)}>{content}</w:{_change_name(change)}>")


def _change_name(change: m.Change) -> str:
    return "del" if change.kind == "deletion" else "ins"


def _change_tag(w: Writer, change: m.Change) -> str:
    """The start of the element of ``change``, still open."""
    author = attribute(change.author)
    return f'<w:{_change_name(change)} w:id="{w.number()}" w:author="{author}"{date_attribute(change.date)}'


def date_attribute(date: str) -> str:
    """``w:date`` for an ISO 8601 date and time, empty if it is none."""
    day, _, time = date.partition("T")
    clock = time.removesuffix("Z").split(".")[0].split("+")[0]
    day_parts, clock_parts = day.split("-"), (clock or "00:00:00").split(":")
    if len(clock_parts) == 2:
        clock_parts.append("00")
    if [len(p) for p in day_parts] != [4, 2, 2] or [len(p) for p in clock_parts] != [2, 2, 2]:
        return ""
    if not all(p.isascii() and p.isdigit() for p in (*day_parts, *clock_parts)):
        return ""
    limits = zip(
        (*day_parts[1:], *clock_parts), ((1, 12), (1, 28 + 3), (0, 23), (0, 59), (0, 59)), strict=True
    )
    if day_parts[0] == "0000" or not all(low <= int(p) <= high for p, (low, high) in limits):
        return ""
    return f' w:date="{day}T{":".join(clock_parts)}Z"'


def text(w: Writer, value: str, look: Look) -> Xml:
    """``value`` as one run."""
    if not value:
        return EMPTY
    kept = w.legal(value).translate(_SPACES)
    if look.right_to_left and _RIGHT_TO_LEFT.search(kept) is None:
        look = msgspec.structs.replace(look, right_to_left=False)
    return run(w, text_element(kept, deleted=_deleted(look)), look)


def lines(w: Writer, value: str, look: Look) -> Xml:
    """``value`` as one run that keeps its lines and tabs."""
    out = []
    for number, line in enumerate(w.legal(value).removesuffix("\n").split("\n")):
        if number:
            out.append("<w:br/>")
        for place, piece in enumerate(line.split("\t")):
            if place:
                out.append("<w:tab/>")
            if piece:
                out.append(text_element(piece.replace("\r", ""), deleted=_deleted(look)))
    return run(w, Xml("".join(out)), look)


def _deleted(look: Look) -> bool:
    return look.change is not None and look.change.kind == "deletion"


def tab(w: Writer, look: Look) -> Xml:
    """A tab."""
    return run(w, Xml("<w:tab/>"), look)


def field(w: Writer, instruction: str, shown: Xml, look: Look, *, needed: bool = False) -> Xml:
    """A field with the result ``shown`` (runs), so that nothing need be updated to read it.

    Only the result where the style wants no fields, unless it is ``needed``.
    """
    if w.flat and not needed:
        return shown
    start, end = field_ends(w, instruction, look, separate=bool(shown))
    return Xml(f"{start}{shown}{end}")


def field_ends(w: Writer, instruction: str, look: Look, *, separate: bool = True) -> tuple[Xml, Xml]:
    """What stands before and behind the result of a field, which may be several paragraphs."""
    name = "delInstrText" if _deleted(look) else "instrText"
    code = Xml(f'<w:{name} xml:space="preserve"> {attribute(instruction)} </w:{name}>')
    begin, middle, end = (
        run(w, Xml(f'<w:fldChar w:fldCharType="{kind}"/>'), look) for kind in ("begin", "separate", "end")
    )
    return Xml(f"{begin}{run(w, code, look)}{middle if separate else EMPTY}"), end


def anchor(w: Writer, identifier: str, content: Xml) -> Xml:
    """``content`` as a link to the bookmark of ``identifier``."""
    return Xml(f'<w:hyperlink w:anchor="{w.bookmark_name(identifier)}" w:history="1">{content}</w:hyperlink>')


def link(w: Writer, address: str, content: Xml, title: str = "") -> Xml:
    """``content`` as a link to ``address``, which :func:`word_address` gave."""
    identifier = w.part.relate("hyperlink", address, external=True)
    tooltip = f' w:tooltip="{attribute(title[:250])}"' if title.strip() else ""
    return Xml(f'<w:hyperlink r:id="{identifier}"{tooltip} w:history="1">{content}</w:hyperlink>')


def word_address(target: str) -> str:
    """``target`` as an address that Word can open a file with; empty if there is none."""
    address = safe_address(target)
    port = patterns.match(r"\w+://[^/?#]*:(\d+)(?:[/?#]|\Z)", address)
    return "" if len(address) > _MAX_URL or (port and int(port[1]) > _MAX_PORT) else address


def relative_address(target: str) -> str:
    """``target`` as an address beside the file, as the author wrote it; empty if it is none, or may lead to another machine."""
    target = target.strip()
    if not target or target.startswith(("#", "//", "?")) or "\\" in target or len(target) > _MAX_URL:
        return ""
    if patterns.match(r"[^\W\d_][\w+.-]*:", target):
        return ""
    here = "./" if ":" in target.partition("/")[0] else ""  # else what stands before the colon were a scheme
    return here + quote(target, safe="/?#&=%:@!$'()*+,;~-._[]")


def linked(w: Writer, target: str, shown: str, look: Look) -> Xml:
    """``shown`` as a link to ``target``, or as text where Word could not follow that."""
    address = word_address(target)
    if not address or look.linked:
        return text(w, shown, look)
    return link(w, address, text(w, shown, look.marked("link")))
