"""The cameras of this computer. QtMultimedia is imported when the first one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QCameraDevice, QCameraFormat

MOST_PIXELS = 5_200_000
"""A card that fills half of such a picture is there with more than 300 dots an inch; larger frames
only keep the computer busy."""
LEAST_RATE = 5.0
"""Frames a second; slower, a hand with a card cannot be followed."""


def cameras() -> list[QCameraDevice]:
    """What is connected now, the system's usual one first."""
    from PySide6.QtMultimedia import QMediaDevices

    usual = QMediaDevices.defaultVideoInput().id()
    return sorted(QMediaDevices.videoInputs(), key=lambda device: device.id() != usual)


def id_of(device: QCameraDevice) -> str:
    """The device's own name as a setting can hold it."""
    return bytes(device.id().data()).hex()


def open_camera(device: QCameraDevice) -> QCamera:
    """The camera, set to a picture fine enough to be read; not started."""
    from PySide6.QtMultimedia import QCamera

    camera = QCamera(device)
    best = best_format(device.videoFormats())
    if best is not None:
        camera.setCameraFormat(best)
    return camera


def best_format(formats: list[QCameraFormat]) -> QCameraFormat | None:
    """The finest that is not too large and not too slow; else the smallest; None of none."""

    def pixels(one: QCameraFormat) -> int:
        return one.resolution().width() * one.resolution().height()

    fit = [
        one for one in formats if pixels(one) <= MOST_PIXELS and one.maxFrameRate() >= LEAST_RATE
    ]
    if fit:
        return max(fit, key=lambda one: (pixels(one), one.maxFrameRate()))
    return min(formats, key=pixels, default=None)
