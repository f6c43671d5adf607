"""Drawings as PNG, by Typst: the same octets on every machine, without programs that the user has to have."""

from __future__ import annotations

from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

_RESOLUTION = 200.0
"""Points to the inch."""


def to_png(content: bytes) -> bytes | None:
    """A drawing (SVG) as PNG; None where it cannot be drawn, or Typst is not installed."""
    if find_spec("typst") is None:
        return None
    import typst  # noqa: PLC0415  optional, and loaded only where there is a drawing

    fonts = resources.files("sphinx_dlmsprofile.publishing.typst") / "fonts"
    with resources.as_file(fonts) as font_path, TemporaryDirectory() as directory:
        Path(directory, "drawing.svg").write_bytes(content)
        main = Path(directory, "main.typ")
        main.write_text('#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")\n', "utf-8")
        try:
            found = typst.compile(
                main, root=Path(directory), font_paths=[font_path], ignore_system_fonts=True,
                format="png", ppi=_RESOLUTION,
            )  # fmt: skip
        except (typst.TypstError, ValueError, RuntimeError):
            return None
    return bytes(found) if found else None
