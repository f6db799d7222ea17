"""Small procedures that write personal data, for tests of what stands below the real ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.services import customers
from app.services.procedure import Work, procedure
from db.schema.agreements import blob
from db.schema.identity import contact_medium, identity_image, party
from db.schema.keys import subject_key
from db.schema.operations import erasure
from db.schema.search import index_due, search_token, token_digest


@dataclass(frozen=True)
class Made:
    """A party and the version it is at."""

    party_id: UUID
    version: int


@procedure("test.make_party", Permission.CUSTOMER_REGISTER, writes=customers.ADDED)
def make_party(work: Work, *, name: str, phone: str = "") -> Made:
    """A party, sealed; with a phone number when one is given."""
    party_id = new_id()
    work.new_subject(party_id)
    work.insert(
        party,
        id=party_id,
        subject_id=party_id,
        kind="individual",
        name=name,
        sex="female",
        age_band="adult",
        hall_id=work.session.actor.hall_id,
        created_at=work.now,
    )
    if phone:
        work.insert(
            contact_medium,
            subject_id=party_id,
            party_id=party_id,
            type="phone",
            value=phone,
            preferred=True,
            status="valid",
        )
    return Made(party_id, 1)


@procedure("test.rename_party", Permission.CUSTOMER_REGISTER, writes=customers.ADDED)
def rename_party(work: Work, *, party_id: UUID, version: int, name: str) -> Made:
    """The next version of a party, with a reason for the auditors."""
    work.why(name)
    return Made(party_id, work.update(party, party_id, version, name=name))


@procedure(
    "test.erase_party",
    Permission.CUSTOMER_REGISTER,
    writes={
        erasure: {},
        subject_key: {},
        search_token: {},
        token_digest: {},
        index_due: {},
        contact_medium: {},
    },
)
def erase_party(work: Work, *, party_id: UUID) -> Made:
    """The party's data are deleted for good."""
    for row in work.all(contact_medium, contact_medium.c.party_id == party_id):
        work.update(contact_medium, row["id"], row["version"], status="replaced")
    work.erase(party_id, "request")
    customers.write_tokens(work, [party_id])
    return Made(party_id, 1)


@procedure("test.keep_image", Permission.CUSTOMER_REGISTER, writes={blob: {}, identity_image: {}})
def keep_image(work: Work, *, party_id: UUID, content: bytes) -> Made:
    """A picture of a party, that is its own small one as well."""
    work.touched("party", party_id)
    kept = work.blob(party_id, "identity", content)
    work.insert(
        identity_image,
        subject_id=party_id,
        party_id=party_id,
        kind="portrait",
        purpose="test",
        source="file",
        retention="test",
        blob_id=kept,
        thumbnail_blob_id=kept,
        sha256=hashlib.sha256(content).digest(),
        width=1,
        height=1,
        taken_at=work.now,
        **work.stamps(identity_image),
    )
    return Made(party_id, 1)
