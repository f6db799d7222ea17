"""What a paper's file says about itself, once for people's readers and once as XMP (ISO 19005-2, 6.6)."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from app.papers import glyphs, objects
from app.papers.pages import About

_PROGRAM = "Service counter"


def info(about: About) -> str:
    """The information dictionary; it says what `xmp` says."""
    zone = re.sub(r"(\d\d)(\d\d)$", r"\1'\2'", about.made_at.strftime("%z"))
    stamp = about.made_at.strftime("D:%Y%m%d%H%M%S") + zone
    said = {
        "Title": about.title,
        "Subject": about.subject,
        "Author": about.author,
        "Creator": _PROGRAM,
        "Producer": _PROGRAM,
    }
    texts = "".join(f"/{name}{objects.text(glyphs.shown(text))}" for name, text in said.items())
    return f"<<{texts}/CreationDate({stamp})/ModDate({stamp})>>"


def xmp(about: About) -> bytes:
    """The XMP packet: PDF/A-2, conformance B, and the same values as `info`."""
    title, subject, author = (
        escape(glyphs.shown(text)) for text in (about.title, about.subject, about.author)
    )
    stamp = about.made_at.isoformat(timespec="seconds")
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"\
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"\
 pdfaid:part="2" pdfaid:conformance="B" pdf:Producer="{_PROGRAM}" xmp:CreatorTool="{_PROGRAM}"\
 xmp:CreateDate="{stamp}" xmp:ModifyDate="{stamp}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>""".encode()
