"""Characters that replace, in a text, what is not prose."""

OPAQUE = "\ufffc"
"""Stands in a text for what is not prose: code, literals, formulae, images, numbers of references."""

UNSAID = "…"
"""The same where others read it."""

LABEL = "\ufdd0"
"""Stands in what is read of a paragraph, before it becomes a text, for the identifier of a provision."""
