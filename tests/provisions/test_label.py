"""``dlmsprofile label`` writes identifiers and changes nothing else."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.provisions.reading import provisions
from tests.support import EXAMPLE, run_command

if TYPE_CHECKING:
    from pathlib import Path

# MyST-Parser has its own pace in following Sphinx.
pytestmark = pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app'")

RST = """\
Profile
=======

Registration
------------

A *station* shall ``wait``.  It waits. It may
leave, e.g. at night.  \n\
   :numref:`tab` says what can be done.

A station shall:

- join;
-   leave, and **not**
    come back;

#. ``x.y`` shall be set; see :dlms:term:`this <that>` and |s|.

.. |s| replace:: it should be so

|s|. "Quoted" words should be left. (It may stand in brackets.)

.. csv-table:: Cells
   :name: tab
   :header: A, B

   "It shall be so, always", T1
   x, shall be 3

.. list-table::

   * - It shall be listed.
     - y

+------------------+-----+
| It shall be grid | `a` |
+------------------+-----+

=========== ====
It may be b It can be
=========== ====

.. standard-usage:: RFC 1

   restricted:
     a: It shall not be a.
     b: "It shall not be b. It need not be c."
     c: {d: It cannot be d.}

.. include:: part.inc

.. include:: part.inc

.. note:: It may stay.

.. csv-table::
   :file: cells.csv
"""
MARKDOWN = """\
# Registration of *relays*

A relay shall join. `{x}` may be used. [A link](https://example.org/shall) shall
be followed; $x$ may be 3.

- It shall be so
  and so;

> It shall be quoted.

| A | B |
|---|---|
| It shall be so|shall be 3 |

```{csv-table}
It shall be code,b
```

```{eval-rst}
It shall be rST.
```

```{long-messages}
block-transfer: It shall be used.
limits: "It may be big."
```

```{include} part.txt
```
"""
FILES = {
    "conf.py": b'extensions = ["sphinx_dlmsprofile"]\n',
    "index.rst": RST.replace("\n", "\r\n").encode("utf-8-sig"),
    "part.inc": b"Again a station shall wait.\n\nOnce more, it may go. \t",
    "cells.csv": b"It shall stand in a file,a\n",
    "markdown.md": MARKDOWN.encode(),
    "part.txt": "Ein Teil – it “shall” be quoted, and may be used.\n".encode(),
    "toc.rst": b"More\n====\n\n.. toctree::\n\n   markdown\n",
}
LABEL = re.compile(rb"(?::prov:|\{prov\})`[^`]+` ")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with provisions in all kinds of places."""
    directory = tmp_path / "source"
    directory.mkdir()
    for name, content in FILES.items():
        (directory / name).write_bytes(content)
    index = directory / "index.rst"
    index.write_bytes(index.read_bytes() + b"\r\n.. toctree::\r\n\r\n   markdown\r\n")
    (directory / "toc.rst").unlink()
    return directory


def contents(directory: Path) -> dict[str, bytes]:
    """The bytes of all files."""
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir()) if path.is_file()}


def test_nothing_else_changes(project: Path) -> None:
    before, found = contents(project), provisions(project)
    status, out, _ = run_command("label", str(project))
    assert status == 0
    after = contents(project)
    assert {name: LABEL.sub(b"", content) for name, content in after.items()} == before
    read = provisions(project)
    assert [(each.text, each.at) for each in read] == [(each.text, each.at) for each in found]
    left = {each.text for each in read if not each.given}
    assert left == {
        "x.y shall be set; see this and it should be so.",
        "it should be so.",
        "It shall be grid",
        "It may be b",
        "It shall stand in a file",
        "It shall be used.",
    }
    assert all(text in out for text in left)


def test_identifiers_are_those_that_were_derived(project: Path) -> None:
    before = [each.identifier for each in provisions(project)]
    run_command("label", str(project))
    assert [each.identifier for each in provisions(project)] == before


def test_again_it_does_nothing(project: Path) -> None:
    run_command("label", str(project))
    once = contents(project)
    status, out, _ = run_command("label", str(project), "--check")
    assert status == 0
    assert out.splitlines()[-1].startswith("0 would be labelled")
    run_command("label", str(project))
    assert contents(project) == once


def test_check_writes_nothing(project: Path) -> None:
    before = contents(project)
    status, out, _ = run_command("label", str(project), "--check")
    assert status == 1
    assert "station-shall-wait" in out
    assert contents(project) == before


def test_an_included_file_gets_each_label_once(project: Path) -> None:
    run_command("label", str(project))
    assert (project / "part.inc").read_bytes().count(b":prov:") == 2
    status, out, _ = run_command("check", str(project))
    assert "provision-id" not in out, (status, out)


def test_what_links_lead_to_is_not_written_to_before_all_is_well(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.inc"
    elsewhere.write_bytes(b"It shall stay.\n")
    (project / "part.inc").unlink()
    (project / "part.inc").symlink_to(elsewhere)
    _, out, _ = run_command("label", str(project))
    assert "is outside the source directory" in out
    assert elsewhere.read_bytes() == b"It shall stay.\n"


def test_the_example(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "example")
    for path in (*tmp_path.glob("example/*.md"), *tmp_path.glob("example/*.rst")):
        path.write_bytes(
            re.sub(rb"\n *:shows: .*|\n\.\. provision-attributes::\n.*", b"", LABEL.sub(b"", path.read_bytes()))
        )
    before = contents(tmp_path / "example")
    status, out, _ = run_command("label", str(tmp_path / "example"))
    assert status == 0, out
    after = contents(tmp_path / "example")
    assert {name: LABEL.sub(b"", content) for name, content in after.items()} == before
    assert after != before
    assert sum(not each.given for each in provisions(tmp_path / "example")) < 3
    assert run_command("check", str(tmp_path / "example"))[0] == 0


def test_no_project(tmp_path: Path) -> None:
    status, _, err = run_command("label", str(tmp_path))
    assert status == 2
    assert "conf.py" in err
