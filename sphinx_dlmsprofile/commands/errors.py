"""How a command gives up."""

from __future__ import annotations


class CannotRunError(Exception):
    """The command cannot do what it was asked for; its text says why in one line."""
