"""``manifest.json``: what is in the folder of an upload, with the sums that tell whether it was changed since."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path, PurePosixPath
from typing import Any

from paperconv.submission.types import File, Remark, Submission

NAME = "manifest.json"
_FORM = "paperconv submission 1"
_MOST_BYTES = 20_000_000


def manifest(submission: Submission) -> dict[str, Any]:
    """``submission`` as plain JSON values."""
    return {
        "form": _FORM,
        "style": submission.style,
        "journal": submission.journal,
        "variant": submission.variant,
        "title": submission.title,
        "anonymous": submission.anonymous,
        "complete": submission.complete,
        "missing": [_remark(one) for one in submission.missing],
        "remarks": [_remark(one) for one in submission.remarks],
        "by-hand": list(submission.by_hand),
        "omitted": [_remark(one) for one in submission.omitted],
        "files": [_entry(one) for one in submission.files],
    }


def write_manifest(submission: Submission) -> bytes:
    """The manifest as a file."""
    return (json.dumps(manifest(submission), ensure_ascii=False, indent=1) + "\n").encode()


def _remark(one: Remark) -> dict[str, str]:
    return {"part": one.part, "message": one.message, **({"hint": one.hint} if one.hint else {})}


def _entry(file: File) -> dict[str, Any]:
    return {
        "path": file.path,
        "kind": file.kind,
        "for": file.audience,
        "about": file.about,
        "media-type": file.media_type,
        "bytes": len(file.data),
        "sha256": hashlib.sha256(file.data).hexdigest(),
        **file.details,
    }


def changed_since(folder: Path) -> str | None:
    """What in ``folder`` is not as its manifest says, in words; empty if all is; None if it is no upload of ours."""
    path = folder / NAME
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["form"] != _FORM:
            return None
        said = {str(one["path"]): str(one["sha256"]) for one in data["files"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    there = {str(PurePosixPath(one.relative_to(folder))) for one in folder.rglob("*") if not one.is_dir()}
    if extra := sorted(there - set(said) - {NAME}):
        return f"{extra[0]} is not of it"
    for name, expected in sorted(said.items()):
        if name not in there:
            return f"{name} is gone"
        if _sum_of(folder / name) != expected:
            return f"{name} was changed"
    return ""


def _sum_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
