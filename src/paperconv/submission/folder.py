"""An upload on the disk: made beside its place and moved there whole, or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from paperconv.errors import ConversionFailed
from paperconv.submission.manifest import NAME, changed_since, write_manifest
from paperconv.submission.types import Submission

_MOST_KEPT = 1000


def check_folder(folder: Path, *, force: bool = False) -> None:
    """See that ``folder`` may be written: it is not there, empty, or an unchanged upload; or ``force``.

    Raises:
        ConversionFailed: it may not.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise ConversionFailed(f"{folder}: not a folder: choose another")
    if force or not any(folder.iterdir()):
        return
    change = changed_since(folder)
    if change is None:
        raise ConversionFailed(
            f"{folder}: there is something else in it: choose another folder, or --force, which puts that one aside"
        )
    if change:
        raise ConversionFailed(
            f"{folder}: changed since it was written ({change}): choose another folder, or --force, which puts that one aside"
        )


def write_folder(submission: Submission, folder: Path, *, force: bool = False) -> Path | None:
    """Write ``submission`` with its manifest to ``folder``: all of it, or nothing.

    An unchanged upload that stood there is replaced. With ``force`` whatever stood there is kept under another name, which is
    returned.

    Raises:
        ConversionFailed: it may not be written, or cannot; what stood there still stands there.
    """
    check_folder(folder, force=force)
    staged = folder.with_name(f".{folder.name[:100]}.{os.getpid()}")
    former = folder.with_name(f".{folder.name[:100]}.{os.getpid()}-former")
    try:
        shutil.rmtree(staged, ignore_errors=True)  # left behind by a process that was killed
        staged.mkdir(parents=True)
        for path, data in [*((one.path, one.data) for one in submission.files), (NAME, write_manifest(submission))]:  # fmt: skip
            target = staged / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(data)
        return _move(staged, folder, former)
    except OSError as error:
        raise ConversionFailed(f"{folder}: cannot be written: {error.strerror or error}") from None
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _move(staged: Path, folder: Path, former: Path) -> Path | None:
    """Put ``staged`` in the place of ``folder``; where that name is not free, what has it is thrown away or kept."""
    if not folder.exists():
        staged.rename(folder)
        return None
    keep = any(folder.iterdir()) and changed_since(folder) != ""
    aside = _free(folder) if keep else former
    folder.rename(aside)
    try:
        staged.rename(folder)
    except OSError:
        with suppress(OSError):
            aside.rename(folder)
        raise
    if keep:
        return aside
    shutil.rmtree(aside, ignore_errors=True)
    return None


def _free(folder: Path) -> Path:
    for number in range(1, _MOST_KEPT):
        name = folder.with_name(f"{folder.name}.{number}")
        if not name.exists():
            return name
    raise ConversionFailed(f"{folder}: {_MOST_KEPT} former ones beside it: throw some away")
