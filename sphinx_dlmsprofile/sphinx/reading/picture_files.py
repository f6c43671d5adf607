"""The files of a picture: when a document is harvested, Sphinx has not looked for them yet."""

from __future__ import annotations

import posixpath
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sphinx_dlmsprofile.model.lost_text import DamagedPicture
from sphinx_dlmsprofile.text.pictures import picture_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

    from sphinx_dlmsprofile.text.location import Location


class PictureFiles:
    """The files of one picture in a document, several of ``name.*`` and none on the web; absent ones are left out."""

    def __init__(self, image: nodes.image, docname: str, srcdir: Path) -> None:
        self._image = image
        self._uri = str(image.get("uri", ""))
        self._contents = dict(self._read(docname, srcdir))

    def _read(self, docname: str, srcdir: Path) -> Iterator[tuple[str, bytes | OSError]]:
        if "://" in self._uri or self._uri.startswith("data:"):
            return
        for name in _names(posixpath.normpath(posixpath.join("/", posixpath.dirname(docname), self._uri))[1:], srcdir):
            try:
                yield name, Path(srcdir, name).read_bytes()
            except (FileNotFoundError, ValueError):
                continue
            except OSError as error:
                yield name, error

    def words(self) -> str:
        """The file, a short digest of what is in it, since another may have the same name, and its alternative."""
        alternative = f": {self._image['alt']}" if self._image.get("alt") else ""
        name, content = next(iter(self._contents.items()), (self._uri, None))
        digest = f" {blake2b(content, digest_size=4).hexdigest()}" if isinstance(content, bytes) else ""
        return f"{name}{digest}{alternative}"

    def texts(self) -> tuple[str, ...]:
        """The texts in it, if it is a drawing that can be read."""
        for name, content in self._contents.items():
            if name.endswith(".svg") and isinstance(content, bytes):
                try:
                    root = ET.fromstring(content)  # noqa: S314  the author's own file
                except (ET.ParseError, LookupError, ValueError):
                    continue
                labels = (element for element in root.iter() if element.tag.rpartition("}")[2] == "text")
                texts = (" ".join("".join(label.itertext()).split()) for label in labels)
                return tuple(text for text in texts if text)
        return ()

    def damaged(self, at: Location) -> Iterator[DamagedPicture]:
        """The files that cannot be shown; Sphinx reports a picture that has none."""
        for name, content in self._contents.items():
            if isinstance(content, OSError):
                yield DamagedPicture(at=at, name=name, fault=f"it cannot be read: {content.strerror}")
            elif fault := picture_fault(content, posixpath.splitext(name)[1].lower()):
                yield DamagedPicture(at=at, name=name, fault=fault)


def _names(name: str, srcdir: Path) -> list[str]:
    """The names that a name stands for: "figures/states.*" is any of them."""
    if not name.endswith("*"):
        return [name]
    folder, begin = posixpath.split(name[:-1])
    try:
        inside = sorted(path.name for path in Path(srcdir, folder).iterdir() if path.name.startswith(begin))
    except (OSError, ValueError):
        return []
    return [posixpath.join(folder, each) for each in inside]
