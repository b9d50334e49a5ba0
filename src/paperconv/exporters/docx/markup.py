"""WordprocessingML as strings: fast to build, and typed so that unescaped text cannot slip in.

Everything that returns :data:`Xml` is well-formed markup. A plain ``str`` becomes one only here, through
:func:`escape` or :func:`attribute`, or in an f-string that holds nothing but :data:`Xml`, numbers and names of ours.
Child orders are those of the transitional schema of ISO/IEC 29500.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NewType

from paperconv.patterns import late

Xml = NewType("Xml", str)

EMPTY = Xml("")
NAMESPACES = Xml(
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The characters that XML 1.0 cannot hold.
_ILLEGAL = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = late(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
_EAST_ASIAN = frozenset({"ja", "ko", "yue", "zh"})


def join(parts: Iterable[Xml]) -> Xml:
    """The markup of ``parts``, one after another."""
    return Xml("".join(parts))


def escape(text: str) -> Xml:
    """``text`` as XML character data; it must hold no character that XML forbids."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return Xml(text)


def attribute(text: str) -> Xml:
    """``text`` as the value of an attribute in double quotes, without the characters that XML forbids."""
    legal, _ = legal_text(text)
    return Xml(" ".join(escape(legal).replace('"', "&quot;").split()))


def legal_text(text: str) -> tuple[str, str]:
    """``text`` without the characters that XML forbids, and those characters.

    A vertical tab or form feed stands between words, so it leaves a space.
    """
    if _ILLEGAL.search(text) is None:
        return text, ""
    return _ILLEGAL.sub(lambda found: " " if found[0] in "\x0b\x0c" else "", text), "".join(
        _ILLEGAL.findall(text)
    )


def part(root: str, content: Xml) -> bytes:
    """A whole XML part whose root element is ``w:root``."""
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{content}</w:{root}>".encode()


def text_element(text: str, *, deleted: bool = False) -> Xml:
    """The content of a run that says ``text``: white space is kept, a soft hyphen becomes Word's own."""
    name = "delText" if deleted else "t"
    if "\xad" in text:
        between = f'</w:{name}><w:softHyphen/><w:{name} xml:space="preserve">'
        return Xml(
            f'<w:{name} xml:space="preserve">{between.join(map(escape, text.split(chr(0xAD))))}</w:{name}>'
        )
    return Xml(f'<w:{name} xml:space="preserve">{escape(text)}</w:{name}>')


def is_right_to_left(language: str) -> bool:
    """Whether ``language`` (BCP 47) is written from right to left."""
    return language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT


def language_element(language: str) -> Xml:
    """``w:lang`` for a BCP 47 tag, empty where the tag is none: Word keeps three languages per run, one per script."""
    if not _LANGUAGE.fullmatch(language):
        return EMPTY
    main = language.split("-", maxsplit=1)[0].lower()
    if main in _RIGHT_TO_LEFT:
        name = "bidi"
    elif main in _EAST_ASIAN:
        name = "eastAsia"
    else:
        name = "val"
    return Xml(f'<w:lang w:{name}="{language}"/>')
