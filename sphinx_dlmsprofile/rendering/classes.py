"""Classes of nodes by which our nodes are found again, and which style sheets use."""

from __future__ import annotations

HEADING = "dlms_heading"
"""Attribute of a section at the top: its title as its author wrote it, "Annex A (informative) Examples"."""

FAULT_TEXT_CLASS = "dlms-fault-text"
"""Of the raw text of what could not be read."""

TERM_CLASS = "dlms-term"
"""Of a section that is a terminological entry: its number stands on a line of its own, the contents leave it out."""

PART_CLASS = "dlms-remark"
"""Of a paragraph in smaller type: an example or a note to entry."""

SHOWS = "dlms_shows"
"""Attribute of a node that shows a record: the name of its kind. Values in it are not the author's prose."""
