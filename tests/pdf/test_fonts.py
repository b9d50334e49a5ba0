"""Fonts: our own first, the system's where a style names them or a script needs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from paperconv import model as m
from paperconv import thirdparty
from paperconv.exporters.pdf import engine, fonts
from paperconv.styles import find_styles
from tests.conftest import need
from tests.documents import LETTER
from tests.pdf.paper import export, opened
from tests.pdf.stress import stress
from tests.pieces import p, t


@pytest.fixture(autouse=True)
def _carried() -> None:
    need(fonts.are_here(), "the fonts of packages.toml (make thirdparty)")


def names(data: bytes) -> set[str]:
    """The fonts of a PDF, without their subset tags."""
    return {
        str(font.BaseFont).partition("+")[2].strip(",")
        for page in opened(data).pages
        for font in page.get("/Resources", {}).get("/Font", {}).values()
    }


def paper(text: str) -> m.Document:
    return m.Document(m.Metadata(title=t("T"), language="en"), blocks=(p(text),))


@pytest.mark.parametrize("style", sorted(find_styles()))
def test_a_paper_uses_only_fonts_that_we_carry(style: str) -> None:
    used = names(export(stress(1), style)[0]) | names(export(LETTER, style)[0])
    ours = tuple(name.replace(" ", "-") for name in fonts.CARRIED)
    assert used
    assert all(name.startswith(ours) for name in used), used


def test_latin_greek_cyrillic_vietnamese_phonetic_and_mathematical_signs_are_there() -> None:
    _, found = export(paper("Łódź Ωδή Жизнь Việt ðɪs ʃɑː → ⇌ ∑ ≤ ∈ ℝ ∂ ½ † ‡ № € 𝔸 ∞"))
    assert not [d for d in found if d.rule == "font-complete"]


def test_a_script_that_no_font_has_is_named_with_its_package() -> None:
    _, found = export(paper("Egyptian 𓀀 and Thai ภาษา"))
    said = [str(d) for d in found if d.rule == "font-complete"]
    assert any("Egyptian" in one for one in said)
    thai = [one for one in said if "Thai" in one]
    assert not thai or "fonts-noto-core" in thai[0]


@pytest.mark.parametrize(
    ("language", "text", "family"),
    [
        ("ar", "تجارة الملح، 1847", "Noto Naskh Arabic"),
        ("fa", "پژوهش گیاه‌شناسی", "Noto Naskh Arabic"),
        ("he", "סחר המלח, 1847", "Noto Serif Hebrew"),
        ("hi", "क्षत्रिय, विद्यार्थी और हृदय", "Noto Serif Devanagari"),
        ("zh", "盐的贸易，直到1847年", "Noto Serif SC"),
        ("ja", "塩の貿易、直、骨", "Noto Serif JP"),
        ("ko", "소금 무역", "Noto Serif KR"),
    ],
)
def test_other_scripts_are_set_in_fonts_of_ours(language: str, text: str, family: str) -> None:
    need(thirdparty.find(fonts.SCRIPTS[family]) is not None, f"{family} (make thirdparty, make cjk)")
    document = m.Document(
        m.Metadata(title=t("T"), language="en"), blocks=(p(m.Span(t(text), language=language)),)
    )
    data, found = export(document)
    assert not [d for d in found if d.rule == "font-complete"]
    foreign = {name for name in names(data) if name.startswith("Noto")}
    assert foreign == {family.replace(" ", "-")}


def test_a_font_of_the_machine_does_not_serve_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "SCRIPTS", {})
    said = [d for d in export(paper("盐的贸易 and 소금"))[1] if d.rule == "font-complete"]
    for name in ("Chinese characters", "Korean"):
        assert any(name in d.message for d in said), name
    assert all("make cjk" in d.hint for d in said)


def test_a_newer_font_of_the_same_name_on_the_machine_changes_nothing(tmp_path: Path) -> None:
    """Fontconfig prefers the newer of two; another face calls itself by the name of ours here."""
    script = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r})\n"
        "from tests.pdf.test_fonts import paper\nfrom tests.pdf.paper import export\n"
        "sys.stdout.buffer.write(export(paper('Words in a font.'))[0])"
    )
    folder = fonts.own()["Source Sans 3"]
    impostor = TTFont(next(folder.rglob("*400Regular.ttf")))
    impostor["head"].fontRevision = 99.0
    for record in impostor["name"].names:
        if record.nameID in {1, 16}:
            record.string = "STIX Two Text"
    (tmp_path / "fonts").mkdir()
    impostor.save(tmp_path / "fonts" / "impostor.ttf")

    def made(place: Path) -> bytes:
        run = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "XDG_DATA_HOME": str(place)},
        )
        return run.stdout

    assert made(tmp_path) == made(tmp_path / "nothing")


def test_families_end_with_the_first_that_we_carry() -> None:
    assert fonts.families(("Garamond", "STIX Two Text", "Times New Roman", "serif")) == (
        "Garamond",
        "STIX Two Text",
        fonts.SYMBOLS,
    )
    assert fonts.families(("Garamond",)) == ("Garamond",)


def test_without_our_fonts_the_system_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperconv.thirdparty.find", lambda _: None)
    assert not fonts.are_here()
    assert fonts.families(("STIX Two Text", "Liberation Serif")) == ("STIX Two Text", "Liberation Serif")
    assert export(paper("Words."))[0].startswith(b"%PDF")


def test_fonts_cut_without_harfbuzz_carry_no_time() -> None:
    script = (
        f"import sys, time, warnings; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); warnings.simplefilter('ignore')\n"
        "from tests.pdf.test_fonts import paper\nfrom tests.pdf.paper import export\n"
        "from weasyprint.pdf import fonts\nfonts.harfbuzz_subset = None\n"
        "first = export(paper('Words in a font.'))[0]; time.sleep(1.1)\n"
        "raise SystemExit(first != export(paper('Words in a font.'))[0])"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_environment_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/somewhere/else.conf")
    export(paper("Words."))
    import os

    assert os.environ["FONTCONFIG_FILE"] == "/somewhere/else.conf"
    assert engine.VERSION
