"""Acknowledgements, availability and other statements in front matter."""

from __future__ import annotations

from collections.abc import Mapping

from paperconv import model as m
from paperconv.manuscript.fields_shape import shaped
from paperconv.manuscript.fields_values import LineOf, Path, Place, Value, bare, blocks, inlines, plain

_TITLES = {
    "acknowledgements": "Acknowledgements", "acknowledgments": "Acknowledgments", "acknowledgement": "Acknowledgements",
    "acknowledgment": "Acknowledgments", "acks": "Acknowledgements", "data-availability": "Data availability",
    "data-availability-statement": "Data availability", "code-availability": "Code availability",
    "data-code-availability": "Code and data availability", "code-data-availability": "Code and data availability",
    "materials-availability": "Materials availability", "sample-availability": "Sample availability",
    "software-availability": "Software availability", "competing-interests": "Competing interests",
    "competing-interest": "Competing interests", "conflict-of-interest": "Conflict of interest",
    "conflicts-of-interest": "Conflicts of interest", "conflict": "Conflict of interest",
    "declaration-of-interest": "Declaration of interest", "author-contributions": "Author contributions",
    "author-contribution": "Author contributions", "contributions": "Author contributions", "ethics": "Ethics statement",
    "ethics-statement": "Ethics statement", "ethics-approval": "Ethics approval",
    "institutional-review": "Institutional review board statement", "informed-consent": "Informed consent statement",
    "ai-use": "Use of AI", "use-of-ai": "Use of AI", "ai-disclosure": "AI disclosure", "ai-usage-disclosure": "AI usage disclosure",
    "generative-ai": "Declaration of generative AI", "consent-to-participate": "Consent to participate",
    "consent-for-publication": "Consent for publication", "disclaimer": "Disclaimer", "disclosure": "Disclosure", "disclosures": "Disclosures", "consent": "Consent",
    "videosupplement": "Video supplement", "supplementary": "Supplementary material",
    "supplement": "Supplementary material", "supplementary-material": "Supplementary material",
    "related-version": "Related version", "preregistration": "Preregistration", "open-practices": "Open practices statement",
}  # fmt: skip
_STATEMENTS = {bare(key): title for key, title in _TITLES.items()}
STATEMENT_KEYS = frozenset(_STATEMENTS)
"""Keys of statements, as :func:`~paperconv.manuscript.fields_values.bare` has them."""

_AVAILABILITY = {
    "code": "Code availability", "data": "Data availability", "codedata": "Code and data availability",
    "sample": "Sample availability", "text": "Availability",
}  # fmt: skip


def statements_from(
    tree: Mapping[str, Value], file: str, line_of: LineOf | None = None
) -> tuple[m.DraftBlock, ...]:
    """The statements of front matter as headings with their text."""
    shape = shaped(tree)
    place = Place(lambda _: None, file, line_of, shape.moved)
    out: list[m.DraftBlock] = []

    def add(title: str, content: m.Blocks, path: Path) -> None:
        if content:
            out.append(m.Heading(level=1, children=m.text(title), numbered=False, pos=place.pos(path)))
            out.extend(content)

    for name, value in shape.tree.items():
        key, path = bare(name), (name,)
        if key in _STATEMENTS and not isinstance(value, Mapping):
            if plain(value).lower() not in {"true", "false", "yes", "no"}:
                add(_STATEMENTS[key], blocks(value, place.pos(path)), path)
        elif key == "availability" and isinstance(value, Mapping):
            for inner, one in value.items():
                content = blocks(one, place.pos((name, inner)))
                add(_AVAILABILITY.get(bare(inner), "Availability"), content, (name, inner))
        elif key == "availability":
            add("Availability", blocks(value, place.pos(path)), path)
        elif key == "abbreviations" and isinstance(
            value, list
        ):  # MyST has a mapping, which is no list to print
            rows = [one for one in value if isinstance(one, Mapping) and {"short", "long"} <= set(one)]
            items = tuple(
                m.DefinitionItem(inlines(one["short"]), (m.ListItem((m.Paragraph(inlines(one["long"])),)),))
                for one in rows
            )
            if items:
                add("Abbreviations", (m.DefinitionList(items, pos=place.pos(path)),), path)
    return tuple(out)
