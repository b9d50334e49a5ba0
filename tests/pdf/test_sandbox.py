"""A PDF holds what the job gave; nothing is fetched, and what is broken is named."""

from __future__ import annotations

import builtins
import io
import os
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import msgspec
import pikepdf
import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule
from paperconv.errors import StyleError
from paperconv.exporters.pdf import PdfExporter
from paperconv.exporters.pdf.fetch import STYLE, Fetcher, Refused
from paperconv.styles import load_style
from paperconv.svg import SvgRefused, safe_svg
from tests.documents import LETTER
from tests.jobs import job
from tests.pdf.paper import export, opened, text_of
from tests.pieces import p, png, t

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
)


def svg(body: str) -> bytes:
    return f"{HEAD}{body}</svg>".encode()


def paper(*blocks: m.Block, resources: tuple[m.Resource, ...] = ()) -> m.Document:
    return m.Document(m.Metadata(title=t("T"), language="en"), blocks=blocks, resources=resources)


def figure(source: str) -> m.Figure:
    return m.Figure((m.Panel(m.Image(source, "a view")),), id="fig1", label="Figure 1")


def test_a_missing_picture_is_named_in_its_place_and_reported_once(tmp_path: Path) -> None:
    data, found = export(paper(figure("lost.png"), p(m.Image("lost.png", "again"))))
    assert "lost.png" in text_of(data, tmp_path)
    assert [d.rule for d in found].count(Rule.PICTURE_READABLE) == 1


def test_pictures_are_embedded_at_the_size_they_ask_for() -> None:
    resources = (m.Resource("plot.png", "image/png", png(600, 300)),)  # 300 dots an inch: two inches wide
    pdf = opened(export(paper(figure("plot.png"), resources=resources))[0])
    placed = [
        o
        for o, op in pikepdf.parse_content_stream(pdf.pages[0])
        if str(op) == "cm" and abs(float(o[0])) > 100
    ]
    assert [round(float(o[0])) for o in placed] == [192]
    assert not any(image.get("/Interpolate", False) for image in pdf.pages[0].get_images().values())


def test_nothing_outside_the_job_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    opened_files: list[str] = []
    real = io.open

    def watched(file: object, *args: object, **more: object) -> object:
        opened_files.append(str(file))
        return real(file, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(socket, "create_connection", no_network)
    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(builtins, "open", watched)
    hostile = paper(
        p("</style><link rel=stylesheet href=file:///etc/passwd><script>1</script>"),
        figure("http://127.0.0.1:9/x.png"),
        p(m.Image("file:///etc/hostname", "host"), m.Image(f"{STYLE}0/page.css", "css")),
        p(m.Link("file:///etc/passwd", t("here")), m.Link("javascript:alert(1)", t("there"))),
        m.RawBlock("html", '<img src="file:///etc/hostname"><style>@import "file:///etc/passwd"</style>'),
        figure("evil.svg"),
        resources=(
            m.Resource(
                "evil.svg",
                "image/svg+xml",
                svg('<image href="file:///etc/hostname"/><style>@import url(http://127.0.0.1:9/)</style>'),
            ),
        ),
    )
    data, _ = export(hostile)
    assert not [name for name in opened_files if "/etc/passwd" in name or "/etc/hostname" in name]
    assert b"/JavaScript" not in data


def test_only_pictures_handed_out_and_files_of_the_style_are_served(tmp_path: Path) -> None:
    folder = tmp_path / "look"
    folder.mkdir()
    (folder / "style.toml").write_text('extends = "base"\n')
    (folder / "dot.png").write_bytes(png(4, 4))
    (tmp_path / "secret.png").write_bytes(png(4, 4))
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    given, _ = job(LETTER)
    fetch = Fetcher(msgspec.structs.replace(given, style=load_style(str(folder))))
    assert fetch(f"{STYLE}0/dot.png").read() == png(4, 4)
    for url in (
        f"{STYLE}0/../secret.png",
        f"{STYLE}0/link.png",
        f"{STYLE}0/style.toml",
        f"{STYLE}9/dot.png",
        f"{STYLE}x/dot.png",
        f"file://{folder}/dot.png",
        "http://example.org/a.png",
        "picture:///0.png",
        "data:image/png;base64,AAAA",
    ):
        with pytest.raises(Refused):
            fetch(url)


def test_a_style_draws_with_its_own_files_and_not_with_others(tmp_path: Path) -> None:
    folder = tmp_path / "look"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(png(5, 5))
    (folder / "style.toml").write_text('extends = "base"\n')
    (folder / "logo.png").write_bytes(png(7, 7))
    (folder / "page.css").write_text(
        "h1 { background: url(logo.png) } p { background: url(../secret.png) } body { background: url(/etc/x.png) }"
        "@import url(http://127.0.0.1:9/a.css);"
    )
    given, _ = job(LETTER)
    data = PdfExporter().export(LETTER, msgspec.structs.replace(given, style=load_style(str(folder)))).data
    pdf = opened(data)
    images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
    sizes = {(int(image.Width), int(image.Height)) for image in images}
    assert sizes == {(7, 7)}


@pytest.mark.parametrize(
    ("key", "value"),
    [("size", "a4; } html { color: red"), ("margin-top", "url(x)"), ("margin-inner", "12"), ("size", "10mm")],
)
def test_page_data_that_is_no_length_is_refused_by_name(key: str, value: str, tmp_path: Path) -> None:
    (tmp_path / "style.toml").write_text(f'extends = "base"\n[page]\n{key} = "{value}"\n')
    given, _ = job(LETTER)
    with pytest.raises(StyleError, match=rf"page\.{key}"):
        PdfExporter().export(LETTER, msgspec.structs.replace(given, style=load_style(str(tmp_path))))


def test_a_drawing_keeps_its_shapes_and_loses_what_reaches_out() -> None:
    kept = safe_svg(
        svg(
            '<script>alert(1)</script><rect id="r" width="5" height="5" fill="url(#g)" onload="x()"/>tail'
            '<linearGradient id="g"/><use href="#r"/><use xlink:href="http://a/b.svg#x"/><image href="file:///etc/x"/>'
            "<style>.a{fill:url(#g)}</style><style>.b{fill:url(http://a/)}</style><style>.c{mask:url(#m)}</style>"
            '<rect style="background:u\\72l(http://a/)"/><mask id="m"/>'
        )
    ).data.decode()
    assert "<rect" in kept
    assert 'fill="url(#g)"' in kept
    assert ".a{fill:url(#g)}" in kept
    assert "tail" in kept
    for gone in ("script", "onload", "http://a", "file:", ".c{"):
        assert gone not in kept


def test_a_drawing_that_would_take_for_ever_is_refused() -> None:
    doubling = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/><use href="#a{n + 1}"/></g>' for n in range(40))
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("<text>&b;</text>").decode()
    for data in (
        svg(doubling + '<rect id="a40"/>'),
        svg('<g id="a"><use href="#a"/></g>'),
        svg("<g>" * 300 + "</g>" * 300),
        bomb.encode(),
        b"<svg>",
        b"<html/>",
    ):
        with pytest.raises(SvgRefused):
            safe_svg(data)


def test_a_refused_drawing_is_reported_with_its_name() -> None:
    resources = (m.Resource("bad.svg", "image/svg+xml", svg('<g id="a"><use href="#a"/></g>')),)
    _, found = export(paper(figure("bad.svg"), resources=resources))
    assert [d for d in found if d.rule == Rule.PICTURE_READABLE and "bad.svg" in d.message]


def test_characters_without_a_font_are_reported_by_script() -> None:
    found: list[Diagnostic] = []
    import logging

    from paperconv.exporters.pdf.messages import listening, script

    with listening(found.append):
        for character in "हिहh中":
            logging.getLogger("weasyprint").warning(
                '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)', character, 1
            )
        logging.getLogger("weasyprint").warning("Ignored `foo` at 1:1, unknown property.")
    assert [d.rule for d in found] == [Rule.FONT_COMPLETE] * 3
    assert "Devanagari letters: ह (U+0939) ि" in found[0].message
    assert "fonts-noto-cjk" in found[2].hint
    assert [script(c) for c in "∀한あ🙂／。"] == [
        "symbols",
        "Korean",
        "Japanese kana",
        "emoji",
        "Chinese characters",
        "Chinese characters",
    ]


def test_without_pango_one_sentence_says_how_to_get_it(tmp_path: Path) -> None:
    fake = tmp_path / "weasyprint"
    fake.mkdir()
    (fake / "__init__.py").write_text(
        'print("long advice")\nraise OSError("cannot load library gobject-2.0-0")\n'
    )
    script = textwrap.dedent("""
        from paperconv import registry
        from paperconv.errors import MissingTool
        try:
            registry.exporter("pdf")
        except MissingTool as error:
            print(error)
    """)
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(tmp_path)},
    )
    lines = run.stdout.splitlines()
    assert len(lines) == 1
    assert "long advice" not in run.stdout
    for word in ("apt-get", "dnf", "brew", "pacman", "libpango-1.0-0"):
        assert word in lines[0]


def test_without_pango_the_other_formats_are_written(tmp_path: Path) -> None:
    fake = tmp_path / "weasyprint"
    fake.mkdir()
    (fake / "__init__.py").write_text('raise OSError("cannot load library gobject-2.0-0")\n')
    paper = tmp_path / "paper.md"
    paper.write_text("# Tides\n\nAda Roe\n\n## Introduction\n\nWater rose.\n")
    out = tmp_path / "out"
    command = [
        str(Path(sys.executable).with_name("paperconv")),
        "convert", str(paper), "--to", "pdf,jats", "--output-dir", str(out),
    ]  # fmt: skip
    run = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(tmp_path)}
    )
    assert run.returncode == 1
    assert "pdf is not written: PDF needs the Pango library: install it with" in run.stderr
    assert "Traceback" not in run.stderr
    assert [path.name for path in out.iterdir()] == ["paper.xml"]


def test_loading_the_exporter_starts_no_process() -> None:
    script = textwrap.dedent("""
        import subprocess, os, ctypes.util
        before = ctypes.util.find_library
        def refuse(*a, **k): raise SystemExit("a process was started")
        subprocess.Popen = refuse
        os.posix_spawn = os.fork = os.popen = refuse
        import paperconv.exporters.pdf
        assert ctypes.util.find_library is before
    """)
    if sys.platform != "linux":
        pytest.skip("elsewhere the search for libraries needs processes")
    subprocess.run([sys.executable, "-c", script], check=True)
