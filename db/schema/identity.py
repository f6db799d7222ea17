"""Party (TMF632 Individual, Organization) with identification, contact media and addresses (E1-E3, E5, E6)."""

from __future__ import annotations

from sqlalchemy import Column

from db.schema.base import business, one_of, ref
from db.types import Bytes, Day, Flag, Id, Instant, Int, Json, Sealed, Text

party = business(
    "party",
    Column("kind", Text, nullable=False),
    Column("name", Sealed, nullable=False),
    Column("birth_date", Sealed),
    Column("sex", Text, nullable=False),
    Column("nation", Sealed),
    Column("age_band", Text, nullable=False),
    Column("legal_representative", Sealed),
    ref("hall_id", "hall"),
    Column("created_at", Instant, nullable=False),
    one_of("kind", "individual", "organization"),
)

identity_document = business(
    "identity_document",
    ref("party_id", "party", index=True),
    Column("type", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("number", Sealed, nullable=False),
    Column("authority", Sealed),
    Column("address", Sealed),
    Column("valid_from", Day),
    Column("valid_to", Day, index=True),
    Column("long_term", Flag, nullable=False),
    Column("entry", Json, nullable=False),
    Column("real_name_state", Text, nullable=False),
    Column("status", Text, nullable=False),
    one_of("status", "valid", "replaced", "void"),
)

# A watermarked copy of what a person showed; its bytes are two blobs. `party_id` is whose
# it is, `customer_id` for whom it was taken. `sha256` is of the picture as it was before sealing.
identity_image = business(
    "identity_image",
    ref("party_id", "party", index=True),
    ref("identity_document_id", "identity_document", nullable=True),
    Column("order_id", Id),
    ref("customer_id", "customer", nullable=True, index=True),
    Column("kind", Text, nullable=False),
    Column("title", Sealed),
    Column("purpose", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("retention", Text, nullable=False),
    Column("blob_id", Id, nullable=False),
    Column("thumbnail_blob_id", Id, nullable=False),
    Column("sha256", Bytes, nullable=False),
    Column("width", Int, nullable=False),
    Column("height", Int, nullable=False),
    Column("taken_at", Instant, nullable=False),
    ref("hall_id", "hall"),
    ref("staff_id", "staff"),
    Column("verdict", Text),
    ref("verdict_by", "staff", nullable=True),
    one_of("kind", "front", "back", "page", "portrait", "live_photo", "attachment"),
    one_of("source", "camera", "file", "scan", "reader", "watched_folder", "paste"),
    one_of("verdict", "same", "different", "override"),
)

contact_medium = business(
    "contact_medium",
    ref("party_id", "party", index=True),
    Column("type", Text, nullable=False),
    Column("contact_name", Sealed),
    Column("value", Sealed, nullable=False),
    Column("preferred", Flag, nullable=False),
    Column("status", Text, nullable=False),
    one_of("type", "phone", "second", "email"),
    one_of("status", "valid", "replaced"),
)

address = business(
    "address",
    ref("party_id", "party", index=True),
    Column("role", Text, nullable=False),
    Column("text", Sealed, nullable=False),
    Column("district_code", Text, nullable=False),
    one_of("role", "mailing", "registered"),
)

consent = business(
    "consent",
    ref("party_id", "party", index=True),
    Column("order_id", Id, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("decision", Text, nullable=False),
    ref("agreed_by", "party"),
    Column("text_version", Text, nullable=False),
    Column("at", Instant, nullable=False),
    one_of("part", "notice", "separate", "optional"),
    one_of("decision", "acknowledged", "agree", "refuse", "withdrawn"),
)

discount = business(
    "discount",
    ref("party_id", "party", index=True),
    Column("kind", Text, nullable=False),
    Column("proof", Sealed, nullable=False),
    Column("valid_to", Day),
)
