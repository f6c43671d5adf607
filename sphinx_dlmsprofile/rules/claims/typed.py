"""References and labels typed by hand (ISO/IEC Directives, Part 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.typed import replaced, typed_references
from sphinx_dlmsprofile.analysis.claims.typed_labels import wrong_labels
from sphinx_dlmsprofile.model.finding import Edit, Rewrite, without_label
from sphinx_dlmsprofile.model.printed import Exhibit
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.typed import NumberedLabel, TypedPlace
from sphinx_dlmsprofile.rules.rule import ADVICE, ERROR, WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.typed import Typed
    from sphinx_dlmsprofile.model.project import Project


@rule("typed-reference-unknown", "ISO/IEC Directives, Part 2", ERROR)
def typed_reference_unknown(project: Project) -> Iterator[Fault]:
    """A reference typed by hand names a clause, annex, table, figure, formula, note or item that does not exist.

    Numbers shift while a standard is written, and nobody notices. A role such as ``numref`` follows its
    target. Both ends of a range are looked for. Sentences that cite another document, and references followed by
    "of …", may mean that one's, and are left out.

    Bad (in 7.1)::

        The limits are in Table 99.

    Good (in 7.1)::

        The limits are in :numref:`tab-limits`.

        .. csv-table:: Limits
           :name: tab-limits

           Size, 500
    """
    found = list(project.found(typed_references))
    if not found:
        return
    clauses = {clause.number for clause in project.walk_clauses() if clause.number}
    printed: set[str] | None = None
    formulae = sum(each.kind is TextKind.FORMULA for each in project.of(Exhibit))
    told: set[tuple[str, int, str]] = set()
    for block, typed in found:
        if typed.kind in {"table", "figure"} and printed is None:
            printed = _labels(project)
        absent = [number for number in typed.numbers if not _exists(typed, number, clauses, printed, formulae)]
        place = (block.at.source, block.at.line, typed.words)
        if absent and place not in told:
            told.add(place)
            named = f"{'NOTE' if typed.kind == 'note' else typed.kind} {absent[0]}"
            other = next((each for each in _OTHERS.get(typed.kind, ()) if _is_printed(each, absent[0], printed)), "")
            where = "clause" if typed.kind in {"note", "item"} else "standard"
            message = f'"{typed.words}": the {where} has no {named}{f", but a {other}" if other else ""}'
            yield Fault(block.at, f"{message}: {_remedy(typed.kind)}")


def _remedy(kind: str) -> str:
    """What to write instead; nothing prints the labels of notes and items."""
    if kind in {"note", "item"}:
        return "name one that is there, and its clause if that is another"
    return f"refer to its label with the role {_role(kind)}, which prints the number"


_KINDS = {"clause": "section", "annex": "section", "formula": "displaymath"}


@rule("typed-reference", "ISO/IEC Directives, Part 2", ADVICE, fixes=True)
def typed_reference(project: Project) -> Iterator[Fault]:
    """A reference is typed by hand where a role would print it, and follow its target when numbers shift.

    Its edit writes the role, with the label of the clause, annex, table, figure or formula that the number leads to
    now; of a range, both ends. What has no label is left alone.

    Bad (in 7.1)::

        The limits are in Table 1.

        .. csv-table:: Limits
           :name: tab-limits

           Size, 500

    Good (in 7.1)::

        The limits are in :numref:`tab-limits`.

        .. csv-table:: Limits
           :name: tab-limits

           Size, 500
    """
    places = project.of(TypedPlace)
    labels: dict[tuple[str, str], NumberedLabel] = {}
    for label in project.of(NumberedLabel) if places else ():
        labels.setdefault((label.kind, label.number), label)
    for place in places:
        kind = _KINDS.get(place.kind, place.kind)
        known = [found for number in place.numbers if (found := labels.get((kind, number)))]
        if len(known) < len(place.numbers):
            continue
        role = _role(place.kind)
        roles = [f"{{{role}}}`{each.label}`" if place.markdown else f":{role}:`{each.label}`" for each in known]
        written = f"{place.words.split()[0]} {roles[0]}" if role == "eq" else replaced(place.words, roles)
        safe = [each.printed for each in known] == [place.words]
        edit = Edit(place.at, place.end, written, safe)
        message = f'"{place.words}" is typed: write {written}, which follows its target'
        yield Fault(place.at, message, edit=edit)


_DIRECTIVES = {"NOTE": "note", "EXAMPLE": 'admonition with the title "Example"'}


@rule("note-label-typed", "ISO/IEC Directives, Part 2", WARNING, fixes=True)
def note_label_typed(project: Project) -> Iterator[Fault]:
    """A note or example is labelled by hand, and not with the number that it has in its place.

    Notes and examples are numbered in each clause, table, figure and entry where there are several. A typed number
    that skips or repeats one, and a typed label beside those that a directive prints, let a reference to "NOTE 2"
    lead to two notes or to none. Typed labels in the right order are left alone.

    Bad (in 1)::

        NOTE 1 Clients poll once a day.

        NOTE 3 Servers answer at night.

    Good (in 1)::

        .. note:: Clients poll once a day.

        .. note:: Servers answer at night.
    """
    for block, label in project.found(wrong_labels):
        kind = label.typed.split()[0]
        directive = _DIRECTIVES[kind]
        if not label.expected:
            message = f'"{label.typed}" is typed where the directive prints the label: take it out'
            yield Fault(block.at, message, edit=without_label(label.typed, label.beginning))
        elif label.mixed:
            message = f"labels {kind} are typed here beside those of the directive, which does not count them"
            yield Fault(block.at, f"{message}: use the directive {directive} for all")
        else:
            message = f'"{label.typed}" is typed in the place of {label.expected}'
            edit = Rewrite(label.typed, label.expected, safe=True)
            yield Fault(block.at, f"{message}: use the directive {directive}, which numbers by itself", edit=edit)


_OTHERS = {"table": ("figure",), "figure": ("table",)}


def _role(kind: str) -> str:
    return "eq" if kind == "formula" else "numref"


def _is_printed(kind: str, number: str, printed: set[str] | None) -> bool:
    return f"{kind} {number}".casefold() in (printed or set())


def _labels(project: Project) -> set[str]:
    """What is printed before captions: "Table 5", "Figure A.1"."""
    blocks = (block for text in project.texts.printed() for block in text.blocks)
    return {block.label.casefold() for block in blocks if block.label and block.kind is TextKind.CAPTION}


def _exists(typed: Typed, number: str, clauses: set[str], printed: set[str] | None, formulae: int) -> bool:
    if typed.kind in {"item", "note"}:
        return False
    if typed.kind == "formula":
        return int(number) <= formulae
    if typed.kind in {"clause", "annex"}:
        return number in clauses
    return _is_printed(typed.kind, number, printed)
