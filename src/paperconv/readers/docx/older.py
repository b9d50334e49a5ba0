"""What needs LibreOffice: documents of old versions of Word, OpenDocument and RTF, and Windows metafiles."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.errors import MissingTool, UnreadableSource
from paperconv.office import convert, draw
from paperconv.protocols import Source

_OLE = b"\xd0\xcf\x11\xe0"
_METAFILES = {"image/emf": ".emf", "image/wmf": ".wmf"}


def kind_of(source: Source) -> str:
    """``doc``, ``odt`` or ``rtf`` by its first bytes; empty for what is to be read as DOCX."""
    head = source.data[:120]
    if head.startswith(_OLE):
        return "doc"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    return "odt" if head.startswith(b"PK") and b"application/vnd.oasis.opendocument.text" in head else ""


def modern(source: Source, log: Log) -> Source | None:
    """``source`` as DOCX, where it is a document of an old Word, of OpenDocument or RTF; None if pandoc must read it instead.

    Raises:
        UnreadableSource: it can neither be converted nor be read by pandoc; the message says what would help.
    """
    kind = kind_of(source)
    if not kind:
        return source
    name = f"manuscript.{kind}"
    made: dict[str, bytes] = {}
    problem = "LibreOffice cannot convert it"
    try:
        made = convert({name: source.data}, "docx")
    except MissingTool as error:
        problem = str(error)
    pos = Pos(source.name)
    if made:
        message = "converted to DOCX by LibreOffice before it was read"
        log(Diagnostic(Rule.READER_COMPLETE, message, Severity.INFO, pos))
        return msgspec.structs.replace(source, data=made[name])
    if kind != "doc":
        message = f"read as {kind} by pandoc, which knows neither the looks nor the styles of its paragraphs"
        log(
            Diagnostic(
                Rule.READER_COMPLETE, message, Severity.WARNING, pos, f"save it as .docx, or {problem}"
            )
        )
        return None
    help_ = "save it as .docx without a password"
    if problem.startswith("LibreOffice"):
        raise UnreadableSource(f"{source.name}: {problem}; {help_}")
    raise UnreadableSource(f"{source.name}: an old Word file or one with a password; {help_}, or {problem}")


def drawn(resources: list[m.Resource], file: str, log: Log) -> list[m.Resource]:
    """``resources`` with Windows metafiles drawn as PNG or GIF; those that cannot be drawn stay, and are reported."""
    wanted = {
        f"{number}{_METAFILES[one.media_type]}": one
        for number, one in enumerate(resources)
        if one.media_type in _METAFILES
    }
    if not wanted:
        return resources
    pos = Pos(file)
    try:
        made = draw({name: one.data for name, one in wanted.items()})
    except MissingTool as error:
        message = f"{len(wanted)} pictures are Windows metafiles (EMF, WMF), which are kept as they are"
        log(
            Diagnostic(Rule.PICTURE_READABLE, message, Severity.WARNING, pos, f"{error}, or save them as PNG")
        )
        return resources
    if len(made) < len(wanted):
        message = f"{len(wanted) - len(made)} Windows metafiles (EMF, WMF) could not be drawn by LibreOffice and are kept"
        hint = "save them as PNG"
        log(Diagnostic(Rule.PICTURE_READABLE, message, Severity.WARNING, pos, hint))
    done = {wanted[name].name: data for name, data in made.items()}
    if done:
        message = f"{len(done)} Windows metafiles (EMF, WMF) were drawn by LibreOffice as pictures of dots"
        log(Diagnostic(Rule.PICTURE_READABLE, message, Severity.INFO, pos))
    return [
        msgspec.structs.replace(one, media_type=_type(done[one.name]), data=done[one.name])
        if one.name in done
        else one
        for one in resources
    ]


def _type(drawn: bytes) -> str:
    return "image/gif" if drawn.startswith(b"GIF8") else "image/png"
