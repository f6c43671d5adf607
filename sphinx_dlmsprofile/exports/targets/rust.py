"""The constants of a profile as a module of Rust."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.constant_groups import constant_groups, decimal_of, left_out, title_of
from sphinx_dlmsprofile.exports.identifiers import Identifiers, comment
from sphinx_dlmsprofile.exports.omissions import omissions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sphinx_dlmsprofile.model.project import Project

__all__ = ["export", "left_out"]

_RESERVED = (
    *("abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else"),
    *("enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match"),
    *("mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait"),
    *("true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "union"),
)


def export(project: Project, _date: datetime) -> str:
    """The module: a module for each group."""
    return "\n".join(_lines(project)) + "\n"


def _lines(project: Project) -> Iterator[str]:
    modules = Identifiers(_RESERVED)
    yield f"// {comment(title_of(project))}"
    yield from omissions(left_out(project), "//")
    for group in constant_groups(project):
        names = Identifiers(("SELF",))
        yield ""
        yield f"// {comment(group.title)}"
        yield f"pub mod {modules.lower(group.title)} {{"
        for each in group.values:
            yield f"    // {comment(each.remark or each.name)}"
            if isinstance(each.value, bytes):
                octets = ", ".join(f"0x{octet:02X}" for octet in each.value)
                yield f"    pub const {names.upper(each.name)}: [u8; {len(each.value)}] = [{octets}];"
            elif isinstance(each.value, Decimal):
                yield f"    pub const {names.upper(each.name)}: f64 = {decimal_of(each.value)};"
            else:
                kind = "u32" if 0 <= each.value < 2**32 else "i64" if each.value < 2**63 else "u64"
                yield f"    pub const {names.upper(each.name)}: {kind} = {each.value};"
        yield "}"
