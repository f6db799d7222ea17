"""T12: two hundred hostile files are refused in words or read as ordinary pictures."""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from app.capture import picture_header
from app.capture.picture_header import CaptureRefused, check_bytes
from app.capture.worker import Worker
from app.paths import RESOURCES
from tests.fuzz import bombs, files
from tests.fuzz.harness import used_seconds
from tests.kit import figures

SECONDS = 2.0
"""Of a processor, by both processes: another's load on the machine counts for nothing."""
GONE = {"picture_failed", "picture_slow"}
"""Codes of a reading process that died or was ended."""


def written(process):
    """Bytes that a process wrote to a disk, in any way."""
    told = Path(f"/proc/{process}/io").read_text(encoding="ascii")
    return int(told.partition("\nwrite_bytes: ")[2].split()[0])


@pytest.mark.timeout(300)
def test_every_bomb_is_refused_in_time_and_the_reading_process_lives(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    worker = Worker()
    seconds, wrong, refused, known = [], [], 0, files.true_files()[0]
    try:
        worker.find(known)
        child = worker.process
        for bomb in bombs.all_bombs():
            begun = used_seconds(os.getpid()) + used_seconds(child)
            try:
                worker.find(bomb.content)
                code = "" if bomb.harmless else "was read"
            except CaptureRefused as refusal:
                refused += 1
                code = (
                    refusal.code if refusal.code in GONE or not refusal.plain()["message"] else ""
                )
            if code or worker.process != child:
                wrong.append(f"{bomb.name}: {code or 'ended the process'}")
                break
            seconds.append(used_seconds(os.getpid()) + used_seconds(child) - begun)
            if seconds[-1] > SECONDS:
                wrong.append(f"{bomb.name}: {seconds[-1]:.1f} s")
        assert wrong == []
        worker.find(known)
        assert worker.process == child
        assert written(child) == 0
    finally:
        worker.close()
    assert list(tmp_path.iterdir()) == []
    assert len(seconds) >= 200
    figures.publish(
        "T12 pictures", seed=12, files=len(seconds), refused=refused, read=len(seconds) - refused,
        slowest_ms=round(1000 * max(seconds)), died=0, written=0,
    )  # fmt: skip


def test_most_are_refused_before_a_decoder_sees_them():
    reached = []
    for bomb in (*bombs.polyglots(), *bombs.moving(), *bombs.renamed(), *bombs.texts()):
        try:
            check_bytes(bomb.content)
        except CaptureRefused:
            continue
        if not bomb.harmless:
            reached.append(bomb.name)
    assert reached == []


SMALL = bombs.head(300, 300), bombs.rows(300, 300)
LIMITS = {
    "MEGAPIXELS": bombs.png(bombs.head(8_000, 5_001), SMALL[1]),
    "SCANS": files.saved(files.drawn(), "JPEG")[:-2] + bombs.SCAN * 100 + bombs.END,
    "METADATA_BYTES": bombs.png(SMALL[0], files.chunk(b"tEXt", bytes(5_000_000)), SMALL[1]),
    "PARTS": bombs.png(SMALL[0], files.chunk(b"IDAT", b"") * 30_000, SMALL[1]),
}


@pytest.mark.parametrize("name", LIMITS)
def test_without_its_limit_a_bomb_gets_through_to_the_decoder(name, monkeypatch):
    with pytest.raises(CaptureRefused):
        check_bytes(LIMITS[name])
    monkeypatch.setattr(picture_header, name, 10**9)
    check_bytes(LIMITS[name])


def test_a_page_full_of_writing_is_given_up_soon():
    page = Image.new("RGB", (1600, 1200), "white")
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(RESOURCES / "fonts" / "NotoSansSC-Regular.ttf"), 18)
    for y in range(0, 1200, 28):
        for x in range(0, 1600, 320):
            pen.text((x, y), "统一社会信用代码0123", "black", font)
    worker = Worker()
    try:
        worker.read(files.saved(files.drawn(), "PNG"))  # the models are loaded
        begun = used_seconds(worker.process)
        worker.read(files.saved(page, "PNG"))
        assert used_seconds(worker.process) - begun < 4 * SECONDS  # on two processors
    finally:
        worker.close()
