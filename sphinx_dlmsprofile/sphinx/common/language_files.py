"""The files of a project with our own words in a further language, or with other words in one that we have."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import our_words
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.config import Config

_GAP = "{}"
_FORM = 'write it as {"Table": "Tabela", …}'


def given_words(config: Config, directory: Path) -> dict[str, dict[str, str]]:
    """The words of all files by their languages; what cannot be used is left out."""
    found: dict[str, dict[str, str]] = {}
    for name in _names(config):
        words, _ = _read(directory, name)
        if words:
            found.setdefault(_language(name), {}).update(words)
    return found


def faults_of(config: Config, directory: Path) -> Iterator[tuple[str, str]]:
    """What is wrong in the files, one after the other."""
    for name in _names(config):
        _, faults = _read(directory, name)
        yield from ((name, fault) for fault in faults)


def _names(config: Config) -> tuple[str, ...]:
    value = config.dlms_language_files
    return tuple(filter(None, (value,) if isinstance(value, str) else map(str, value)))


def _language(name: str) -> str:
    return PurePath(name).stem.lower()


def _read(directory: Path, name: str) -> tuple[dict[str, str], list[str]]:
    """The words of a file that can be used, and why others cannot."""
    if not _language(name).isalpha() or _language(name) == "en":
        return {}, ["its name does not say a language: call it pl.json, for instance, for Polish"]
    try:
        read = json.loads(read_text(conf_path(directory, name)))
    except UnreadError as error:
        return {}, [str(error)]
    except (ValueError, RecursionError) as error:
        return {}, [f"it is not JSON ({error}): {_FORM}"]
    if not isinstance(read, dict):
        return {}, [f"it is not a mapping: {_FORM}"]
    words, faults = {}, []
    for ours, said in read.items():
        fault = _fault(ours, said)
        if fault:
            faults.append(fault)
        else:
            words[ours] = said
    return words, faults


def _fault(ours: str, said: object) -> str:
    if ours not in our_words():
        from sphinx_dlmsprofile.text.names import closest, suggest  # noqa: PLC0415  where something is wrong

        return f'"{ours}" is not one of our words: {suggest(closest(ours, our_words()), "remove them")}'
    if not isinstance(said, str) or not said.strip():
        return f'"{ours}" has no words'
    if said.count(_GAP) != ours.count(_GAP) or {*"{}"} & {*said.replace(_GAP, "")}:
        return f'"{said}" needs {ours.count(_GAP)} times {_GAP}, as "{ours}" has it'
    return ""
