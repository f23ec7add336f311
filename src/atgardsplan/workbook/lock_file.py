"""Who has a workbook open: the small files that Excel and LibreOffice lay beside it meanwhile."""

from pathlib import Path

_EXCEL, _LIBREOFFICE = "~$", ".~lock."
# Excel's owner file ([MS-XLSB] leaves it out; its layout is the same since Excel 97): the name in the
# system's code page, its length first, padded to 55 bytes; then the same in UTF-16.
_WIDE_NAME = 55
_LONGEST_NAME = 54


class Holder(str):
    """The name of whoever has the file open; empty where it is not told."""


def holder_of(path: Path) -> tuple[Path, Holder] | None:
    """Return the lock file beside `path` and the holder that it names, None where there is none."""
    excel = path.with_name(_EXCEL + path.name)
    libreoffice = path.with_name(f"{_LIBREOFFICE}{path.name}#")
    for lock, read_name in ((excel, _name_by_excel), (libreoffice, _name_by_libreoffice)):
        try:
            content = lock.read_bytes()
        except FileNotFoundError:
            continue
        except OSError:
            content = b""
        name = read_name(content)
        return lock, Holder(name if name.isprintable() else "")
    return None


def _name_by_excel(content: bytes) -> str:
    length = int.from_bytes(content[_WIDE_NAME : _WIDE_NAME + 2], "little")
    wide = content[_WIDE_NAME + 2 : _WIDE_NAME + 2 + 2 * length]
    if 0 < length <= _LONGEST_NAME and len(wide) == 2 * length:
        return wide.decode("utf-16-le", "replace").strip()
    length = content[0] if content else 0
    return content[1 : 1 + min(length, _LONGEST_NAME)].decode("cp1252", "replace").strip()


def _name_by_libreoffice(content: bytes) -> str:
    """Return the first of the fields that tell a name: `,user,host,date,profile;`."""
    fields = content.decode("utf-8", "replace").rstrip(";\n").split(",")
    return next((field.strip() for field in fields[:2] if field.strip()), "")
