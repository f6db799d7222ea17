"""What papers say is compressed against a text that may never change."""

from __future__ import annotations

import hashlib
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.security.seal import Tampered
from app.services.papers import contents

SHA256 = {1: "4401c89f60e47a5ffd282b19e3c1c32026d77fd92e2b690fc621a8d81b929aac"}


def test_a_text_that_papers_are_compressed_against_is_for_ever() -> None:
    """Whoever changes one makes every paper of it unreadable: a better text gets the next number."""
    read = {number: hashlib.sha256(file.read_bytes()) for number, file in contents._WORDS.items()}
    assert {number: each.hexdigest() for number, each in read.items()} == SHA256


def test_the_text_is_no_persons() -> None:
    """It has names of fields and words of the hall, and every value that a person brings is empty."""
    text = contents._words(1).decode()
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        said, at = decoder.raw_decode(text, at)
        for name in ("number", "customer_code", "made_at"):
            assert said[name] == ""
        for name in ("name", "document_number", "phone", "mailing_address"):
            assert said.get("party_a", {}).get(name, "") == ""


@given(st.binary(max_size=3000))
def test_what_was_compressed_comes_back(content: bytes) -> None:
    assert contents._whole(contents._compressed(content)) == content


@pytest.mark.parametrize("wrong", [b"", b"\x02" + zlib.compress(b"x"), b"\x01x", b"\x00"])
def test_what_is_compressed_otherwise_is_no_content(wrong: bytes) -> None:
    with pytest.raises(Tampered):
        contents._whole(wrong)
