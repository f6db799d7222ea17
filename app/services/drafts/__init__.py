"""Forms in work on this computer, sealed to their owner, with their pictures.

`save` keeps a form while it is typed, `load_all` gives a person's own forms back after a lock or a
power cut, `discard` removes one. `save_image` and `load_images` do the same for the pictures of a
form. A draft stays on this computer, and only its owner's sign-in opens it. `seal_typed` and `open_typed`
are for what is typed on a page without drafts.

Rules: R-058, R-181; data.md 6.
"""

from app.services.drafts.drafts import Draft, Loaded, discard, hold_open, load_all, save
from app.services.drafts.images import (
    DraftImage,
    LoadedImages,
    discard_image,
    load_images,
    save_image,
)
from app.services.drafts.typed import open_typed, seal_typed

__all__ = [
    "Draft",
    "DraftImage",
    "Loaded",
    "LoadedImages",
    "discard",
    "discard_image",
    "hold_open",
    "load_all",
    "load_images",
    "open_typed",
    "save",
    "save_image",
    "seal_typed",
]
