"""The stages of a document."""

DRAFT, FINAL = STAGES = ("draft", "final")
"""In a draft, what is left to do is advice."""
