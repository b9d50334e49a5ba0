"""A document as HTML: one tree for the formats html, epub and pdf.

``build(document, Options(image, log, medium))`` gives a whole page; ``build_parts`` its pieces, for who
splits it into files. Elements are in no namespace. The document must have gone through ``prepare(style)``.

Shape of a page (``medium="page"``: flat, ``main`` has no wrappers)::

    <html lang dir>
      <head><meta charset><title><meta name="author|description|keywords|…"></head>
      <body>
        <header class="title-block">
          p.journal  p.subjects  h1.title  p.subtitle  p.translated-title[lang]
          p.authors > span.author > (span.author-name, span.degrees, sup.marks > a)
          ol.affiliations > li.affiliation#id > (sup.label, text, a.ror)
          ul.author-notes > li.author-note.<kind>#id > (sup.label, text)
          ul.author-details > (li.author-detail.<kind> > (span.label, span.author-name, a.email …),
            li.author-detail > (span.author-name, a.email, a.orcid, …))
          p.editors  p.dates  p.identifiers
          section.abstract.<kind>#id[lang]  (h2.abstract-title, p, h3 …)
          p.keywords.<kind>[lang] > (span.label, span.keyword …)
          div.article-info > (p.funding, p.license, p.related, p.conference)
        </header>
        <main>
          h2 … h6 > (span.label, text)   class: the section's role; "appendix"
          p  p.<role>  ul  ul.task-list  ol  ol.labelled > li > span.label  dl  blockquote  blockquote.epigraph
          blockquote.pull  p.attribution  pre.code  hr.divider  pre.raw  code.raw
          div.equation#id > (math | span.formula, span.equation-number)
          figure.figure#id  > (img, div.panel#id > (img, div.caption), figcaption.caption > span.credit)
          figure.table-wrap#id > (table > caption.caption, thead, tbody, tfoot; div.table-notes > p.table-note#id)
          figure.code#id  figure.algorithm#id  div.box.<kind>#id > p.box-title  div.statement.<kind>#id
          div.verse > (p.verse-title, p.stanza > span.line, p.attribution)  div.supplement#id
          h2.references-title, ul.references > li.reference#id > (span.label, text)
          h2.notes-title, aside.note#id   (the page medium: only notes that nothing calls)
        </main>

Further classes: ``wide`` (spans the page) and ``landscape`` on figures and tables (``data-scale`` on a table is its type's share of the
usual size); ``panels`` on a figure of
several; ``caption-title``; ``label`` and in it ``label-end`` (the stop after it); ``align-left|center|right|justify|decimal`` on
cells; ``citation``, ``cross-reference``, ``noteref``, ``footnote``, ``footnote-paragraph``, ``back-link``; ``formula``,
``small-caps``, ``monospace``, ``index-term``, ``comment``, ``missing-image``, ``biographies``; on pages ``callout`` (where a figure
at the end was) and ``new-page``; PDF adds ``div.run-in`` round a heading and the paragraph whose line it shares,
``page-top`` on what goes to the top of a page across the columns, ``long`` and ``cramped`` on tables.
Ids are those of the model.
"""

from __future__ import annotations

from paperconv.html.options import Heading, Options, Part, Parts, ShownFormula, ShownImage
from paperconv.html.page import build, build_parts

__all__ = ["Heading", "Options", "Part", "Parts", "ShownFormula", "ShownImage", "build", "build_parts"]
