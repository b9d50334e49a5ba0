"""Draws the pictures of this example at the sizes and resolutions that journals ask for. Run once; the files are kept here."""

import math
from pathlib import Path

from PIL import Image, ImageDraw
from weasyprint import HTML

HERE = Path(__file__).parent
DPI = 300
INK, VALLEY, RIVER = (35, 38, 48), (222, 226, 208), (140, 176, 200)
COLOURS = {"white": (150, 170, 215), "yellow": (225, 180, 60), "amber": (205, 110, 40)}
MEANS = {"white": (41, 6), "yellow": (19, 4), "amber": (11, 3)}
HOURS = range(21, 28)


def sheet(width_mm: float, height_mm: float, ground: tuple[int, int, int]) -> Image.Image:
    """An empty picture of that size."""
    return Image.new("RGB", (round(width_mm / 25.4 * DPI), round(height_mm / 25.4 * DPI)), ground)


def valley() -> Image.Image:
    """The valley with its river and its forty gardens, each in the colour of its lamp."""
    picture = sheet(140, 80, VALLEY)
    pen = ImageDraw.Draw(picture)
    width, height = picture.size

    def river(x: float) -> float:
        return height * (0.5 + 0.14 * math.sin(x / width * 7))

    pen.line([(x, river(x)) for x in range(0, width, 6)], RIVER, 34, joint="curve")
    for place in range(40):
        x = width * (0.05 + 0.9 * place / 39)
        y = river(x) + (-1) ** place * height * (0.12 + 0.21 * abs(math.sin(place * 2.4)))
        colour = list(COLOURS.values())[place % 3]
        pen.ellipse((x - 17, y - 17, x + 17, y + 17), colour, INK, 4)
    pen.line([(80, height - 90), (80 + width / 7, height - 90)], INK, 8)
    return picture.quantize(64).convert("RGB")


def traps() -> Image.Image:
    """A lit sheet at night, with moths on it: dots of many shades, as a photograph has."""
    picture = sheet(68, 60, (18, 20, 30))
    pen = ImageDraw.Draw(picture)
    width, height = picture.size
    for ring in range(60, 0, -1):
        shade = round(235 * (1 - ring / 62) ** 1.6)
        radius = ring / 60 * width * 0.62
        pen.ellipse(
            (width / 2 - radius, height * 0.45 - radius, width / 2 + radius, height * 0.45 + radius),
            (18 + shade * 9 // 10, 20 + shade * 17 // 20, 30 + shade * 3 // 5),
        )
    for moth in range(23):
        x = width * (0.5 + 0.36 * math.sin(moth * 2.1))
        y = height * (0.45 + 0.33 * math.cos(moth * 1.3))
        for side in (-1, 1):
            pen.polygon([(x, y), (x + side * 26, y - 15), (x + side * 20, y + 14)], (88, 74, 60))
        pen.line([(x, y - 12), (x, y + 16)], (40, 32, 26), 5)
    return picture


def sill() -> Image.Image:
    """The lamp from the side: post, shade, trap."""
    picture = sheet(68, 60, "white")
    pen = ImageDraw.Draw(picture)
    width, height = picture.size
    pen.rectangle((width * 0.47, height * 0.2, width * 0.5, height * 0.95), INK)
    pen.polygon(
        [(width * 0.36, height * 0.26), (width * 0.61, height * 0.26), (width * 0.485, height * 0.1)], INK
    )
    pen.ellipse((width * 0.45, height * 0.27, width * 0.52, height * 0.36), COLOURS["yellow"], INK, 4)
    pen.rectangle((width * 0.2, height * 0.6, width * 0.42, height * 0.95), (200, 200, 205), INK, 6)
    pen.line([(0, height * 0.95), (width, height * 0.95)], INK, 6)
    return picture


def bars() -> str:
    """Moths a night by colour of the lamp, with bars of one standard error, as SVG."""
    drawn = []
    for place, (name, (mean, error)) in enumerate(MEANS.items()):
        x, top = 90 + place * 110, 220 - mean * 4
        red, green, blue = COLOURS[name]
        drawn.append(
            f'<rect x="{x}" y="{top}" width="60" height="{mean * 4}" fill="rgb({red},{green},{blue})"/>'
            f'<path d="M{x + 30} {220 - (mean - error) * 4}V{220 - (mean + error) * 4}" stroke="#222" stroke-width="2"/>'
        )
    for count in range(0, 51, 10):
        y = 220 - count * 4
        drawn.append(f'<path d="M56 {y}H62" stroke="#222" stroke-width="1.5"/>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="120mm" height="74mm" viewBox="0 0 400 246">'
        f'<path d="M62 14V220H392" fill="none" stroke="#222" stroke-width="1.5"/>{"".join(drawn)}</svg>\n'
    )


def hours() -> str:
    """Catch by hour of the night, one line for each colour, as SVG for a page."""
    lines = []
    for name, (mean, _) in MEANS.items():
        points = " ".join(
            f"{60 + (hour - 21) * 52},{200 - mean * 3.6 * math.exp(-((hour - 23.4) ** 2) / 4):.1f}"
            for hour in HOURS
        )
        red, green, blue = COLOURS[name]
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="rgb({red},{green},{blue})" stroke-width="3"/>'
        )
        lines.append(
            f'<text x="{64 + 52 * 3}" y="{196 - mean * 3.6:.1f}" font-size="13" font-family="Source Sans 3">{name}</text>'
        )
    ticks = "".join(
        f'<text x="{60 + (hour - 21) * 52}" y="220" font-size="13" text-anchor="middle" font-family="Source Sans 3">{hour % 24:02d}</text>'
        for hour in HOURS
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 236">'
        f'<path d="M48 20V200H390" fill="none" stroke="#222" stroke-width="1.5"/>{"".join(lines)}{ticks}</svg>'
    )


def main() -> None:
    """Write all files."""
    dots = (DPI, DPI)
    valley().quantize(64).save(HERE / "valley.png", dpi=dots, optimize=True)
    traps().save(HERE / "sheet.jpg", quality=88, dpi=dots)
    sill().save(HERE / "lamp.tif", compression="tiff_adobe_deflate", dpi=dots)
    (HERE / "catch.svg").write_text(bars(), encoding="utf-8")
    page = f"<style>@page{{size:120mm 71mm;margin:0}}body{{margin:0}}svg{{width:120mm;height:71mm}}</style>{hours()}"
    HTML(string=page).write_pdf(HERE / "hours.pdf")


if __name__ == "__main__":
    main()
