"""What Samsung's telephones put behind a JPEG: short notes, a directory of them, SEFT.

Each note is 0 0, its kind, the length of its name, the name, then text; the directory says kind, distance
back from itself, and size of each. All numbers are little-endian.
"""

from __future__ import annotations

from struct import error, iter_unpack, unpack, unpack_from

BYTES = 64 * 1024
"""Notes of the time and the camera are a few hundred bytes."""
_NOTE, _ENTRY, _DIRECTORY = 8, 12, 12


def is_trailer(tail: bytes) -> bool:
    """Whether `tail` is such notes from its first byte to its last, and they are nothing but text: a film,
    a second picture or an archive in one of them is not."""
    if len(tail) > BYTES or not tail.endswith(b"SEFT"):
        return False
    try:
        at: int = len(tail) - 8 - unpack_from("<I", tail, len(tail) - 8)[0]
        mark, _, count = unpack("<4sII", tail[at : at + _DIRECTORY])
        entries = list(iter_unpack("<2xHII", tail[at + _DIRECTORY : -8]))
    except error:
        return False
    if mark != b"SEFH" or count != len(entries):
        return False
    begin = 0
    for kind, back, size in sorted(entries, key=lambda entry: -entry[1]):
        if at - back != begin or not _is_note(tail[begin : min(begin + size, at)], kind, size):
            return False
        begin += size
    return begin == at


def _is_note(note: bytes, kind: int, size: int) -> bool:
    if len(note) != size or size < _NOTE:
        return False
    zeros, told, length = unpack_from("<HHI", note)
    is_whole: bool = (zeros, told) == (0, kind) and length <= size - _NOTE
    return is_whole and _is_text(note[_NOTE:].decode("utf-8", "replace"))


def _is_text(text: str) -> bool:
    """Characters that are printed, and zeros only at the end."""
    return all(char.isprintable() or char in "\t\r\n" for char in text.rstrip("\0")) and (
        "\ufffd" not in text
    )
