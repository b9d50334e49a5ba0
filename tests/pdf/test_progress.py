"""Who waits for a long paper sees its pages, and can stop without leaving anything behind."""

from __future__ import annotations

import io
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from paperconv import model as m
from paperconv.cli import report
from paperconv.exporters.pdf import PdfExporter
from tests.jobs import job
from tests.pdf.paper import plain_paper
from tests.pdf.stress import stress

PAPERCONV = str(Path(sys.executable).with_name("paperconv"))


def test_the_exporter_tells_of_every_page_in_turn() -> None:
    seen: list[int] = []
    paper = plain_paper(16)
    given, _ = job(paper)
    PdfExporter().export(paper, msgspec.structs.replace(given, progress=seen.append))
    assert seen == list(range(1, len(seen) + 1))
    assert len(seen) > 2


def started(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The command, making a long PDF, and the terminal that its messages go to."""
    source = folder / "long.json"
    source.write_bytes(m.encode(stress(60)))
    ours, theirs = pty.openpty()
    command = [PAPERCONV, "convert", str(source), "-o", str(folder / "out" / "long.pdf")]
    # A shell starts what runs in its background with Ctrl-C switched off, and so all that this starts in turn.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        process = subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL)
    finally:
        signal.signal(signal.SIGINT, before)
    os.close(theirs)
    return process, ours


def heard(terminal: int, wanted: bytes) -> bytes:
    """What comes out of the terminal until ``wanted`` does, or the command ends."""
    text = b""
    while wanted not in text:
        try:
            some = os.read(terminal, 1000)
        except OSError:  # the other end is closed
            break
        text += some
        if not some:
            break
    return text


@pytest.mark.slow
def test_a_stopped_run_leaves_no_file_and_the_old_one_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out" / "long.pdf"
    target.parent.mkdir()
    target.write_bytes(b"the old one")
    process, terminal = started(tmp_path)
    assert b"pages laid out" in heard(terminal, b"pages laid out")
    process.send_signal(signal.SIGINT)
    rest = heard(terminal, b"never")
    assert process.wait(60) == 130
    assert b"stopped" in rest
    assert b"Traceback" not in rest
    assert target.read_bytes() == b"the old one"
    assert [path.name for path in target.parent.iterdir()] == ["long.pdf"]


class Terminal(io.StringIO):
    def __init__(self, *, real: bool = True) -> None:
        super().__init__()
        self.real = real

    def isatty(self) -> bool:
        return self.real


@pytest.mark.parametrize(
    ("quiet", "real", "waited", "shown"),
    [
        (False, True, 9.0, True),
        (False, True, 0.5, False),
        (True, True, 9.0, False),
        (False, False, 9.0, False),
    ],
    ids=["a person waits", "it is quick", "quiet", "no terminal"],
)
def test_pages_are_shown_to_a_person_who_waits(
    quiet: bool, real: bool, waited: float, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    terminal = Terminal(real=real)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(report.time, "monotonic", lambda: now[0])
    progress = report.PagesSoFar(quiet=quiet)
    now[0] += waited
    progress(12)
    progress(13)  # too soon after the last to be read
    assert ("12 pages laid out" in terminal.getvalue()) == shown
    assert "13 pages" not in terminal.getvalue()
    progress.clear()
    assert terminal.getvalue().endswith("\r\x1b[K" if shown else "")
    assert bool(terminal.getvalue()) == shown
