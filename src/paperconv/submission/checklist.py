"""What an upload holds, lacks and leaves to a person: as text, and as a page to tick off."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from msgspec.structs import replace

from paperconv.submission.types import File, Remark, Submission

_LACKING = "Missing, or not as the journal demands"
_OMITTED = "Not made, and not needed to submit"
TEXT, PAGE = "checklist.txt", "checklist.html"
_BOX = "\u2610"
_FOR = {
    "reviewers": "for reviewers",
    "editors": "for the editors only",
    "author": "for you",
}
LOOK = """
body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
h1{font-size:1.5rem;margin-bottom:.2rem}h2{font-size:1.1rem;margin-top:2rem;border-bottom:1px solid #ccc}
.state{padding:.6rem .9rem;border-left:.4rem solid;margin:1rem 0}.whole{border-color:#1a7f37;background:#eef8f0}
.part{border-color:#b35900;background:#fff4e5}ul{list-style:none;padding:0}li{margin:.4rem 0}li label{display:flex;gap:.6rem}
.hint,.sum{color:#666;font-size:.9em}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .6rem .25rem 0;
vertical-align:top;border-bottom:1px solid #eee}td.bytes{text-align:right;white-space:nowrap}code{overflow-wrap:anywhere}
""".strip()


def with_checklist(submission: Submission) -> Submission:
    """``submission`` with its checklist as two more files, for nobody but the author."""
    made = (
        File(TEXT, "checklist", "author", "text/plain", describe(submission).encode(), "What to do, as text"),
        File(PAGE, "checklist", "author", "text/html", _page(submission).encode(), "What to do, as a page"),
    )
    return replace(submission, files=(*submission.files, *made))


def describe(submission: Submission) -> str:
    """``submission`` in words."""
    lines = [f"{submission.journal or submission.style}: {headline(submission)}", submission.title, ""]
    for audience in ("reviewers", "editors"):
        listed = [file for file in submission.files if file.audience == audience]
        if listed:
            lines += [f"Files {_FOR[audience]}:"]
            lines += [
                f"  {file.path}  {file.about} ({_size(len(file.data))})"
                for file in listed
                if not _inner(file)
            ]
            lines += [""]
    for title, items in _sections(submission):
        if items:
            lines += [f"{title}:", *(f"  {_BOX} {item}" for item in items), ""]
    if submission.omitted:
        lines += [f"{_OMITTED}:", *(f"  {one}" for one in submission.omitted)]
    return "\n".join(lines).rstrip() + "\n"


def headline(submission: Submission) -> str:
    """Whether it is complete, in a few words."""
    if submission.complete:
        return "the upload is complete"
    count = len(submission.missing)
    things = "thing is" if count == 1 else "things are"
    return f"not complete: {count} {things} missing, or not as the journal demands"


def _sections(submission: Submission) -> list[tuple[str, list[str]]]:
    return [
        (_LACKING, [str(one) for one in submission.missing]),
        ("To look at", [str(one) for one in submission.remarks]),
        ("To do by hand", list(submission.by_hand)),
    ]


def _inner(file: File) -> bool:
    """Whether ``file`` only belongs to another one: a picture of the JATS article or of the manuscript's own files."""
    return bool(file.details.get("part"))


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _page(submission: Submission) -> str:
    journal = escape(submission.journal or submission.style)
    state = "whole" if submission.complete else "part"
    parts = [
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{journal}: upload</title><style>{LOOK}</style></head><body>',
        f"<h1>{journal}</h1><p>{escape(submission.title)}</p>",
        f'<p class="state {state}">{escape(headline(submission)[:1].upper() + headline(submission)[1:])}.</p>',
        _remarks(_LACKING, submission.missing),
        _remarks("To look at", submission.remarks),
        _list("To do by hand", [escape(one) for one in submission.by_hand]),
        *(
            _table(
                f"Files {_FOR[audience]}", [file for file in submission.files if file.audience == audience]
            )
            for audience in ("reviewers", "editors")
        ),
        _omitted(submission.omitted),
        "</body></html>\n",
    ]
    return "\n".join(part for part in parts if part)


def _remarks(title: str, remarks: Sequence[Remark]) -> str:
    return _list(
        title,
        [
            f"<span><b>{escape(one.part)}</b>: {escape(one.message)}"
            + (f' <span class="hint">{escape(one.hint)}</span>' if one.hint else "")
            + "</span>"
            for one in remarks
        ],
    )


def _omitted(remarks: Sequence[Remark]) -> str:
    if not remarks:
        return ""
    rows = "".join(f"<p><b>{escape(one.part)}</b>: {escape(one.message)}</p>" for one in remarks)
    return f"<h2>{_OMITTED}</h2>{rows}"


def _list(title: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    rows = "".join(f'<li><label><input type="checkbox">{item}</label></li>' for item in items)
    return f"<h2>{title}</h2><ul>{rows}</ul>"


def _table(title: str, files: Sequence[File]) -> str:
    if not files:
        return ""
    rows = "".join(
        f"<tr><td><code>{escape(file.path)}</code></td><td>{escape(file.about)}</td>"
        f'<td class="bytes">{_size(len(file.data))}</td></tr>'
        for file in files
        if not _inner(file)
    )
    return f"<h2>{title}</h2><table><tbody>{rows}</tbody></table>"
