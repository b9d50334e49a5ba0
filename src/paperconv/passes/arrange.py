"""The last steps of a document that is printed on pages; beside the others, which most formats need without these."""

from __future__ import annotations

from paperconv.passes.bring_floats import bring_floats
from paperconv.passes.leave_out_abstracts import leave_out_abstracts
from paperconv.passes.leave_out_statements import leave_out_statements
from paperconv.passes.order_back import order_back
from paperconv.passes.place_floats import place_floats
from paperconv.passes.types import Pass
from paperconv.styles.types import JournalStyle


def arrange(style: JournalStyle) -> tuple[Pass, ...]:
    """The steps that put a prepared document into the order in which ``style`` prints it: for formats that have pages."""
    return (
        leave_out_abstracts(style),  # first: what is not printed is not placed
        leave_out_statements(style),
        bring_floats(style),
        place_floats(style),  # it adds to the back matter
        order_back(style),
    )
