"""Identity documents at the counter: reading, comparing and keeping them.

`read_all` reads pictures in a child process, `read_card` what a card reader gave (已读卡);
`compare` holds a document against the customer in service and the base. `keep_images` seals
pictures in the transaction of their business. `show_image` opens one for a reason, after its event
was written. `recapture` renews a customer's document. `ask_online` asks a checking service outside.

Rules: R-034, R-050 to R-058, R-180, D8.
"""

from app.services.identity.card_reading import CardRead, card_seals, read_card, unproven
from app.services.identity.comparison import Compared, compare
from app.services.identity.image_views import ImageRow, ShownPicture, list_images, show_image
from app.services.identity.images import (
    WRITES,
    KeptImage,
    Kind,
    Owner,
    Source,
    Verdict,
    image_problems,
    keep_images,
)
from app.services.identity.online_check import Answer, ask_online, online, online_gateway
from app.services.identity.reader_choice import (
    ReaderChoice,
    choose_reader,
    chosen_reader,
    reader_of,
    recorded_reader,
)
from app.services.identity.reading import (
    CARDS,
    PRACTICE_CARDS,
    Box,
    CardReader,
    Corners,
    ReadField,
    Reading,
    SmallPicture,
    Worker,
    are_one_kind,
    both_faces,
    burned,
    copy_to_keep,
    differing,
    from_plain,
    judge_reading,
    judged_together,
    organization_form,
    person_form,
    read_all,
    reading_of_chip,
    to_plain,
)
from app.services.identity.renewal import Recaptured, recapture, was_recorded

__all__ = [
    "CARDS",
    "PRACTICE_CARDS",
    "WRITES",
    "Answer",
    "Box",
    "CardRead",
    "CardReader",
    "Compared",
    "Corners",
    "ImageRow",
    "KeptImage",
    "Kind",
    "Owner",
    "ReadField",
    "ReaderChoice",
    "Reading",
    "Recaptured",
    "ShownPicture",
    "SmallPicture",
    "Source",
    "Verdict",
    "Worker",
    "are_one_kind",
    "ask_online",
    "both_faces",
    "burned",
    "card_seals",
    "choose_reader",
    "chosen_reader",
    "compare",
    "copy_to_keep",
    "differing",
    "from_plain",
    "image_problems",
    "judge_reading",
    "judged_together",
    "keep_images",
    "list_images",
    "online",
    "online_gateway",
    "organization_form",
    "person_form",
    "read_all",
    "read_card",
    "reader_of",
    "reading_of_chip",
    "recapture",
    "recorded_reader",
    "show_image",
    "to_plain",
    "unproven",
    "was_recorded",
]
