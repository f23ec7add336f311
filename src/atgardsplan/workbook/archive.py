"""A zip archive in memory: its entries, their inflated content, and a rewritten copy of it.

The standard library's `zipfile` can't copy an entry as it stands; it inflates and deflates again,
and loses extra fields, data descriptors and time stamps. Here unchanged entries are copied as the
very bytes that they were, so that a user's file changes only where it was meant to.

Format: PKWARE APPNOTE 6.3.9, sections 4.3 and 4.5.3 (zip64).
"""

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from atgardsplan.workbook.errors import WorkbookError

_LARGE = 4 * 1024 * 1024
MAX_ENTRIES = 10_000
MAX_PART_BYTES = 128 * 1024 * 1024
MAX_TOTAL_BYTES = 256 * 1024 * 1024

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_U32_MAX = 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_FLAG_ENCRYPTED, _FLAG_SIZES_BEHIND, _FLAG_UTF8 = 0x1, 0x8, 0x800
# 1980-01-01 00:00, the earliest time that the format knows: entries that we add carry no clock.
_NO_TIME, _NO_DATE = 0, 0x21


class Entry(NamedTuple):
    """One zip entry: what the central directory says of it, and where its bytes lie."""

    name: str
    method: int
    crc: int
    compressed_size: int
    size: int
    start: int
    """Offset of its local header."""
    end: int
    """Offset of what follows it: the next entry's header, or the central directory."""
    record: bytes
    """Its record in the central directory, as it stands."""


class Archive:
    """A zip archive held in memory."""

    def __init__(self, data: bytes) -> None:
        """Read the directory of `data`.

        Raises:
            WorkbookError: `damaged`, `encrypted-entry` or `too-large`.
        """
        self.data = data
        self._comment, self._directory_start, records = _read_directory(data)
        self.entries: dict[str, Entry] = _entries(records, self._directory_start)
        self._inflated = 0
        self._counted: set[str] = set()
        self._cache: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def read(self, name: str) -> bytes:
        """Return the inflated content of entry `name`, its checksum verified.

        Raises:
            WorkbookError: `damaged` or `too-large`; sizes are counted while inflating, whatever
                the headers say.
        """
        if name in self._cache:
            return self._cache[name]
        content = self._inflate(self.entries[name])
        if name not in self._counted:
            self._counted.add(name)
            self._inflated += len(content)
            if self._inflated > MAX_TOTAL_BYTES:
                raise WorkbookError("too-large", part=name)
        # A few large parts would take more memory than the time to inflate them again is worth.
        if len(content) <= _LARGE:
            self._cache[name] = content
        return content

    def _inflate(self, entry: Entry) -> bytes:
        start = _content_start(self.data, entry)
        raw = self.data[start : start + entry.compressed_size]
        if entry.method == _STORED:
            content = raw
        elif entry.method == _DEFLATED:
            inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                content = inflater.decompress(raw, MAX_PART_BYTES + 1)
            except zlib.error as error:
                raise WorkbookError("damaged", part=entry.name) from error
        else:
            raise WorkbookError("damaged", part=entry.name)
        if len(content) > MAX_PART_BYTES:
            raise WorkbookError("too-large", part=entry.name)
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise WorkbookError("damaged", part=entry.name)
        return content

    def rewritten(
        self, changed: Mapping[str, bytes], removed: frozenset[str] = frozenset()
    ) -> bytes:
        """Return a copy of the archive with new content for the entries in `changed`.

        Entries neither changed nor removed keep their bytes, order and directory record (but for
        the offset); names that the archive lacks are added last, in the order given.
        """
        body = bytearray()
        directory = bytearray()
        count = 0
        for entry in self.entries.values():
            if entry.name in removed:
                continue
            count += 1
            offset = len(body)
            if entry.name in changed:
                local, record = _packed(entry, changed[entry.name], offset)
                body += local
            else:
                record = _moved(entry.record, offset)
                body += self.data[entry.start : entry.end]
            directory += record
        for name, content in changed.items():
            if name not in self.entries:
                count += 1
                local, record = _packed_new(name, content, len(body))
                body += local
                directory += record
        if count > 0xFFFF or len(body) + len(directory) >= _U32_MAX:
            raise WorkbookError("too-large", part="")
        end = _END.pack(
            b"PK\5\6", 0, 0, count, count, len(directory), len(body), len(self._comment)
        )
        return bytes(body + directory + end + self._comment)


def _read_directory(data: bytes) -> tuple[bytes, int, list[tuple[bytes, tuple[int, ...]]]]:
    """Return the archive's comment, where its directory starts, and the directory's records."""
    comment, start, directory_end, count = _end_record(data)
    if count > MAX_ENTRIES:
        raise WorkbookError("too-large", part="")
    records: list[tuple[bytes, tuple[int, ...]]] = []
    position = start
    for _ in range(count):
        if position + _CENTRAL.size > directory_end or data[position : position + 4] != b"PK\1\2":
            raise WorkbookError("damaged", part="")
        fields = _CENTRAL.unpack_from(data, position)
        length = _CENTRAL.size + fields[10] + fields[11] + fields[12]
        records.append((data[position : position + length], fields))
        position += length
    if position != directory_end:
        raise WorkbookError("damaged", part="")
    return comment, start, records


def _end_record(data: bytes) -> tuple[bytes, int, int, int]:
    """Return the comment, start and end of the directory, and how many records it has.

    The end record's signature may also stand in the comment. The true one comes right behind the
    directory; where there is none such, bytes stand before or inside the archive that no two
    readers agree about.
    """
    if len(data) < _END.size:
        raise WorkbookError("damaged", part="")
    lowest = max(0, len(data) - _END.size - 0xFFFF)
    end = data.rfind(b"PK\5\6", lowest, len(data) - _END.size + 4)
    while end >= 0:
        _, _, _, _, count, size, start, comment_size = _END.unpack_from(data, end)
        directory_end = end
        if count == 0xFFFF or size == _U32_MAX or start == _U32_MAX:
            count, size, start, directory_end = _end64_record(data, end)
        behind = end + _END.size + comment_size
        # Some programs fill a file up with zeros; anything else there may be another archive.
        if start + size == directory_end and not data[behind:].strip(b"\0"):
            return data[end + _END.size : behind], start, directory_end, count
        end = data.rfind(b"PK\5\6", lowest, end)
    raise WorkbookError("damaged", part="")


def _end64_record(data: bytes, end: int) -> tuple[int, int, int, int]:
    """Return count, size and start of the directory, and where the zip64 end record begins."""
    locator = end - _END64_LOCATOR.size
    if locator < 0 or data[locator : locator + 4] != b"PK\6\7":
        raise WorkbookError("damaged", part="")
    (_, _, end64, _) = _END64_LOCATOR.unpack_from(data, locator)
    if end64 + _END64.size > len(data) or data[end64 : end64 + 4] != b"PK\6\6":
        raise WorkbookError("damaged", part="")
    *_, count, size, start = _END64.unpack_from(data, end64)
    return count, size, start, end64


def _entries(
    records: list[tuple[bytes, tuple[int, ...]]], directory_start: int
) -> dict[str, Entry]:
    found: list[tuple[str, bytes, tuple[int, ...], tuple[int, int, int]]] = []
    for record, fields in records:
        if fields[3] & _FLAG_ENCRYPTED:
            raise WorkbookError("encrypted")
        name_end = _CENTRAL.size + fields[10]
        encoding = "utf-8" if fields[3] & _FLAG_UTF8 else "cp437"
        try:
            name = record[_CENTRAL.size : name_end].decode(encoding)
        except UnicodeDecodeError as error:
            raise WorkbookError("damaged", part="") from error
        extra = record[name_end : name_end + fields[11]]
        found.append((name, record, fields, _sizes(fields, extra)))
    starts = sorted(sizes[2] for *_, sizes in found)
    ends = dict(zip(starts, [*starts[1:], directory_start], strict=True))
    entries: dict[str, Entry] = {}
    taken: set[str] = set()
    for name, record, fields, (size, compressed, start) in found:
        # Part names are compared without regard to case (ECMA-376 part 2, 6.2.2.3).
        if name.casefold() in taken or start + _LOCAL.size + compressed > ends[start]:
            raise WorkbookError("damaged", part=name)
        taken.add(name.casefold())
        entries[name] = Entry(
            name, fields[4], fields[7], compressed, size, start, ends[start], record
        )
    return entries


def _sizes(fields: tuple[int, ...], extra: bytes) -> tuple[int, int, int]:
    """Return size, compressed size and offset, taken from the zip64 extra field where there is one."""
    values = [fields[9], fields[8], fields[16]]
    wide = _zip64_field(extra)
    for index, value in enumerate(values):
        if value == _U32_MAX and len(wide) >= 8:
            values[index], wide = int.from_bytes(wide[:8], "little"), wide[8:]
    return values[0], values[1], values[2]


def _zip64_field(extra: bytes) -> bytes:
    position = 0
    while position + 4 <= len(extra):
        tag, length = struct.unpack_from("<2H", extra, position)
        if tag == 1:
            return extra[position + 4 : position + 4 + length]
        position += 4 + length
    return b""


def _content_start(data: bytes, entry: Entry) -> int:
    if data[entry.start : entry.start + 4] != b"PK\3\4":
        raise WorkbookError("damaged", part=entry.name)
    fields = _LOCAL.unpack_from(data, entry.start)
    name = data[entry.start + _LOCAL.size : entry.start + _LOCAL.size + fields[9]]
    listed = entry.record[_CENTRAL.size : _CENTRAL.size + fields[9]]
    # Two readers would see two things where the local header tells another story.
    sized = not fields[2] & _FLAG_SIZES_BEHIND and fields[7] != _U32_MAX
    other_size = sized and fields[7] != entry.compressed_size
    if name != listed or fields[3] != entry.method or fields[2] & _FLAG_ENCRYPTED or other_size:
        raise WorkbookError("damaged", part=entry.name)
    start: int = entry.start + _LOCAL.size + fields[9] + fields[10]
    if start + entry.compressed_size > entry.end:
        raise WorkbookError("damaged", part=entry.name)
    return start


def _moved(record: bytes, offset: int) -> bytes:
    """Return a directory record that points at `offset`."""
    (old,) = struct.unpack_from("<L", record, 42)
    if old != _U32_MAX:
        return record[:42] + struct.pack("<L", offset) + record[46:]
    fields = _CENTRAL.unpack_from(record)
    extra_start = _CENTRAL.size + fields[10]
    extra = record[extra_start : extra_start + fields[11]]
    wide = _zip64_field(extra)
    # The offset is the last of the three that the zip64 field may hold.
    skip = 8 * ((fields[9] == _U32_MAX) + (fields[8] == _U32_MAX))
    position = extra_start + extra.index(wide) + skip
    return record[:position] + struct.pack("<Q", offset) + record[position + 8 :]


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _packed(entry: Entry, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """Return local header with content, and directory record, of a changed entry."""
    fields = _CENTRAL.unpack_from(entry.record)
    raw = _deflate(content) if entry.method == _DEFLATED else content
    flags = fields[3] & _FLAG_UTF8
    name = entry.record[_CENTRAL.size : _CENTRAL.size + fields[10]]
    comment = entry.record[_CENTRAL.size + fields[10] + fields[11] :]
    common = (flags, entry.method, fields[5], fields[6], zlib.crc32(content), len(raw))
    local = _LOCAL.pack(b"PK\3\4", 20, *common, len(content), len(name), 0) + name + raw
    record = _CENTRAL.pack(
        b"PK\1\2", fields[1], 20, *common, len(content), len(name), 0, len(comment), 0,
        fields[14], fields[15], offset,
    )  # fmt: skip
    return local, record + name + comment


def _packed_new(name: str, content: bytes, offset: int) -> tuple[bytes, bytes]:
    encoded = name.encode("utf-8")
    flags = 0 if name.isascii() else _FLAG_UTF8
    raw = _deflate(content)
    common = (20, flags, _DEFLATED, _NO_TIME, _NO_DATE, zlib.crc32(content), len(raw), len(content))
    local = _LOCAL.pack(b"PK\3\4", *common, len(encoded), 0) + encoded + raw
    record = _CENTRAL.pack(b"PK\1\2", 20, *common, len(encoded), 0, 0, 0, 0, 0, offset) + encoded
    return local, record
