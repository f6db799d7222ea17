"""`python -m app.admin read-card`: a line of JSON for each picture, in order."""

import json

from app.admin.__main__ import DONE, REFUSED, main
from tests.kit import cards


def test_every_file_has_its_line_and_a_bad_one_does_not_end_it(tmp_path, capsys):
    sample = cards.make(1, "clean", "resident_id")
    card, text = tmp_path / "card.jpg", tmp_path / "card.txt"
    card.write_bytes(sample.image)
    text.write_text("no picture")
    data = tmp_path / "data"
    files = [text, tmp_path / "missing", tmp_path, card]
    code = main(["--data", str(data), "read-card", *map(str, files), "--json"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == REFUSED
    assert [line["file"] for line in lines] == [str(file) for file in files]
    assert [line["error"]["code"] for line in lines[:3]] == [
        "picture_kind", "file_unreadable", "file_unreadable",
    ]  # fmt: skip
    assert {name: told["value"] for name, told in lines[3]["fields"].items()} == sample.truth
    assert set(lines[3]) == {"file", "type", "face", "fields", "corners", "quality"}
    assert lines[3]["quality"]["ok"] is True
    log = b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
    assert sample.truth.get("number", "18digits").encode() not in log


def test_the_two_faces_of_a_card_on_a_picture_are_one_document(tmp_path, capsys):
    card = tmp_path / "copy.jpg"
    both, back = cards.make_pair(3, "clean")
    card.write_bytes(both.image)
    main(["--data", str(tmp_path / "data"), "read-card", str(card), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert {name: field["value"] for name, field in told["fields"].items()} == {
        **both.truth, **back.truth,
    }  # fmt: skip
    assert (told["type"], told["face"]) == ("resident_id", "both")
    assert [each["face"] for each in told["faces"]] == ["front", "back"]
    assert told["corners"] == told["faces"][0]["corners"] != told["faces"][1]["corners"]


def test_only_good_pictures_are_done(tmp_path, capsys):
    card = tmp_path / "card.jpg"
    card.write_bytes(cards.make(2, "clean", "resident_id").image)
    assert main(["--data", str(tmp_path / "data"), "read-card", str(card)]) == DONE
    assert json.loads(capsys.readouterr().out)["type"] == "resident_id"
