"""What a file breaches of PDF/A-2b, as far as our own assertions tell: by clause of ISO 19005-2:2011.

No validator can be had where this is developed, so nothing beyond these assertions is claimed. They look at
the bytes and at the objects as pypdf reads them, and share no code with app.papers.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

OPERATORS = set(
    "q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W*".split()
) | set("BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \" g G".split())
"""Of ISO 32000-1, without images, patterns, forms, marked content and every colour but grey."""
FORBIDDEN = {
    "/AcroForm": "6.4.1",
    "/AA": "6.5.2",
    "/OpenAction": "6.5.1",
    "/JavaScript": "6.5.1",
    "/JS": "6.5.1",
    "/A": "6.5.1",
    "/Annots": "6.3",
    "/EmbeddedFiles": "6.8",
    "/EF": "6.8",
    "/OCProperties": "6.9",
    "/AlternatePresentations": "6.10",
    "/PresSteps": "6.10",
    "/Requirements": "6.11",
    "/Perms": "6.1.12",
    "/SMask": "6.2.10",
    "/BM": "6.2.10",
    "/CA": "6.2.10",
    "/ca": "6.2.10",
    "/Group": "6.2.10",
    "/ExtGState": "6.2.5",
    "/XObject": "6.2.8",
    "/CIDSet": "6.2.11.4.2",
    "/F": "6.1.7.1",
    "/FFilter": "6.1.7.1",
    "/FDecodeParms": "6.1.7.1",
}
"""Keys that our papers need nowhere; the clause that forbids them or what they may bring."""
XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


def breaches(pdf: bytes) -> list[str]:
    """Clause and fault of each assertion that does not hold."""
    reader = PdfReader(BytesIO(pdf), strict=True)
    objects = _objects(reader)
    found = [
        *_file(pdf, reader, objects),
        *_values(objects),
        *_intent(reader),
        *_metadata(reader),
    ]
    for page in reader.pages:
        found += _page(page)
    for each in objects.values():
        kind = each.get("/Type") if isinstance(each, DictionaryObject) else None
        if kind == "/Font":
            found += _font(each)
        elif kind == "/Page" and "/Resources" not in each:
            found.append("6.2.2 a page without resources of its own")
    return sorted(set(found))


def _objects(reader: PdfReader) -> dict[int, Any]:
    numbers = {*reader.xref.get(0, {}), *reader.xref_objStm}
    return {number: reader.get_object(number) for number in numbers if number}


def _file(pdf: bytes, reader: PdfReader, objects: dict[int, Any]) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf):
        yield "6.1.2 header"
    if not pdf.endswith(b"%%EOF\n"):
        yield "6.1.3 something stands behind the end"
    names = reader.trailer.get("/ID")
    if names is None or len(names) != 2 or not all(names):
        yield "6.1.3 no file identifier"
    if "/Encrypt" in reader.trailer:
        yield "6.1.3 encrypted"
    for match in re.finditer(rb"/Length (\d+)>>(stream\r?\n)", pdf):
        end = match.end() + int(match[1])
        if not re.match(rb"\r?\nendstream\nendobj\n", pdf[end : end + 20]):
            yield "6.1.7.1 the length of a stream is wrong"
    begun = re.findall(rb"(?<=\n)\d+ \d+ obj\n", pdf)
    if len(begun) < len(reader.xref.get(0, {})) or len(objects) > 8_388_607:
        yield "6.1.9 an object does not begin as it must"


def _values(objects: dict[int, Any]) -> Iterator[str]:
    """Every value of the file, wherever it stands."""
    waiting = list(objects.values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, StreamObject):
            filters = value.get("/Filter", [])
            if {filters} - {"/FlateDecode"} if isinstance(filters, str) else filters:
                yield "6.1.7.2 another filter than Flate"
        if isinstance(value, DictionaryObject):
            for key in value.keys() & FORBIDDEN.keys():
                yield f"{FORBIDDEN[key]} {key}"
            for key in value:
                if len(key.encode()) > 128:
                    yield "6.1.13 a name is too long"
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, ArrayObject):
            waiting += list(value)
        elif isinstance(value, NameObject):
            if len(value.encode()) > 128:
                yield "6.1.13 a name is too long"
        elif isinstance(value, TextStringObject | ByteStringObject):
            if len(value) > 32_767:
                yield "6.1.13 a string is too long"
        elif isinstance(value, NumberObject) and not -(2**31) <= value < 2**31:
            yield "6.1.13 a number is too large"


def _intent(reader: PdfReader) -> Iterator[str]:
    intents = [each.get_object() for each in reader.root_object.get("/OutputIntents", [])]
    if [each.get("/S") for each in intents] != ["/GTS_PDFA1"]:
        yield "6.2.3 no output intent of PDF/A"
        return
    profile = intents[0]["/DestOutputProfile"].get_object()
    data = profile.get_data()
    size, version, kind, space = struct.unpack_from(">L4xB3x4s4s", data)
    if size != len(data) or data[36:40] != b"acsp" or version > 4:
        yield "6.2.3 the profile is no ICC profile"
    if (
        kind not in (b"mntr", b"prtr")
        or {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}.get(space) != profile["/N"]
    ):
        yield "6.2.3 the profile is of no device, or has other components than it says"
    tags = [
        struct.unpack_from(">4sLL", data, 132 + 12 * at)
        for at in range(struct.unpack_from(">L", data, 128)[0])
    ]
    if any(at % 4 or at + length > size for _, at, length in tags):
        yield "6.2.3 the profile is no ICC profile"


def _metadata(reader: PdfReader) -> Iterator[str]:
    stream = reader.root_object.get("/Metadata")
    if stream is None:
        yield "6.6.2.1 no metadata"
        return
    packet = stream.get_object().get_data()
    if re.match(rb"<\?xpacket [^>]*(bytes|encoding)=", packet):
        yield "6.6.2.1 the packet's header says what it may not"
    described = ElementTree.fromstring(packet).find(".//rdf:Description", XMP)
    assert described is not None
    used = {name[1:].split("}")[0] for name in [*described.attrib, *(e.tag for e in described)]}
    if used - set(XMP.values()):
        yield "6.6.2.3 a property of an unknown schema"

    def value(name: str) -> str | None:
        schema, _, key = name.partition(":")
        return described.get(f"{{{XMP[schema]}}}{key}") or described.findtext(
            f"{name}//rdf:li", None, XMP
        )

    if (value("pdfaid:part"), value("pdfaid:conformance")) != ("2", "B"):
        yield "6.6.4 the file does not say that it is PDF/A-2b"
    said: dict[str, Any] = dict(reader.metadata or {})
    pairs = {
        "/Title": "dc:title",
        "/Subject": "dc:description",
        "/Author": "dc:creator",
        "/Creator": "xmp:CreatorTool",
        "/Producer": "pdf:Producer",
    }
    dates = {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}
    if any((said.get(key) or None) != value(name) for key, name in pairs.items()) or any(
        re.sub(r"\D", "", said.get(key, "")) != re.sub(r"\D", "", value(name) or "")
        for key, name in dates.items()
    ):
        yield "6.6.3 the properties are not what the metadata say"


def _page(page: Any) -> Iterator[str]:
    left, low, right, high = (float(each) for each in page.mediabox)
    if not all(3 <= side <= 14_400 for side in (right - left, high - low)):
        yield "6.1.13 the page is too large or too small"
    content = page.get_contents()
    fonts = {name: each.get_object() for name, each in page["/Resources"]["/Font"].items()}
    depth, glyphs = 0, {name: _glyph_count(font) for name, font in fonts.items()}
    now = ""
    for operands, operator in content.operations:
        said = operator.decode()
        if said not in OPERATORS:
            yield (
                f"6.2.2 operator {said}" if said not in ("rg", "RG", "k", "K") else "6.2.4.3 colour"
            )
        depth += {"q": 1, "Q": -1}.get(said, 0)
        if not 0 <= depth <= 28:
            yield "6.1.13 q and Q"
        if any(isinstance(each, FloatObject | int) and abs(each) > 32_767 for each in operands):
            yield "6.1.13 a number is too large"
        if said == "Tf":
            now = str(operands[0])
            if now not in fonts:
                yield "6.2.2 a font that the page does not name"
        if said == "Tj":
            shown = operands[0].original_bytes
            if len(shown) > 32_767:
                yield "6.1.13 a string is too long"
            codes = struct.unpack(f">{len(shown) // 2}H", shown)
            if 0 in codes:
                yield "6.2.11.8 the empty box is shown"
            if max(codes) >= glyphs.get(now, 0):
                yield "6.2.11.4.1 a glyph is not embedded"
    if depth:
        yield "6.1.13 q and Q"


def _program(font: Any) -> bytes:
    table = font["/DescendantFonts"][0].get_object()
    file = table["/FontDescriptor"].get("/FontFile2")
    return b"" if file is None else bytes(file.get_object().get_data())


def _tables(program: bytes) -> dict[bytes, bytes]:
    count = struct.unpack_from(">H", program, 4)[0]
    entries = [struct.unpack_from(">4sLLL", program, 12 + 16 * at) for at in range(count)]
    return {tag: program[at : at + length] for tag, _, at, length in entries}


def _glyph_count(font: Any) -> int:
    program = _program(font)
    return struct.unpack_from(">H", _tables(program)[b"maxp"], 4)[0] if program else 0


def _font(font: Any) -> Iterator[str]:
    if font["/Subtype"] == "/CIDFontType2":
        if font.get("/CIDToGIDMap") != "/Identity":
            yield "6.2.11.3.2 no map from codes to glyphs"
        return
    if font["/Subtype"] != "/Type0" or font["/Encoding"] != "/Identity-H":
        yield "6.2.11.2 another kind of font"
        return
    table = font["/DescendantFonts"][0].get_object()
    program = _program(font)
    if not program:
        yield "6.2.11.4.1 a font is not embedded"
        return
    if font["/BaseFont"] != table["/BaseFont"] or not re.match(r"/[A-Z]{6}\+", font["/BaseFont"]):
        yield "6.2.11.2 the names of the font"
    tables = _tables(program)
    if not {b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"} <= tables.keys():
        yield "6.2.11.2 the font program is not whole"
        return
    units = struct.unpack_from(">H", tables[b"head"], 18)[0]
    count = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
    [first, widths] = table.get("/W", [0, []])
    said = [float(each) for each in widths] + [float(table["/DW"])] * (count - len(widths))
    real = [
        struct.unpack_from(">H", tables[b"hmtx"], 4 * at)[0] * 1000 / units for at in range(count)
    ]
    if first != 0 or any(abs(one - other) > 1 for one, other in zip(said, real, strict=True)):
        yield "6.2.11.5 the widths are not the font program's"
    text = font["/ToUnicode"].get_object().get_data()
    codes = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", text)
    if [int(code, 16) for code, _ in codes[1 if codes[0][1] == b"FFFF" else 0 :]] != list(
        range(1, count)
    ):
        yield "6.2.11.7.2 a glyph without its text"
