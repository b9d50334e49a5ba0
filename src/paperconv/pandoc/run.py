"""Find pandoc and run it: in its sandbox, with bounds on time and memory, over pipes only."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import IO

import msgspec

from paperconv import patterns
from paperconv.errors import ConversionFailed, MissingTool, UnreadableSource
from paperconv.late import load

MINIMUM_VERSION = (3, 1)
"""The oldest pandoc whose JSON, MathML and citations we understand."""

MAX_OUTPUT = 256 * 1024 * 1024
"""Bytes of output after which pandoc is stopped."""

_SECONDS = 120.0
# A small allocation area stays in the processor's cache: pandoc's own, of 64 MB (-H64m), costs a fault for each page of it.
# A lower bound on the old generation spares the collections of all that lives. A fifth of the CPU time on a paper, a third on a book.
_RUNTIME = ("+RTS", "-A4m", "-H1m", "-O64m", "-M2g", "-RTS")
_HEAP_EXHAUSTED = 251
_HINT = 'install it with "pip install pypandoc_binary", or from https://pandoc.org/installing.html'


class Output(msgspec.Struct, frozen=True):
    """What pandoc wrote, and what it said: one string for each message, ``WARNING`` or ``INFO`` before it."""

    data: bytes
    messages: tuple[tuple[str, str], ...] = ()


@cache
def find_pandoc() -> Path:
    """The pandoc inside the installed package pypandoc, else the one on the PATH.

    The package is looked for without being imported, since its import costs more than a conversion.

    Raises:
        MissingTool: there is neither.
    """
    name = "pandoc.exe" if os.name == "nt" else "pandoc"
    spec = importlib.util.find_spec("pypandoc")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, "files", name)
        if path.is_file():
            return path
    found = load("shutil").which("pandoc")
    if found is None:
        raise MissingTool(f"pandoc is not installed: {_HINT}")
    return Path(found)


def pandoc_version() -> tuple[int, ...]:
    """The version of the pandoc that is used, ``(3, 9)``.

    Raises:
        MissingTool: there is no pandoc, or it does not start.
    """
    program = find_pandoc()
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            [str(program), "--version"], capture_output=True, check=True, timeout=30, env=_environment()
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise MissingTool(f"{program} does not start ({error}): {_HINT}") from None
    found = re.search(rb"pandoc(?:\.exe)? (\d+(?:\.\d+)*)", done.stdout)
    return tuple(int(part) for part in found.group(1).split(b".")) if found else ()


def run(
    arguments: Sequence[str], data: bytes, *, source: str, seconds: float = _SECONDS, cwd: Path | None = None
) -> bytes:
    """What pandoc makes of ``data`` with ``arguments``; :func:`call` without the messages."""
    return call(arguments, data, source=source, seconds=seconds, cwd=cwd).data


def call(
    arguments: Sequence[str], data: bytes, *, source: str, seconds: float = _SECONDS, cwd: Path | None = None
) -> Output:
    """Run pandoc once: ``data`` on its standard input, in its sandbox (no network, no files).

    ``source`` is what error messages call the input.

    Raises:
        UnreadableSource: pandoc cannot understand the input, or it takes too much time or memory.
        ConversionFailed: pandoc cannot write the output.
        MissingTool: there is no pandoc, or it is too old.
    """
    program = find_pandoc()
    code, output, errors, stopped = _execute(
        [str(program), *_RUNTIME, "--sandbox", *arguments], data, seconds, cwd
    )
    if code and b"RTS options are disabled" in errors:  # as some distributions build it
        code, output, errors, stopped = _execute([str(program), "--sandbox", *arguments], data, seconds, cwd)
    if stopped:
        raise UnreadableSource(f"{source}: {stopped}; split the manuscript or simplify it")
    text = errors.decode("utf-8", "replace")
    if code:
        _fail(code, text, source)
    return Output(output, _messages(text) if text else ())


def _environment() -> dict[str, str]:
    # No HOME: a user's own pandoc templates and defaults must not change what we make.
    env = {"LANG": "C.UTF-8", "HOME": os.devnull}
    if os.name == "nt":
        env["SYSTEMROOT"] = os.environ.get("SYSTEMROOT", "")
    return env


def _execute(
    command: list[str], data: bytes, seconds: float, cwd: Path | None
) -> tuple[int, bytes, bytes, str]:
    """Exit status, output, errors, and why the process was stopped if it was."""
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            cwd=cwd,
        )
    except OSError as error:
        raise MissingTool(f"{command[0]} does not start ({error}): {_HINT}") from None
    stopped: list[str] = []

    def stop() -> None:
        stopped.append(f"pandoc did not finish within {seconds:g} seconds")
        process.kill()

    errors: list[bytes] = []
    timer = threading.Timer(seconds, stop)
    feeder = threading.Thread(target=_feed, args=(process.stdin, data), daemon=True)
    drain = threading.Thread(target=_drain, args=(process.stderr, errors), daemon=True)
    for thread in (timer, feeder, drain):
        thread.start()
    chunks: list[bytes] = []
    size = 0
    with process:
        try:
            stdout = process.stdout
            while stdout is not None and (chunk := stdout.read(1 << 20)):
                chunks.append(chunk)
                size += len(chunk)
                if size > MAX_OUTPUT:
                    stopped.append(f"it grows to more than {MAX_OUTPUT >> 20} MB in pandoc")
                    break
        finally:
            if size > MAX_OUTPUT:
                process.kill()
            process.wait()
            timer.cancel()
            feeder.join()
            drain.join()
    return process.returncode, b"".join(chunks), b"".join(errors), "; ".join(stopped[:1])


def _feed(pipe: IO[bytes] | None, data: bytes) -> None:
    if pipe is not None:
        try:
            pipe.write(data)
            pipe.close()
        except OSError:
            return  # pandoc stopped reading: its exit status says why


def _drain(pipe: IO[bytes] | None, parts: list[bytes]) -> None:
    """Read all errors, keep the first megabyte."""
    kept = 0
    while pipe is not None and (chunk := pipe.read1(65536) if hasattr(pipe, "read1") else pipe.read(65536)):
        if kept < 1 << 20:
            parts.append(chunk)
            kept += len(chunk)


def _messages(text: str) -> tuple[tuple[str, str], ...]:
    """pandoc's messages; those of several lines become one."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        for level in ("WARNING", "INFO"):
            if line.startswith(f"[{level}] "):
                found.append((level, line[len(level) + 3 :].strip()))
                break
        else:
            if found and line.strip():
                level, message = found[-1]
                found[-1] = (level, f"{message} {line.strip()}"[:500])
    return tuple(dict.fromkeys(found))


def _fail(code: int, text: str, source: str) -> None:
    if code == _HEAP_EXHAUSTED or "eap exhausted" in text:
        raise UnreadableSource(
            f"{source}: pandoc needs more than 2 GB of memory for it; split the manuscript"
        )
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith(("[INFO]", "[WARNING]", "^"))]
    reason = " ".join(lines)[:300] or f"pandoc stopped with status {code}"
    reason = patterns.sub(r"^pandoc(?:\.exe)?: |^Error at (?:\"[^\"]*\" )?", "", reason)
    version = pandoc_version()
    if version < MINIMUM_VERSION:
        needed = ".".join(str(part) for part in MINIMUM_VERSION)
        raise MissingTool(
            f"pandoc {'.'.join(map(str, version))} is too old; {needed} or newer is needed: {_HINT}"
        )
    # 4 to 6, 43, 47, 48: options, templates, writers (pandoc's manual, "Exit codes").
    if code in {4, 5, 6, 43, 47, 48}:
        raise ConversionFailed(f"{source}: pandoc failed: {reason}")
    raise UnreadableSource(f"{source}: pandoc cannot read it: {reason}")
