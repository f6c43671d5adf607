"""``dlmsprofile import``: the sources of a project from a draft in Word or Markdown."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import is_zipfile

from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError
from sphinx_dlmsprofile.text.bounded import bounded
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from sphinx_dlmsprofile.intake.carried import Edited
    from sphinx_dlmsprofile.intake.draft import Draft
    from sphinx_dlmsprofile.text.printed import WordFile

_TEXTS = frozenset(
    {"guidance", "not-applicable", "template-text", "template-clause", "layer-list", "profile-title", "apdu-example"}
)
"""Directives of ours whose body is no YAML."""

_NUMBER = regex(r"IEC (?:TS |TR |PAS )?62056-\d+-\d+")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the draft: .docx or .md")
    parser.add_argument(
        "--print-only", action="store_true", help="read what is printed, and not the sources that our documents carry"
    )
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="the directory to write, new or empty")


def run(arguments: argparse.Namespace) -> int:
    """Write the project and report what became of the draft; 1 where something is left to a person.

    Raises:
        CannotRunError: there is no pandoc, the draft cannot be read, or the directory is not empty.
    """
    from sphinx_dlmsprofile.intake.dropped import dropped  # noqa: PLC0415
    from sphinx_dlmsprofile.intake.pandoc import PandocError, read_draft  # noqa: PLC0415
    from sphinx_dlmsprofile.intake.parts import parts_of  # noqa: PLC0415
    from sphinx_dlmsprofile.intake.project import Importer  # noqa: PLC0415

    target: Path = arguments.to
    if not arguments.file.is_file():
        message = f"{arguments.file} does not exist"
        raise CannotRunError(message)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = f"{target} exists and is not an empty directory: name another"
        raise CannotRunError(message)
    try:
        target.mkdir(parents=True, exist_ok=True)
        if not arguments.print_only and (status := _with_sources(arguments.file, target)) is not None:
            return status
        blocks = read_draft(arguments.file, target)
        missed = dropped(arguments.file, blocks)
        draft = Importer(parts_of(blocks), _decoded).run()
        _write(draft, target, arguments.file.stem)
    except PandocError as error:
        raise CannotRunError(str(error)) from None
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror}"
        raise CannotRunError(message) from error
    left = [*draft.left, *_lost(draft)]
    left += _not_read(arguments.file, missed)
    for line in _report(draft, left, target):
        print(line)  # noqa: T201
    return FOUND if left else OK


def _not_read(path: Path, missed: list[str]) -> Iterator[str]:
    """What of a draft is in none of its texts, and so in no file; ``missed`` is what pandoc left out."""
    from sphinx_dlmsprofile.intake.dropped import edges, embedded_files, missing_pictures  # noqa: PLC0415

    if missed:
        yield f"pandoc leaves this out, as it does with charts and some text boxes, copy it: {_quoted(missed)}"
    if words := edges(path):
        yield f"headers and footers are made anew, the draft has these: {_quoted(words)}"
    if files := embedded_files(path):
        yield f"the draft holds files of other programs, which are not read: {', '.join(files)}"
    if pictures := missing_pictures(path):
        yield f"the file of the draft lacks {pictures} of its pictures: ask its author for them"


def _quoted(texts: list[str]) -> str:
    return ", ".join(f'"{bounded(text)}"' for text in texts[:20])


def _with_sources(path: Path, target: Path) -> int | None:
    """Write what a document of ours carries, as it is printed now; None where it carries nothing."""
    from sphinx_dlmsprofile.intake.carried import Edited  # noqa: PLC0415
    from sphinx_dlmsprofile.intake.pandoc import is_too_large  # noqa: PLC0415
    from sphinx_dlmsprofile.sphinx.directives import DIRECTIVES  # noqa: PLC0415
    from sphinx_dlmsprofile.text.carried import carried_by, comments_of, footnotes_of  # noqa: PLC0415
    from sphinx_dlmsprofile.text.foreign import UnreadError, reading  # noqa: PLC0415
    from sphinx_dlmsprofile.text.printed import WordFile  # noqa: PLC0415

    try:
        with reading():
            carried = carried_by(path) if is_zipfile(path) and not is_too_large(path) else None
            word = WordFile(path) if carried else None
    except UnreadError:
        return None  # pandoc says what is wrong with it
    if carried is None or word is None:
        return None
    beside = carried.beside
    renumbered = word.count_as(beside.numbers) if beside else []
    edited = Edited(carried, word.blocks(), frozenset(DIRECTIVES) - _TEXTS)
    edited.taken += [f'"{now}" is what was "{then}": numbers are counted anew' for now, then in renumbered]
    if beside:
        edited.take_footnotes(beside.footnotes, footnotes_of(word))
        edited.take_edges(beside.edges, word.edges)
        if beside.properties is not None:
            edited.take_properties(beside.properties, word.properties)
    if edited.open:
        edited.binary |= _clauses_of_print(edited, path)
    edited.take_comments(comments_of(word))
    lines = [f"{name} = {value!r}" for name, value in carried.settings.items() if name.isidentifier()]
    conf = "\n".join(["# Written by dlmsprofile import.", 'extensions = ["sphinx_dlmsprofile"]', *lines, ""])
    contents = edited.contents() | {"conf.py": conf.encode()}
    for name, content in contents.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    edited.left += _unlike(edited, word, target, is_whole=not (beside and beside.absent))
    print(f"written to {target}, from the sources that the document carries: {', '.join(sorted(contents))}")  # noqa: T201
    if beside and beside.absent:
        print(f"not in the document, ask its author for what you need: {', '.join(beside.absent)}")  # noqa: T201
    for line in (*edited.taken, *(["left to you:", *edited.left] if edited.left else []), _found(target)):
        print(f"  {line}" if line in {*edited.taken, *edited.left} else line)  # noqa: T201
    return FOUND if edited.left else OK


def _unlike(edited: Edited, word: WordFile, target: Path, *, is_whole: bool) -> list[str]:
    """What the project prints otherwise than the document, where that was edited."""
    from sphinx_dlmsprofile.commands.reprint import reprinted  # noqa: PLC0415
    from sphinx_dlmsprofile.intake.reprinted import unlike  # noqa: PLC0415

    if [each[:2] for each in edited.old] == [each[:2] for each in edited.new]:
        return []
    try:
        made = reprinted(target, word.numbers)
    except CannotRunError as error:
        return [f"what the sources print now was not compared with the document: {error}"]
    return [*unlike(edited.old, edited.new, made, is_whole=is_whole)]


def _clauses_of_print(edited: Edited, path: Path) -> dict[str, bytes]:
    """Take clauses with changes that have no place from print; the pictures that they show."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from sphinx_dlmsprofile.intake.pandoc import PandocError, read_draft  # noqa: PLC0415
    from sphinx_dlmsprofile.intake.parts import parts_of  # noqa: PLC0415
    from sphinx_dlmsprofile.intake.project import Importer  # noqa: PLC0415
    from sphinx_dlmsprofile.intake.whole_clauses import take_clauses  # noqa: PLC0415

    why = "the sources that the document carries have no one place for it, change them"
    with TemporaryDirectory(prefix="dlmsprofile-") as room:
        try:
            draft = Importer(parts_of(read_draft(path, Path(room))), _decoded).run()
        except PandocError as error:
            edited.leave_open(f"{why} ({error})")
            return {}
        text = "\n".join(take_clauses(edited, draft.files))
        pictures = [each for each in Path(room).rglob("*") if each.is_file()]
        shown = {each.relative_to(room).as_posix(): each.read_bytes() for each in pictures}
    edited.leave_open(why)
    return {name: octets for name, octets in shown.items() if name in text}


def _write(draft: Draft, target: Path, name: str) -> None:
    title = draft.title or name
    lines = [title, "=" * max(len(title), 4), ""]
    part = title[title.find("Part ") :] if "Part " in title and ":" in title else ""
    lines += [f".. profile-title:: {part}", ""] if part else []
    lines += [f".. {' '.join(line.split())}" for line in draft.before.splitlines() if line.strip()]
    lines += ["", ".. toctree::", "", *(f"   {file.removesuffix('.rst')}" for file in draft.files), ""]
    number = _NUMBER.search(draft.before) or _NUMBER.search(title)
    files = {
        "conf.py": f'project = {(number[0] if number else name)!r}\n\nextensions = ["sphinx_dlmsprofile"]\n',
        "index.rst": "\n".join(lines),
        **draft.files,
    }
    for file, text in files.items():
        (target / file).write_text(text, "utf-8")


def _decoded(octets: bytes) -> tuple[str, str] | None:
    """What octets are: the kind of APDU and its envelopes; None where the decoder does not know all of them."""
    from sphinx_dlmsprofile.apdu import decode  # noqa: PLC0415  it loads the registry

    found = decode(octets)
    if not found.valid or not found.name:
        return None
    return found.name, ", ".join(found.envelope_names)


def _lost(draft: Draft) -> Iterator[str]:
    """The words of the draft that are in no file: numbers of headings and captions are made anew."""
    from sphinx_dlmsprofile.publishing.losses import squeeze  # noqa: PLC0415

    written = squeeze("".join([*draft.files.values(), draft.title, draft.before]))
    said = {squeeze(word) for word in draft.said}
    wanted = {part for word in draft.words for part in word.split()}
    lost = sorted(word for word in wanted if squeeze(word) not in said and squeeze(word) not in written)
    if lost:
        yield f"words of the draft that are in no file, look for them: {', '.join(lost[:20])}"


def _report(draft: Draft, left: list[str], target: Path) -> Iterator[str]:
    yield f"written to {target}: {', '.join(draft.files)}"
    yield from (f"  {number} {what}" for what, number in sorted(draft.became.items()))
    if left:
        yield "left to you:"
        yield from (f"  {line}" for line in left)
    yield _found(target)


def _found(target: Path) -> str:
    """What ``check`` says of the project."""
    from sphinx_dlmsprofile.commands.standard import check_project  # noqa: PLC0415  it loads Sphinx

    try:
        findings = check_project(target, log=io.StringIO())
        found = Counter(finding.severity.value for finding in findings if finding.waived is None)
    except CannotRunError as error:
        return f"dlmsprofile check {target}: it cannot be checked: {error}"
    counts = ", ".join(f"{number} of severity {severity}" for severity, number in sorted(found.items()))
    return f"dlmsprofile check {target}: {counts or 'no finding'}"
