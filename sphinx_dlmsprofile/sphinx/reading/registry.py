"""The registry of a project: what comes with the package, and the files of ``dlms_registry``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.body import BodyFault
    from sphinx_dlmsprofile.model.registered import Registry
    from sphinx_dlmsprofile.text.conf_lines import NamedAt

_Loaded = tuple["Registry", tuple["BodyFault", ...]]


def registry_of(env: BuildEnvironment) -> Registry:
    """The registry, for a document that is being read: the document then depends on the files."""
    depend_on_registry(env)
    return load_registry(env.config, Path(env.srcdir))[0]


def depend_on_registry(env: BuildEnvironment) -> None:
    """Let the document that is being read depend on the files."""
    for name in _names(env.config):
        env.note_dependency(name)


def load_registry(config: Config, directory: Path) -> _Loaded:
    """The registry, and what is wrong in the files; those that cannot be read are left out."""
    return _load(tuple((name, text) for name, text in registry_files(config, directory) if text is not None))


def unread_registry_files(config: Config, directory: Path, named_at: NamedAt) -> Iterator[BodyFault]:
    """The files that cannot be read; ``named_at`` says where they are named."""
    for name, text in registry_files(config, directory):
        if text is None:
            from sphinx_dlmsprofile.model.body import BodyFault  # noqa: PLC0415  there seldom is one
            from sphinx_dlmsprofile.text.conf_lines import place_of_unread  # noqa: PLC0415

            problem = "cannot be read: correct dlms_registry, whose files are relative to the source directory"
            at = place_of_unread(directory, name, named_at)
            yield BodyFault(at=at, kind="registry-file", message=f'the registry file "{name}" {problem}')


def registry_files(config: Config, directory: Path) -> Iterator[tuple[str, str | None]]:
    """The files with their text, None for one that cannot be read."""
    names = _names(config)
    if not names:
        return
    from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_text  # noqa: PLC0415  few projects have one

    for name in names:
        try:
            text = read_text(conf_path(directory, name))
        except UnreadError:
            text = None
        yield name, text


def _names(config: Config) -> tuple[str, ...]:
    value = config.dlms_registry
    return tuple(filter(None, (value,) if isinstance(value, str) else map(str, value)))


@lru_cache(maxsize=4)
def _load(sources: tuple[tuple[str, str], ...]) -> _Loaded:
    """Texts are parsed once: each role asks for the registry."""
    # Most builds ask for none, and few projects have files of their own.
    from sphinx_dlmsprofile.registry.shipped import shipped_registry  # noqa: PLC0415

    if not sources:
        return shipped_registry(), ()
    from sphinx_dlmsprofile.parsing.registry import RegistryReader  # noqa: PLC0415

    registry = shipped_registry()
    reader = RegistryReader()
    for name, text in sources:
        registry = reader.extend(registry, name, text)
    return registry, tuple(reader.faults)
