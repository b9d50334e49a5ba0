"""Draws the pictures of this example, one in each kind of file that authors send. Run once; the files are kept here."""

import math
from pathlib import Path

from PIL import Image, ImageDraw
from weasyprint import HTML

HERE = Path(__file__).parent
INK, SEA, SAND, RED = (30, 40, 60), (120, 160, 190), (214, 200, 168), (170, 60, 50)


def plot(width: int, height: int, phase: float) -> Image.Image:
    """A tide curve with its axes."""
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    left, bottom = width // 12, height - height // 8
    pen.line([(left, height // 12), (left, bottom), (width - left // 2, bottom)], INK, 3)
    points = [
        (
            x,
            bottom // 2
            + height // 20
            + math.sin(x / width * 15 + phase) * height * 0.3 * math.cos(x / width * 2),
        )
        for x in range(left, width - left)
    ]
    pen.line(points, SEA, 5)
    pen.line([(x, y + 8 * math.sin(x / 30)) for x, y in points], RED, 2)
    return picture


def map_of_gauges() -> Image.Image:
    """A coast with four marks."""
    picture = Image.new("RGB", (900, 600), SEA)
    pen = ImageDraw.Draw(picture)
    coast = [(0, 0), *((x, 240 + 90 * math.sin(x / 130) + x / 9) for x in range(0, 901, 10)), (900, 0)]
    pen.polygon(coast, SAND, INK)
    for x, y in ((120, 320), (330, 310), (560, 250), (760, 400)):
        pen.ellipse((x - 12, y - 12, x + 12, y + 12), RED, INK)
    return picture


def vector(body: str) -> str:
    """An SVG of 320 by 200 units."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200" viewBox="0 0 320 200">'
        f'<rect width="320" height="200" fill="#fff"/>{body}</svg>\n'
    )


SPECTRUM = vector(
    '<g stroke="#1e283c" stroke-width="1.5" fill="none"><path d="M30 170H305M30 170V15"/>'
    '<path stroke="#78a0be" stroke-width="2" d="M30 165L80 160 100 40 108 158 160 150 175 90 182 152 300 160"/></g>'
    '<g font-family="sans-serif" font-size="10" fill="#1e283c"><text x="92" y="34">M2</text><text x="170" y="84">K1</text>'
    '<text x="130" y="190">Frequency (cycles per day)</text></g>'
)
RESIDUALS = vector(
    '<g stroke="#1e283c" fill="none"><path d="M30 100H305M30 180V15" stroke-width="1.5"/></g><g fill="#aa3c32">'
    + "".join(
        f'<circle cx="{40 + 6 * i}" cy="{100 - 55 * math.sin(i * 1.7) * math.exp(-i / 40):.1f}" r="2.4"/>'
        for i in range(44)
    )
    + '</g><text x="120" y="195" font-family="sans-serif" font-size="10">Days after setting</text>'
)
SECTION = """%!PS-Adobe-3.0 EPSF-3.0
%%BoundingBox: 0 0 320 200
%%EndComments
0.47 0.63 0.75 setrgbcolor 0 0 320 90 rectfill
0.84 0.78 0.66 setrgbcolor 0 0 moveto 90 0 lineto 70 150 lineto 0 170 lineto closepath fill
0.12 0.16 0.24 setrgbcolor 1.5 setlinewidth
120 20 moveto 120 180 lineto 150 180 lineto 150 20 lineto stroke
135 90 8 0 360 arc stroke
135 98 moveto 135 170 lineto stroke
showpage
%%EOF
"""


def main() -> None:
    """Write all files."""
    map_of_gauges().save(HERE / "map.png", dpi=(200, 200), optimize=True)
    plot(1000, 520, 0.0).save(HERE / "curve-a.jpg", quality=80, dpi=(200, 200))
    plot(1000, 520, 1.3).quantize(16).save(HERE / "curve-b.gif")
    plot(1000, 520, 2.1).quantize(16).convert("RGB").save(
        HERE / "curve-c.tif", compression="tiff_lzw", dpi=(200, 200)
    )
    plot(1000, 520, 3.4).save(HERE / "curve-d.webp", quality=70)
    (HERE / "spectrum.svg").write_text(SPECTRUM, encoding="utf-8")
    sheet = "<style>@page{size:320px 200px;margin:0}body{margin:0}svg{display:block}</style>"
    HTML(string=sheet + RESIDUALS).write_pdf(HERE / "residuals.pdf")
    (HERE / "section.eps").write_text(SECTION, encoding="ascii")
    table = Image.new("L", (700, 160), 255)
    pen = ImageDraw.Draw(table)
    for row, text in enumerate(("1872   set 3 s fast", "1873   set 1 s slow", "1874   stopped by ice")):
        pen.text((20, 10 + row * 50), text, 0, font_size=30)
    table.save(HERE / "logbook.png", optimize=True)


main()
