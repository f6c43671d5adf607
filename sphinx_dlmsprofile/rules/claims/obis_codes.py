"""What the text says of the OBIS codes of interface classes (8, Annex B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_references import knows_all
from sphinx_dlmsprofile.model.obis import group_letters, read_obis
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.objects import Objects
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.rules.claims._common import chapter, claims_of, records_called
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.obis import ObisCode
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block
    from sphinx_dlmsprofile.model.registered import ObisRelation

_FEW = 3
"""A class with more codes is one of general use: a further code may be one of its objects."""


@rule("obis-text-mismatch", "8, Annex B", WARNING)
def obis_text_mismatch(project: Project) -> Iterator[Fault]:
    """A sentence, or a row, names a class together with an OBIS code that is not one of its objects.

    One class and one code in a sentence are taken to belong together. Codes are compared with Annex B and with
    the registry; a code that neither knows is compared with the codes of the class, where the standard gives it any.

    Bad (in 8)::

        The object of class "GSM diagnostic" has the logical name 0-0:25.4.0.255.

    Good (in 8)::

        The object of class "GSM diagnostic" has the logical name 0-0:25.6.0.255.
    """
    if not knows_all(project):
        return
    yield from _groups(project)
    known = known_objects(project)
    # What a table of objects says is judged as that.
    own_rows = {(each.at.source, each.at.line) for table in project.of(Objects) for each in table.entries}
    for block, claims in _by_sentence(claims_of(project, "obis")):
        for claim in claims if (block.at.source, block.at.line) not in own_rows else ():
            named, code = known.class_by_name(claim.subject), _code(claim.value)
            if named is None or code is None or named.class_id in (found := known.classes_with(code)):
                continue
            own = [each for each in known.relations if each.class_id == named.class_id]
            if (
                not found
                and not any(record.obis for record in records_called(project, claim.subject))
                and not _is_near(own, code)
            ):
                continue
            right = f'one of "{named.name}" is {own[0].code}' if own else f'it is one of "{known.class_name(found[0])}"'
            message = f'the OBIS code {claim.value} is not that of an object of "{named.name}": {right}'
            yield Fault(block.at, f"{message}; correct the code, or name the other class")


def _groups(project: Project) -> Iterator[Fault]:
    """A value group that is said to tell something, and is fixed in all codes, while another one is not."""
    tables = project.of(ObisTable)
    codes = [row.code.value for table in tables for row in table.rows]
    homes = {chapter(table.clause) for table in tables}
    letters = {letter.casefold() for code in codes for letter in group_letters(code) if letter}
    for block, claim in claims_of(project, "value-group") if letters else ():
        if chapter(block.clause) in homes and claim.value.casefold() not in letters:
            open_groups = " and ".join(sorted(letter.upper() for letter in letters))
            message = (
                f"the text speaks of the value group {claim.value}, which the OBIS codes fix: open is {open_groups}"
            )
            yield Fault(block.at, f"{message}; correct the text, or the codes")


def _is_near(relations: Sequence[ObisRelation], code: ObisCode) -> bool:
    """Whether a class has few codes, and one of them differs in a single value group."""
    return len(relations) <= _FEW and any(len(each.code.differing(code)) == 1 for each in relations)


def _code(written: str) -> ObisCode | None:
    """A code in any notation: "0-0:1.0.0.255", "0.0.1.0.0.255", "0-0:1.0.0*255", "00 00 01 00 00 FF"."""
    plain = written.replace("&", ".")
    if found := read_obis(plain):
        return found
    if plain.count(".") == 5:  # noqa: PLR2004  six value groups
        return read_obis(plain.replace(".", "-", 1).replace(".", ":", 1))
    octets = plain.replace(" ", "").replace("-", "")
    try:
        a, b, c, d, e, f = bytes.fromhex(octets)
    except ValueError:
        return None
    return read_obis(f"{a}-{b}:{c}.{d}.{e}.{f}")


def _by_sentence(found: Iterator[tuple[Block, Claim]]) -> Iterator[tuple[Block, Sequence[Claim]]]:
    """The blocks that give one class one code; several codes may be those of several objects."""
    pairs: dict[tuple[str, int, str], tuple[Block, list[Claim]]] = {}
    for block, claim in found:
        pairs.setdefault((block.at.source, block.at.line, claim.subject), (block, []))[1].append(claim)
    return ((block, claims) for block, claims in pairs.values() if len(claims) == 1)
