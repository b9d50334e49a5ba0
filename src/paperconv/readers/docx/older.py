"""What needs LibreOffice: documents of old versions of Word, and Windows metafiles."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.errors import MissingTool, UnreadableSource
from paperconv.office import convert
from paperconv.protocols import Source

_OLE = b"\xd0\xcf\x11\xe0"
_METAFILES = {"image/emf": ".emf", "image/wmf": ".wmf"}


def modern(source: Source, log: Log) -> Source:
    """``source`` as DOCX, where it is a document of an old Word.

    Raises:
        UnreadableSource: it cannot be converted; the message says what would help.
    """
    if not source.data.startswith(_OLE):
        return source
    help_ = "save it as .docx without a password"
    try:
        made = convert({"manuscript.doc": source.data}, "docx")
    except MissingTool as error:
        raise UnreadableSource(
            f"{source.name}: an old Word file or one with a password; {help_}, or {error}"
        ) from None
    if not made:
        raise UnreadableSource(f"{source.name}: LibreOffice cannot convert it; {help_}")
    message = "converted to DOCX by LibreOffice before it was read"
    log(Diagnostic(Rule.READER_COMPLETE, message, Severity.INFO, Pos(source.name)))
    return msgspec.structs.replace(source, data=made["manuscript.doc"])


def drawn(resources: list[m.Resource], file: str, log: Log) -> list[m.Resource]:
    """``resources`` with Windows metafiles drawn as PNG; those that cannot be drawn stay, and are reported."""
    wanted = {
        f"{number}{_METAFILES[one.media_type]}": one
        for number, one in enumerate(resources)
        if one.media_type in _METAFILES
    }
    if not wanted:
        return resources
    pos = Pos(file)
    try:
        made = convert({name: one.data for name, one in wanted.items()}, "png")
    except MissingTool as error:
        message = f"{len(wanted)} pictures are Windows metafiles (EMF, WMF), which are kept as they are"
        log(
            Diagnostic(Rule.PICTURE_READABLE, message, Severity.WARNING, pos, f"{error}, or save them as PNG")
        )
        return resources
    if len(made) < len(wanted):
        message = f"{len(wanted) - len(made)} Windows metafiles (EMF, WMF) could not be drawn by LibreOffice and are kept"
        hint = "install its part Draw (apt-get install libreoffice-draw-nogui), or save them as PNG"
        log(Diagnostic(Rule.PICTURE_READABLE, message, Severity.WARNING, pos, hint))
    done = {wanted[name].name: data for name, data in made.items()}
    if done:
        message = f"{len(done)} Windows metafiles (EMF, WMF) were drawn as PNG"
        log(Diagnostic(Rule.PICTURE_READABLE, message, Severity.INFO, pos))
    return [
        msgspec.structs.replace(one, media_type="image/png", data=done[one.name]) if one.name in done else one
        for one in resources
    ]
