"""Where the workstation's signing key lies: the desktop's keyring, else a file of the owner's only.

The key signs what happens before anybody is signed in. It protects no customer data, so a desktop
without a keyring may work with the file; the status bar says so.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.bounded import TooLarge, read_own
from app.errors import QT_TR_NOOP, UserError
from app.paths import APP, Folders, make_private
from app.security.signing import new_sign_pair

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

FILE_NAME = "workstation.key"
_ALLOWED_KEYRINGS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
    }
)
_CHAIN = "keyring.backends.chainer.ChainerBackend"
_PRIVATE_BYTES = 32
_HEAD = "/head"


@dataclass(frozen=True)
class StoredKey:
    """The Ed25519 private key of this workstation, and where it was found or put."""

    private: bytes = field(repr=False)
    where: Literal["keyring", "file"]


def load_or_create(folders: Folders, workstation_id: str) -> StoredKey:
    """The key of `workstation_id`, made when neither keyring nor file has one.

    A key in the file stays there when a keyring appears later, because its signatures are known
    under that key. A keyring that fails in any way counts as none. Raises UserError
    'workstation_key_damaged' when the file does not hold a key.
    """
    backend = _keyring()
    private = _from_keyring(backend, workstation_id)
    if private is not None:
        return StoredKey(private, "keyring")
    file = folders.data / FILE_NAME
    private = _from_file(file, workstation_id)
    if private is not None:
        return StoredKey(private, "file")
    private = new_sign_pair().private
    if _into_keyring(backend, workstation_id, private):
        return StoredKey(private, "keyring")
    _into_file(file, workstation_id, private)
    return StoredKey(private, "file")


def keep_head(workstation_id: str, text: str) -> bool:
    """Keep a copy of the newest event's head beside the key; whether a keyring took it."""
    backend = _keyring()
    if backend is None:
        return False
    try:
        backend.set_password(APP, f"{workstation_id}{_HEAD}", text)
    except Exception:  # noqa: BLE001 - as below
        return False
    return True


def kept_head(workstation_id: str) -> str | None:
    """The copy that `keep_head` made; None without one or without a keyring."""
    backend = _keyring()
    if backend is None:
        return None
    try:
        return backend.get_password(APP, f"{workstation_id}{_HEAD}")
    except Exception:  # noqa: BLE001 - as below
        return None


def _keyring() -> KeyringBackend | None:
    """The keyring in use if it is one that asks the desktop's user; None otherwise."""
    try:
        import keyring

        chosen = keyring.get_keyring()
        for backend in chosen.backends if _name(chosen) == _CHAIN else [chosen]:  # type: ignore[attr-defined]
            if _name(backend) in _ALLOWED_KEYRINGS:
                return backend
    except Exception:  # noqa: BLE001 - a configured backend may raise anything; then there is none
        return None
    return None


def _name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _from_keyring(backend: KeyringBackend | None, workstation_id: str) -> bytes | None:
    if backend is None:
        return None
    try:
        return _key(backend.get_password(APP, workstation_id))
    except Exception:  # noqa: BLE001 - locked, gone, D-Bus errors of its own: all mean no keyring
        return None


def _into_keyring(backend: KeyringBackend | None, workstation_id: str, private: bytes) -> bool:
    """Whether the keyring took the key and gives it back."""
    if backend is None:
        return False
    try:
        backend.set_password(APP, workstation_id, private.hex())
    except Exception:  # noqa: BLE001 - as above
        return False
    return _from_keyring(backend, workstation_id) == private


def _from_file(file: Path, workstation_id: str) -> bytes | None:
    """The key in `file`; None when there is none or it is of another workstation."""
    try:
        stored = json.loads(read_own(file, 100_000))
        owner, private = stored["workstation"], _key(stored["key"])
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, RecursionError, TooLarge):
        raise _damaged() from None
    if owner != workstation_id:
        return None
    if private is None:
        raise _damaged()
    file.chmod(0o600)  # a copy brought back by hand may be readable by others
    return private


def _into_file(file: Path, workstation_id: str, private: bytes) -> None:
    """Write the file whole or not at all, readable by its owner only from the first moment."""
    make_private(file.parent)
    part = file.with_name(f"{FILE_NAME}.{secrets.token_hex(4)}.part")
    text = json.dumps({"workstation": workstation_id, "key": private.hex()})
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(part, file)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _key(text: object) -> bytes | None:
    """The key that `text` spells in hex; None when it spells none."""
    try:
        key = bytes.fromhex(str(text))
    except ValueError:
        return None
    return key if len(key) == _PRIVATE_BYTES else None


def _damaged() -> UserError:
    return UserError(
        "workstation_key_damaged",
        QT_TR_NOOP(
            "The key file of this workstation (workstation.key) is damaged. Bring it back from a"
            " copy, or ask the administrator to set up this workstation again."
        ),
    )
