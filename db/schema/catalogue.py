"""The product catalogue (R-171), standard addresses, the editable rule set (R-170) and parameters (R-163)."""

from __future__ import annotations

from sqlalchemy import Column, Index

from db.schema.base import business, one_of
from db.types import Day, Flag, Json, Money, Text

offering = business(
    "offering",
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("monthly_fee", Money, nullable=False),
    # contract, fees, equipment, who may take it, which real-name state it needs: app.domain.catalogue.Offering
    Column("terms", Json, nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day),
    one_of("kind", "cable_tv", "broadband", "telephone", "vod", "recharge"),
    subject=False,
)

# Standard install address: structured and plain, because a household is found by it and it names nobody.
place = business(
    "place",
    Column("district_code", Text, nullable=False, index=True),
    Column("district", Text, nullable=False),
    Column("street", Text, nullable=False),
    Column("estate", Text, nullable=False),
    Column("building", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("text", Text, nullable=False, unique=True),
    Column("serviceable", Json, nullable=False),
    subject=False,
)
# Cover the search for numbers in the addresses of a street or estate, which has thousands.
Index("ix_place_street_text_id", place.c.street, place.c.text, place.c.id)
Index("ix_place_estate_text_id", place.c.estate, place.c.text, place.c.id)

rule = business(
    "rule",
    Column("code", Text, nullable=False, unique=True),
    Column("enabled", Flag, nullable=False),
    Column("value", Text, nullable=False),
    Column("source", Text, nullable=False),
    subject=False,
)
