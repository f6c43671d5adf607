"""What a build of Sphinx in a process of its own says when it stops."""

from __future__ import annotations

_CALL = 'File "'


def cause_of_crash(said: str) -> str:
    """The exception that has stopped a build, in one line; "" where none has."""
    before, end, _ = said.partition("\nThe full traceback")
    lines = before.splitlines() if end else []
    last = max((number for number, line in enumerate(lines) if line.lstrip().startswith(_CALL)), default=len(lines))
    # The exception stands after the last of the calls, whose lines are set in by two.
    indent = lines[last].index(_CALL) - 2 if last < len(lines) else 0
    after = lines[last + 1 :]
    first = next((number for number, line in enumerate(after) if line[indent : indent + 1].strip()), len(after))
    return " ".join(" ".join(after[first:]).split())
