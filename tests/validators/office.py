"""DOCX: Microsoft's Open XML SDK."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.validators.verdict import NODE_MODULES, Verdict

_PROGRAM = NODE_MODULES / ".bin" / "ooxml-validator"


def installed() -> bool:
    """Whether `make validators` has brought the SDK."""
    return _PROGRAM.exists()


def validate(files: list[Path]) -> list[Verdict]:
    """Validate each file; an answer that is not understood is an error, never a pass."""
    verdicts = []
    for file in files:
        done = subprocess.run(
            [str(_PROGRAM), str(file)], capture_output=True, text=True, check=False, timeout=120
        )
        verdict = Verdict(file, "Open XML SDK")
        try:
            answer = json.loads(done.stdout)
        except json.JSONDecodeError:
            answer = None
        if isinstance(answer, dict):
            answer = answer.get("errors")
        if not isinstance(answer, list):
            answer = (
                []
                if done.returncode == 0 and answer is None and done.stdout.strip()
                else [done.stdout + done.stderr]
            )
        verdict.errors = [json.dumps(error) if not isinstance(error, str) else error for error in answer]
        if done.returncode and not verdict.errors:
            verdict.errors = [f"exit status {done.returncode}"]
        verdicts.append(verdict)
    return verdicts
