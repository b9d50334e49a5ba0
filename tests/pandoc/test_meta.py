from __future__ import annotations

from paperconv import model as m
from paperconv.pandoc.ast import meta_tree, read_ast, to_draft


def test_metadata_are_plain_values_with_inlines_and_blocks():
    text = "---\ntitle: The *big* one^[Thanks]\nauthor:\n- name: A\n  corresponding: true\nabstract: |\n  One.\n\n  Two.\n---\n\nBody.^[n]\n"
    ast = read_ast(text.encode(), "markdown", source="x")
    tree = meta_tree(ast)
    assert tree["title"][1] == m.Styled("emph", (m.Text("big"),))
    assert tree["author"] == [{"name": (m.Text("A"),), "corresponding": True}]
    assert [type(block) for block in tree["abstract"]] == [m.Paragraph, m.Paragraph]
    draft = to_draft(ast, file="x", log=[].append)
    assert [m.text_of(note) for note in draft.notes] == ["Thanks", "n"]
    assert tree["title"][3] == m.NoteRef(draft.notes[0].id)
