"""What was lost or changed on the way in: one short list."""

from __future__ import annotations

from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.readers.docx.package import Package
from paperconv.readers.docx.prepass import Prepared
from paperconv.readers.docx.properties import header_texts

_LONGEST = 100_000  # characters of removed text in one diagnostic


def report(package: Package, prepared: Prepared, log: Log) -> None:
    """Say what of the package did not come through as it was."""
    counts = prepared.counts
    pos = Pos(package.name)

    def say(message: str, severity: Severity = Severity.INFO, hint: str = "", removed: str = "") -> None:
        log(Diagnostic(Rule.CONTENT_KEPT, message, severity, pos, hint, removed[:_LONGEST]))

    changes = counts.changes["insertions"], counts.changes["deletions"]
    if any(changes):
        what = f"{_many(changes[0], 'insertion')} and {_many(changes[1], 'deletion')}"
        done = {"accept": "accepted", "reject": "rejected", "all": "kept as tracked changes"}[counts.mode]
        say(f"tracked changes: {what} {done}", hint="--track-changes=accept, reject or all")
    if formats := counts.changes["formats"]:
        done = "undone" if counts.mode == "reject" else "accepted"
        say(f"tracked changes: {_many(formats, 'change')} of formatting {done}")
    if counts.comments and counts.mode != "all":
        words = "; ".join(f"{author}: {text}" if author else text for author, text in counts.comments)
        say(
            f"{_many(len(counts.comments), 'comment')} left out",
            hint="--track-changes=all keeps them",
            removed=words,
        )
    if counts.boxes:
        say(
            f"{_many(counts.boxes, 'text box', 'text boxes')} moved into the text, behind the paragraph they hang on"
        )
    if counts.hidden:
        say(
            f"hidden text left out, as Word prints none: {_many(len(counts.hidden), 'passage')}",
            hint="to keep it, select it in Word and take the tick from Font, Hidden",
            removed="\n".join(counts.hidden),
        )
    contents = [*counts.contents, *(one.text for one in prepared.facts.values() if one.contents)]
    if contents:
        say("the table of contents is left out; each format makes its own", removed="\n".join(contents))
    if counts.alternatives:
        many = _many(len(counts.alternatives), "alternative text", "alternative texts")
        say(f"{many} of tables left out: the tables have captions", removed="\n".join(counts.alternatives))
    if counts.flattened:
        kinds = ", ".join(f"{kind} ({number})" for kind, number in sorted(counts.flattened.items()))
        say(f"fields became plain text: {kinds}")
    if prepared.works.unread:
        message = f"{_many(prepared.works.unread, 'citation')} of a citation manager cannot be read and stay as printed"
        say(message, Severity.WARNING, "refresh the citations in Word, then save again")
    if equations := counts.objects["equations"]:
        message = f"{_many(equations, 'equation')} of MathType or the old equation editor: only a picture of each is kept"
        say(
            message,
            Severity.WARNING,
            "in Word, convert them to Office equations (MathType: Convert Equations)",
        )
    if objects := counts.objects["objects"]:
        say(
            f"{_many(objects, 'embedded object')} (sheets, charts): only a picture of each is kept",
            Severity.WARNING,
        )
    if charts := counts.objects["charts"]:
        say(
            f"{_many(charts, 'chart or diagram', 'charts and diagrams')} that Word draws itself: not kept",
            Severity.WARNING,
            "in Word, copy each, and paste it as a picture",
        )
    if counts.parts:
        message = f"{_many(counts.parts, 'document')} inside the document cannot be read"
        say(message, Severity.WARNING, "open it in Word and save it again: that makes them part of the text")
    for target in package.outside_pictures():
        message = f'a picture lies outside of the file: "{target[:200]}"'
        log(
            Diagnostic(
                Rule.PICTURE_READABLE,
                message,
                Severity.WARNING,
                pos,
                "embed it (in Word: Edit links, Break link)",
            )
        )
    if counts.numbered_lines:
        say("line numbers are left out", hint="a style for review numbers the lines: --style manuscript")
    headers = header_texts(package)
    if headers:
        say("headers and footers are left out", removed="\n".join(headers))


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number} {one}" if number == 1 else f"{number} {more or one + 's'}"
