"""One picture file from a disk -> its bytes, within limits. Call it away from the main thread.

A file's name may hold a person's name: it is in no sentence, no error and no log.
"""

from __future__ import annotations

import stat
from pathlib import Path

from app.capture.picture_header import BYTES, check_bytes
from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane


@lane("pictures")
def read_file(path: Path) -> bytes:
    """The whole file, seen to be a picture; UserError says why not.

    The size is looked at before a byte is read. What is no ordinary file is not opened at all: a
    pipe would wait for its writer for ever.
    """
    try:
        before = path.stat()
        if stat.S_ISDIR(before.st_mode):
            raise UserError(
                "picture_folder",
                QT_TR_NOOP("This is a folder. Choose the picture files inside it."),
            )
        if not stat.S_ISREG(before.st_mode):
            raise unreadable()
        if before.st_size > BYTES:
            raise too_large()
        with path.open("rb") as file:
            content = file.read(BYTES + 1)  # it may have grown since
    except FileNotFoundError:
        raise UserError(
            "picture_gone", QT_TR_NOOP("This file is no longer there. Choose it again.")
        ) from None
    except (OSError, ValueError):  # ValueError: a NUL in the name
        raise unreadable() from None
    check_bytes(content)
    return content


def too_large() -> UserError:
    """The refusal of a file that is larger than a picture may be."""
    return UserError(
        "picture_bytes",
        QT_TR_NOOP("This file is larger than {n} MB. Save the picture smaller."),
        n=BYTES // 1024 // 1024,
    )


def unreadable() -> UserError:
    """The refusal of a file that the system does not hand out."""
    return UserError(
        "picture_unreadable",
        QT_TR_NOOP("This file cannot be opened. Copy it to this computer, then choose it again."),
    )
