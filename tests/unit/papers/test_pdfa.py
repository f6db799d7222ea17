"""Papers keep to PDF/A-2b, as far as our own assertions tell (tests.kit.pdfa); nothing beyond is claimed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import ImageCms
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from app.papers import agreement, colour, confidentiality, recovery_sheet, slip
from app.papers.agreement import PartyA
from tests.kit.pdfa import breaches
from tests.unit.papers import samples, test_papers

UNIT = PartyA("样例商贸公司", "营业执照", "91350100M000100Y43", "0531-1", "一号路", True, "赵某")
PEOPLE = {"guardian": samples.GUARDIAN, "agent": samples.GUARDIAN}
PAPERS: dict[str, Callable[[], bytes]] = {
    "agreement": lambda: agreement.render(samples.agreement()),
    "agreement in English": lambda: agreement.render(samples.agreement("en")),
    "large print": lambda: agreement.render(samples.agreement(large_print=True)),
    "large print in English": lambda: agreement.render(samples.agreement("en", large_print=True)),
    "agreement of a unit": lambda: agreement.render(
        samples.agreement(party_a=UNIT, handler=samples.GUARDIAN)
    ),
    "agreement of a ward": lambda: agreement.render(
        samples.agreement(fingerprint_and_witness=True, **PEOPLE)
    ),
    "a name that no font has": lambda: agreement.render(
        samples.agreement(party_a=PartyA("张\U0002ebf0\u200b", "护照", "(E1)\\", "1", "路"))
    ),
    "slip": lambda: slip.render(samples.service_slip()),
    "slip in English": lambda: slip.render(samples.service_slip("en")),
    "slip with a rare name": lambda: slip.render(samples.service_slip(customer_name=samples.RARE)),
    "a company with signs": lambda: slip.render(samples.service_slip(company="A&B <有线> \"'")),
    "recovery sheet": lambda: recovery_sheet.render(test_papers.sheet()),
    "confidentiality": lambda: confidentiality.render(test_papers.acceptance("zh_CN")),
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_breaches_no_clause(name: str) -> None:
    assert breaches(PAPERS[name]()) == []


Change = Callable[[PdfWriter], Any]
NAME = NameObject


def _font(writer: PdfWriter) -> Any:
    return writer.pages[0]["/Resources"]["/Font"]["/R"].get_object()  # type: ignore[index]


def _table(writer: PdfWriter) -> Any:
    return _font(writer)["/DescendantFonts"][0].get_object()


def _says(content: bytes) -> Change:
    def say(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(content)
        writer.pages[0][NAME("/Contents")] = writer._add_object(stream)

    return say


def _put(where: Callable[[PdfWriter], Any], key: str, value: Any) -> Change:
    return lambda writer: where(writer).__setitem__(NAME(key), value)


def _root(writer: PdfWriter) -> Any:
    return writer.root_object


def _page(writer: PdfWriter) -> Any:
    return writer.pages[0]


def _inherits(writer: PdfWriter) -> None:
    resources = _page(writer).pop("/Resources")
    _page(writer)["/Parent"].get_object()[NAME("/Resources")] = resources


SABOTAGE: dict[str, tuple[str, Change]] = {
    "no colour profile": ("6.2.3", lambda writer: _root(writer).pop("/OutputIntents")),
    "no metadata": ("6.6.2.1", lambda writer: _root(writer).pop("/Metadata")),
    "another title": ("6.6.3", lambda writer: writer.add_metadata({"/Title": "another"})),
    "a script": (
        "6.5.1",
        _put(_root, "/OpenAction", DictionaryObject({NAME("/JS"): TextStringObject("x")})),
    ),
    "a form": ("6.4.1", _put(_root, "/AcroForm", DictionaryObject())),
    "a layer": ("6.9", _put(_root, "/OCProperties", DictionaryObject())),
    "transparency": ("6.2.10", _put(_page, "/Group", DictionaryObject())),
    "a note": ("6.3", _put(_page, "/Annots", ArrayObject())),
    "a tiny page": (
        "6.1.13",
        _put(_page, "/MediaBox", ArrayObject(map(NumberObject, (0, 0, 2, 2)))),
    ),
    "fonts that the page inherits": ("6.2.2", _inherits),
    "red": ("6.2.4.3", _says(b"1 0 0 rg")),
    "an unknown operator": ("6.2.2", _says(b"xx")),
    "a font without a name": ("6.2.2", _says(b"BT /Q 9 Tf ET")),
    "the empty box": ("6.2.11.8", _says(b"BT /R 9 Tf <0000> Tj ET")),
    "a glyph that is not there": ("6.2.11.4.1", _says(b"BT /R 9 Tf <7FFF> Tj ET")),
    "29 states kept": ("6.1.13", _says(b"q " * 29 + b"Q " * 29)),
    "a state never left": ("6.1.13", _says(b"q")),
    "a font that is not embedded": (
        "6.2.11.4.1",
        lambda writer: _table(writer)["/FontDescriptor"].pop("/FontFile2"),
    ),
    "other widths": ("6.2.11.5", _put(_table, "/DW", NumberObject(990))),
    "no map to glyphs": ("6.2.11.3.2", lambda writer: _table(writer).pop("/CIDToGIDMap")),
    "a list of glyphs": (
        "6.2.11.4.2",
        _put(lambda writer: _table(writer)["/FontDescriptor"], "/CIDSet", ArrayObject()),
    ),
    "another font name": ("6.2.11.2", _put(_font, "/BaseFont", NAME("/NotoSansSC"))),
}


@pytest.mark.parametrize("name", SABOTAGE)
def test_what_breaches_a_clause_is_found(name: str) -> None:
    clause, change = SABOTAGE[name]
    writer = PdfWriter(clone_from=PdfReader(BytesIO(PAPERS["agreement"]())))
    untouched = BytesIO()
    writer.write(untouched)
    change(writer)
    target = BytesIO()
    writer.write(target)
    new = set(breaches(target.getvalue())) - set(breaches(untouched.getvalue()))
    assert clause in {each.split()[0] for each in new}


@pytest.mark.parametrize(
    ("clause", "was", "now"),
    [
        ("6.1.2", b"%PDF-1.7\n%", b"%PDF-1.7\n "),
        ("6.1.3", b"/ID[", b"/IX["),
        ("6.1.3", b"%%EOF\n", b"%%EOF\nmore"),
        ("6.6.4", b'pdfaid:part="2"', b'pdfaid:part="1"'),
        ("6.6.4", b'conformance="B"', b'conformance="U"'),
        ("6.6.2.3", b"http://ns.adobe.com/pdf/1.3/", b"http://ns.adobe.com/pdf/9.9/"),
        ("6.6.3", b'xmp:ModifyDate="2026', b'xmp:ModifyDate="2027'),
        ("6.1.7.1", b"\nendstream\nendobj\n", b" endstream\nendobj\n"),
    ],
)
def test_bytes_that_breach_a_clause_are_found(clause: str, was: bytes, now: bytes) -> None:
    pdf = PAPERS["slip"]()
    assert was in pdf
    assert clause in {each.split()[0] for each in breaches(pdf.replace(was, now))}


def test_the_colour_profile_is_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(BytesIO(colour.profile()))
    said, theirs = profile.profile, ImageCms.createProfile("sRGB")
    assert said.profile_description == "sRGB IEC61966-2.1"
    assert (said.xcolor_space, said.connection_space, said.device_class) == ("RGB ", "XYZ ", "mntr")
    for name in ("red_colorant", "green_colorant", "blue_colorant"):
        ours, other = getattr(said, name), getattr(theirs, name)
        assert ours[0] == pytest.approx(other[0], abs=0.001)
    there = ImageCms.buildTransform(profile, theirs, "RGB", "RGB")
    from PIL import Image

    for colour_ in ((0, 0, 0), (255, 255, 255), (200, 30, 30), (12, 120, 240)):
        image = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour_), there)
        assert image is not None
        got = image.getpixel((0, 0))
        assert got == pytest.approx(colour_, abs=1)
