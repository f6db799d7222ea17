"""The words burned into a kept copy (R-053)."""

import io
from datetime import date
from typing import Any

import numpy as np
import pytest
from PIL import Image

from app.capture.picture_header import CaptureRefused
from app.capture.watermark import burn

DAY = date(2026, 11, 22)


def picture(shade=(235, 240, 245), size=(1012, 638), **options):
    made = io.BytesIO()
    Image.new("RGB", size, shade).save(made, "JPEG", **options)
    return made.getvalue()


def burned(content, **changed):
    words: dict[str, Any] = {
        "operator": "某某广电网络",
        "purpose": "电信业务",
        "day": DAY,
    } | changed
    with Image.open(io.BytesIO(burn(content, **words))) as image:
        return np.asarray(image.convert("RGB"), int)


def test_the_words_reach_every_part_of_the_copy():
    changed = np.abs(burned(picture()) - (235, 240, 245)).sum(axis=2) > 30
    for rows in np.array_split(changed, 3):
        for part in np.array_split(rows, 3, axis=1):
            assert 0.02 < part.mean() < 0.4


def test_the_copy_below_stays_readable():
    page = Image.new("RGB", (1012, 638), (235, 240, 245))
    page.paste((20, 20, 20), (100, 300, 900, 330))
    made = io.BytesIO()
    page.save(made, "PNG")
    pixels = burned(made.getvalue())
    assert pixels[302:328, 110:890].mean() + 90 < pixels[200:280].mean()


def test_operator_purpose_and_date_make_a_difference():
    plain = burned(picture())
    for changed in ({"operator": "别的公司"}, {"purpose": "过户"}, {"day": date(2026, 11, 23)}):
        assert np.abs(burned(picture(), **changed) - plain).max() > 40


def test_no_metadata_survives():
    exif = Image.Exif()
    exif[0x010E] = "someone"
    content = burn(picture(exif=exif), operator="甲", purpose="电信业务", day=DAY)
    assert b"someone" not in content
    assert b"Exif" not in content


def test_what_is_no_picture_is_refused():
    for content in (b"no", picture()[:-40]):
        with pytest.raises(CaptureRefused):
            burn(content, operator="甲", purpose="电信业务", day=DAY)
