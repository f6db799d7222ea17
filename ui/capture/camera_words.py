"""What a camera can refuse, in words: what is wrong and what to do."""

from __future__ import annotations

from app.errors import QT_TR_NOOP, UserError


def no_camera() -> UserError:
    """The sentence when no camera is connected."""
    return UserError(
        "camera_none",
        QT_TR_NOOP(
            "No camera is connected. Plug one in, or take the picture from a file or the scanner."
        ),
    )


def failed() -> UserError:
    """The sentence for an error that the system reports of the camera."""
    return UserError(
        "camera_failed",
        QT_TR_NOOP("The camera cannot be used. Close other programs that use it, then try again."),
    )


def silent() -> UserError:
    """The sentence for a camera that is on and sends no frame."""
    return UserError(
        "camera_silent",
        QT_TR_NOOP(
            "The camera shows nothing. Close other programs that use it, "
            "or unplug it and plug it in again."
        ),
    )


def unplugged() -> UserError:
    """The sentence for a camera that was unplugged while in use."""
    return UserError(
        "camera_unplugged",
        QT_TR_NOOP("The camera was unplugged. Plug it in again, or choose another one."),
    )


def not_ready() -> UserError:
    """The sentence when the shutter was pressed and no picture came."""
    return UserError(
        "camera_not_ready", QT_TR_NOOP("The camera did not take the picture. Press again.")
    )
