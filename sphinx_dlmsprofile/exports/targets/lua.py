"""A dissector of Wireshark, in Lua, for the envelopes that a profile describes itself.

The file is a table of the fields, which the author's texts are in as literals, and one function that reads them all.
Each envelope is a protocol of its own, "dlms_" and its identifier, registered for captures with the link types USER0,
USER1 … in document order. What an envelope carries is handed to the first other one whose fixed values it has, else it
is shown as data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.constant_groups import title_of
from sphinx_dlmsprofile.exports.identifiers import Identifiers, comment, quoted
from sphinx_dlmsprofile.exports.omissions import omissions
from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.text.markup import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sphinx_dlmsprofile.model.envelope import EnvelopeField
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.sap import ValueRange

_LINK_TYPES = 16
"""USER0 to USER15."""

_READER = """
local function bits_of(buffer, first, count)
  local value = 0
  for bit = first, first + count - 1 do
    local octet = buffer(math.floor(bit / 8), 1):uint()
    value = value * 2 + math.floor(octet / 2 ^ (7 - bit % 8)) % 2
  end
  return value
end

local function value_of(buffer, first, field, count)
  if field.little and first % 8 == 0 and count % 8 == 0 then
    local value = 0
    for index = count / 8 - 1, 0, -1 do
      value = value * 256 + buffer(first / 8 + index, 1):uint()
    end
    return value
  end
  return bits_of(buffer, first, count)
end

local function is_one_of(value, ranges)
  for _, range in ipairs(ranges) do
    if value >= range[1] and value <= range[2] then return true end
  end
  return false
end

local function length_of(envelope, index, known, rest)
  local field = envelope.fields[index]
  if field.when and not is_one_of(known[field.when] or -1, field.ranges) then return 0 end
  if field.bits > 0 then return field.bits end
  if field.sized_by then return (known[field.sized_by] or 0) * 8 end
  local after = 0
  for later = index + 1, #envelope.fields do
    after = after + envelope.fields[later].bits
  end
  return math.max(rest - after, 0)
end

local function each_field(envelope, buffer, visit)
  local known, first, all = {}, 0, buffer:len() * 8
  for index, field in ipairs(envelope.fields) do
    local count = length_of(envelope, index, known, all - first)
    if first + count > all then return visit(field, first, nil) end
    if count > 0 then
      local value = count <= 48 and value_of(buffer, first, field, count) or nil
      known[field.key] = value
      if visit(field, first, count, value) == false then return false end
      first = first + count
    end
  end
  return true
end

local function matches(envelope, buffer)
  local fixed = 0
  local fits = each_field(envelope, buffer, function(field, _, count, value)
    if count == nil then return false end
    if field.fixed then
      fixed = fixed + 1
      return value == field.fixed
    end
  end)
  return fits ~= false and fixed > 0
end

local dissect

local function carry(envelope, content, pinfo, tree)
  for _, other in ipairs(envelopes) do
    if other ~= envelope and matches(other, content) then
      return dissect(other, content, pinfo, tree)
    end
  end
  Dissector.get("data"):call(content, pinfo, tree)
end

function dissect(envelope, buffer, pinfo, tree)
  pinfo.cols.protocol = envelope.proto.name
  local shown = tree:add(envelope.proto, buffer())
  local content
  each_field(envelope, buffer, function(field, first, count, value)
    local begin = math.floor(first / 8)
    if count == nil then
      shown:add_expert_info(PI_MALFORMED, PI_ERROR, field.label .. ": too short")
      return false
    end
    local range = buffer(begin, math.ceil((first + count) / 8) - begin)
    if field.content then
      shown:add(field.proto, range)
      content = range:tvb()
    elseif field.is_number and value then
      local item = shown:add(field.proto, range, value)
      for _, named in ipairs(field.values) do
        if is_one_of(value, named.ranges) and named.meaning ~= "" then
          item:append_text(" (" .. named.meaning .. ")")
        end
      end
      if #field.values > 0 then
        local allowed = false
        for _, named in ipairs(field.values) do allowed = allowed or is_one_of(value, named.ranges) end
        if not allowed then item:add_expert_info(PI_PROTOCOL, PI_WARN, "not a value of the profile") end
      end
    else
      shown:add(field.proto, range)
    end
  end)
  if content and content:len() > 0 then carry(envelope, content, pinfo, tree) end
  return buffer:len()
end

for index, envelope in ipairs(envelopes) do
  local proto = Proto(envelope.id, envelope.title)
  local fields = {}
  for _, field in ipairs(envelope.fields) do
    local name = envelope.id .. "." .. field.id
    if field.is_number then
      field.proto = ProtoField.uint32(name, field.label, base.DEC_HEX)
    else
      field.proto = ProtoField.bytes(name, field.label)
    end
    fields[#fields + 1] = field.proto
  end
  proto.fields = fields
  envelope.proto = proto
  function proto.dissector(buffer, pinfo, tree) return dissect(envelope, buffer, pinfo, tree) end
  if index <= 16 then DissectorTable.get("wtap_encap"):add(wtap.USER0 + index - 1, proto) end
end
"""


def export(project: Project, _date: datetime) -> str:
    """The script."""
    names = Identifiers()
    said = omissions(left_out(project), "--")
    lines = [f"-- {comment(title_of(project))}", *said, "", "local envelopes = {"]
    for index, envelope in enumerate(project.of(Envelope)):
        link = f"-- link type USER{index}" if index < _LINK_TYPES else "-- no link type is left"
        lines += [f"  {link}", *_envelope(envelope, names.lower("dlms", str(envelope.identifier or envelope.title)))]
    return "\n".join([*lines, "}", _READER.rstrip("\n")]) + "\n"


def left_out(project: Project) -> list[str]:
    """What the script does not do."""
    found = []
    for index, envelope in enumerate(project.of(Envelope)):
        title = unmarked(envelope.title) or str(envelope.identifier or "an envelope")
        if index >= _LINK_TYPES:
            found.append(f"a link type for {title}: Wireshark has {_LINK_TYPES} for users")
        found += [
            f"{title}: the check sequence {unmarked(field.label)} is shown and not verified"
            for field in envelope.fields
            if field.check_octets
        ]
    return found


def _envelope(envelope: Envelope, identifier: str) -> Iterator[str]:
    yield f"  {{ id = {quoted(identifier)}, title = {quoted(unmarked(envelope.title) or identifier)}, fields = {{"
    names = Identifiers()
    keys = {field.key.value: number for number, field in enumerate(envelope.fields, 1)}
    for number, field in enumerate(envelope.fields, 1):
        # As arrays count them: texts of authors are not keys of tables.
        settings = _settings(field, keys, envelope.fields)
        yield f"    {{ key = {number}, id = {quoted(names.lower(field.key.value))}, {', '.join(settings)} }},"
    yield "  } },"


def _settings(field: EnvelopeField, keys: Mapping[str, int], fields: Sequence[EnvelopeField]) -> Iterator[str]:
    bits = field.bits or field.check_octets * 8 or _repeated(field, fields)
    yield f"label = {quoted(unmarked(field.label))}"
    yield f"bits = {bits}"
    yield f"is_number = {_boolean(0 < bits <= 32)}"  # noqa: PLR2004  what a field of Wireshark holds
    if field.order == "little":
        yield "little = true"
    if field.sized_by and field.sized_by.value in keys:
        yield f"sized_by = {keys[field.sized_by.value]}"
    if field.content is not None:
        yield "content = true"
    if field.only_value is not None and bits <= 48:  # noqa: PLR2004  a number of Lua holds 53
        yield f"fixed = {field.only_value}"
    if field.when and field.when.field.value in keys:
        yield f"when = {keys[field.when.field.value]}"
        yield f"ranges = {_ranges(field.when.ranges)}"
    values = (
        f"{{ ranges = {_ranges(each.ranges)}, meaning = {quoted(unmarked(str(each.meaning or '')))} }}"
        for each in field.values
    )
    yield f"values = {{ {', '.join(values)} }}"


def _repeated(field: EnvelopeField, fields: Sequence[EnvelopeField]) -> int:
    """The length of the field that one repeats."""
    return next((each.bits for each in fields if field.same_as and each.key.value == field.same_as.value), 0)


def _ranges(ranges: Sequence[ValueRange]) -> str:
    return "{ " + ", ".join(f"{{ {each.first}, {each.last} }}" for each in ranges) + " }"


def _boolean(value: object) -> str:
    return "true" if value else "false"
