"""What a camera can refuse, in words: what is wrong and what to do."""

from __future__ import annotations

from app.errors import QT_TR_NOOP, UserError


def no_camera() -> UserError:
    """Nothing is there to take a picture with."""
    return UserError(
        "camera_none",
        QT_TR_NOOP(
            "No camera is connected. Plug one in, or take the picture from a file or the scanner."
        ),
    )


def failed() -> UserError:
    """The system reported an error of the camera."""
    return UserError(
        "camera_failed",
        QT_TR_NOOP("The camera cannot be used. Close other programs that use it, then try again."),
    )


def silent() -> UserError:
    """It is on, and no frame comes."""
    return UserError(
        "camera_silent",
        QT_TR_NOOP(
            "The camera shows nothing. Close other programs that use it, "
            "or unplug it and plug it in again."
        ),
    )


def unplugged() -> UserError:
    """It was there a moment ago."""
    return UserError(
        "camera_unplugged",
        QT_TR_NOOP("The camera was unplugged. Plug it in again, or choose another one."),
    )


def not_ready() -> UserError:
    """The shutter was pressed, and no picture came."""
    return UserError(
        "camera_not_ready", QT_TR_NOOP("The camera did not take the picture. Press again.")
    )
