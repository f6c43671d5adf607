"""What others have written is read, or has one reason why not; messages stay short."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_dlmsprofile.apdu.keys import KeyFileError, read_keys
from sphinx_dlmsprofile.exports.profile import ProfileError, read_profile
from sphinx_dlmsprofile.model.body import BodyFault
from sphinx_dlmsprofile.model.review_records import UnreadResults
from sphinx_dlmsprofile.parsing.registry import RegistryReader
from sphinx_dlmsprofile.parsing.template_file import read_template_file
from sphinx_dlmsprofile.parsing.test_results import read_test_results
from sphinx_dlmsprofile.parsing.waivers import read_waivers
from sphinx_dlmsprofile.registry.shipped import shipped_registry
from sphinx_dlmsprofile.text.bounded import bounded
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, from_json, read_text, reading


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError(2, "No such file or directory"), "No such file or directory"),
        (OSError(), "it cannot be opened"),
        (RecursionError("maximum recursion depth exceeded"), "it is nested too deep"),
        (MemoryError(), "it is too large"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), "it is not text in UTF-8"),
        (KeyError("a"), "KeyError 'a'"),
        (LookupError("unknown encoding: x"), "unknown encoding: x"),
        (ValueError("one\n  two"), "one two"),
    ],
)
def test_whatever_is_raised_has_a_reason(error: Exception, reason: str) -> None:
    with pytest.raises(UnreadError, match=f"^{reason}$") as caught, reading():
        raise error
    assert caught.value.line == 1


def test_what_a_reader_says_itself_passes() -> None:
    with pytest.raises(KeyError), reading(KeyError):
        raise KeyError
    with pytest.raises(UnreadError) as caught, reading():
        raise UnreadError("because", 7)  # noqa: EM101
    assert caught.value.line == 7


def test_files_of_conf_py(tmp_path: Path) -> None:
    assert conf_path(tmp_path, "../a.yaml") == tmp_path / "../a.yaml"
    assert conf_path(tmp_path, "/b.yaml") == Path("/b.yaml")
    assert conf_path(tmp_path, "~/c.yaml") == Path.home() / "c.yaml"
    with pytest.raises(UnreadError):
        conf_path(tmp_path, "~nobody-has-this-name/c.yaml")
    with pytest.raises(UnreadError):
        read_text(tmp_path / "nul\0")


DEEP = "[" * 100_000
UNREADABLE = {
    "deep": DEEP,
    "an object that is deep": '{"a":' * 100_000,
    "no such character": '"\\UFFFFFFFF"',
    "a version of thousands of digits": "%YAML 1." + "9" * 5000 + "\n---\na: b\n",
    "an encoding that does not exist": '<?xml version="1.0" encoding="x-unknown"?><testsuites/>',
    "not text": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_no_reader_raises(content: str | bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for name in ("file.xml", "file.json"):
        (tmp_path / name).write_bytes(path.read_bytes())
        (found,) = read_test_results(tmp_path, [name], [])
        assert isinstance(found, UnreadResults)
    with pytest.raises(UnreadError):
        read_template_file(path)
    with pytest.raises(ProfileError):
        read_profile(path)
    faults = [record for record in read_waivers(tmp_path, "file") if isinstance(record, BodyFault)]
    assert faults
    if not isinstance(content, bytes):
        with pytest.raises(KeyFileError):
            read_keys(content)
        reader = RegistryReader()
        assert reader.extend(shipped_registry(), "file", content) == shipped_registry()
        assert reader.faults


def test_one_file_that_cannot_be_read_does_not_hide_the_next(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text(DEEP, "utf-8")
    (tmp_path / "good.xml").write_text('<testsuite>\n<testcase name="a"/></testsuite>', "utf-8")
    found = list(read_test_results(tmp_path, ["bad.json", "absent.xml", "good.xml"], []))
    assert [type(each).__name__ for each in found] == ["TestCase", "UnreadResults", "UnreadResults"]


def test_where_a_file_of_results_stops(tmp_path: Path) -> None:
    (tmp_path / "r.xml").write_text("<testsuites>\n<testsuite>\n</testsuites>", "utf-8")
    (found,) = read_test_results(tmp_path, ["r.xml"], [])
    assert found.at.line == 3


def test_messages_are_bounded() -> None:
    word = "C" * 1_000_001
    message = bounded(f'"{word}" has an odd number of digits: an octet has two')
    assert len(message) < 200
    assert message.startswith('"CCC')
    assert message.endswith('CCC" has an odd number of digits: an octet has two')
    assert len(bounded(f"{word} is wrong: write it otherwise")) < 2100
    assert bounded(f"{word} is wrong: write it otherwise").endswith("write it otherwise")
    names = ", ".join(f"name-{number}" for number in range(100))
    assert bounded(f"allowed are {names}") == f"allowed are {names}"


def test_json_numbers_without_end(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps({"schema_version": "2.0"})[:-1] + ', "a": ' + "9" * 5000 + "}", "utf-8")
    with pytest.raises(ProfileError):
        read_profile(tmp_path / "p.json")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"a": ["x \\ud83d y", 1]}', {"a": ["x ? y", 1]}),
        (b'"\\uD83D\\uDE00 \\uDE00"', "\U0001f600 ?"),
        ('"\\ud7ff \\\\ud83d"', "\ud7ff \\ud83d"),
    ],
)
def test_half_of_a_sign_in_json(content: str | bytes, said: object) -> None:
    assert from_json(content) == said
