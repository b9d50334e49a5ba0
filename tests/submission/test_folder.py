"""The folder of an upload is written whole or not at all, and nobody's work in it is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from paperconv.cli import run
from paperconv.errors import ConversionFailed
from paperconv.submission import File, Remark, Submission, write_folder
from paperconv.submission import folder as folders
from tests.submission.papers import paper, style


def upload(text: bytes = b"one", missing: tuple[Remark, ...] = ()) -> Submission:
    files = (
        File("reviewers/a.txt", "manuscript", "reviewers", "text/plain", text, "A"),
        File("editors/b.txt", "cover-letter", "editors", "text/plain", b"two", "B"),
    )
    return Submission("shores", "Journal of Shores", "", "Salt", False, files, missing)


def there(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


WHOLE = ["editors/b.txt", "manifest.json", "reviewers/a.txt"]


def test_an_upload_is_written_and_an_unchanged_one_replaced(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out"
    assert write_folder(upload(), target) is None
    assert there(target) == WHOLE
    assert write_folder(upload(b"new"), target) is None
    assert (target / "reviewers/a.txt").read_bytes() == b"new"
    assert there(tmp_path) == [f"deep/out/{name}" for name in WHOLE], "nothing is left beside it"


def _edit(target: Path) -> None:
    (target / "editors/b.txt").write_text("filled in")


def _add(target: Path) -> None:
    (target / "notes.txt").write_text("mine")


def _remove(target: Path) -> None:
    (target / "editors/b.txt").unlink()


def _forge(target: Path) -> None:
    (target / "manifest.json").write_text(json.dumps({"form": "another program's", "files": []}))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_edit, "editors/b.txt was changed"),
        (_add, "notes.txt is not of it"),
        (_remove, "editors/b.txt is gone"),
        (_forge, "something else"),
    ],
)
def test_what_was_changed_is_kept(tmp_path: Path, change: object, reason: str) -> None:
    target = tmp_path / "out"
    write_folder(upload(), target)
    change(target)  # type: ignore[operator]
    before = {name: (target / name).read_bytes() for name in there(target)}
    with pytest.raises(ConversionFailed, match=reason):
        write_folder(upload(b"new"), target)
    assert {name: (target / name).read_bytes() for name in there(target)} == before
    assert write_folder(upload(b"new"), target, force=True) == tmp_path / "out.1"
    assert {name: (tmp_path / "out.1" / name).read_bytes() for name in before} == before
    assert there(target) == WHOLE


def test_a_folder_of_other_things_and_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_bytes(b"years of work")
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    for name in ("mine", "file", "link"):
        with pytest.raises(ConversionFailed):
            write_folder(upload(), tmp_path / name)
    assert (tmp_path / "mine" / "thesis.docx").read_bytes() == b"years of work"
    (tmp_path / "empty").mkdir()
    write_folder(upload(), tmp_path / "empty")
    assert there(tmp_path / "empty") == WHOLE


@pytest.mark.parametrize("former", [False, True])
def test_a_failure_midway_leaves_nothing(
    tmp_path: Path, former: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    if former:
        write_folder(upload(b"former"), target)
    before = there(tmp_path)

    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "write_manifest", full)
    with pytest.raises(ConversionFailed, match="No space left"):
        write_folder(upload(b"new"), target)
    assert there(tmp_path) == before
    assert [one.name for one in tmp_path.iterdir()] == (["out"] if former else [])


def test_where_the_move_fails_the_former_upload_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    write_folder(upload(b"former"), target)
    rename = Path.rename

    def fails(self: Path, to: Path) -> Path:
        if to == target and "former" not in self.name:
            raise OSError(13, "Permission denied")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(ConversionFailed, match="Permission denied"):
        write_folder(upload(b"new"), target)
    assert (target / "reviewers/a.txt").read_bytes() == b"former"


def test_the_command_says_whether_it_is_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, journal = paper(tmp_path / "paper"), style(tmp_path / "shores")
    out = tmp_path / "out"
    assert run(["submit", str(source), "--style", journal, "-o", str(out)]) == 0
    assert "Journal of Shores: the upload is complete" in capsys.readouterr().out
    assert json.loads((out / "manifest.json").read_text())["complete"] is True
    assert {"checklist.html", "checklist.txt", "reviewers/Figure-1.tif"} <= set(there(out))
    lacking = style(tmp_path / "more", '[submission]\nseparate = ["highlights"]\n')
    assert run(["submit", str(source), "--style", lacking, "-o", str(out)]) == 1
    assert "highlights: the journal wants some" in capsys.readouterr().out
    (out / "editors" / "letter.txt").write_text("mine")
    assert run(["submit", str(source), "--style", journal, "-o", str(out)]) == 1
    assert "editors/letter.txt is not of it" in capsys.readouterr().err
    assert run(["submit", str(source), "--style", journal, "-o", str(out), "--force"]) == 0
    assert (tmp_path / "out.1" / "editors" / "letter.txt").is_file()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--style", "no-such-journal"], "no-such-journal"),
        (["--style", "base", "--variant", "blind-ish"], "blind-ish"),
    ],
)
def test_bad_wishes_are_one_clear_line(
    tmp_path: Path, arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["submit", str(paper(tmp_path)), *arguments, "-o", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert reason in said
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()
