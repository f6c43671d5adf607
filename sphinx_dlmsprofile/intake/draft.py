"""What becomes of a draft: the project, and each of its documents while it is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from sphinx_dlmsprofile.intake.rest import Notes


@dataclass
class Draft:
    """What has become of a draft: ``files`` by name, ``became`` what was read into what, ``left`` what is left.

    ``before`` is what stood before the first heading, ``words`` are all of its words but those that are made anew,
    ``said`` those that directives say by themselves.
    """

    files: dict[str, str] = field(default_factory=dict)
    became: dict[str, int] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    title: str = ""
    words: list[str] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    before: str = ""

    def count(self, what: str, number: int = 1) -> None:
        """Count what was read."""
        self.became[what] = self.became.get(what, 0) + number


@dataclass
class Document:
    """A file of the project: its blocks, and what stands beside them."""

    name: str
    blocks: list[str] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)

    def add(self, block: str) -> None:
        """Add a block, before it the entries of the index that were read with it."""
        entries, self.notes.entries = self.notes.entries, []
        if entries:
            # As far in as the block, which would be taken for a part of the directive otherwise.
            indent = " " * (len(block) - len(block.lstrip(" ")))
            lines = [".. index::", *(f"   {entry}" for entry in dict.fromkeys(entries))]
            # A figure waits for its caption: its entries stand before it.
            is_figure = not block and bool(self.blocks) and self.blocks[-1].startswith(".. figure::")
            self.blocks.insert(len(self.blocks) - is_figure, "\n".join(f"{indent}{line}" for line in lines))
        if block and block[0] == " " and self.blocks:
            block = f"..\n\n{block}"  # else it would be a part of a list, code or directive before it
        if block:
            self.blocks.append(block)

    def written(self) -> str:
        """The text of the file: blocks, footnotes, and as comments what reviewers said."""
        blocks = list(self.blocks)
        for number, note in enumerate(self.notes.footnotes, 1):
            body = note.replace("\n", "\n   ")
            blocks.append(f".. [#n{number}] {body}")
        blocks += [".. " + " ".join(remark.split()) for remark in self.notes.said()]
        return "\n\n".join(blocks) + "\n"
