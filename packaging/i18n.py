"""Translations: English source texts in app/, db/ and ui/, Chinese in resources/i18n/zh_CN.ts.

update [FRAGMENT.json …]  collect the texts, keep known translations, add those of the fragments
check                     fail on a missing, left-over, wrongly filled or wrongly pointed translation
release                   compile zh_CN.qm when it is older than zh_CN.ts

All texts share one unnamed context, so the same English text has one Chinese text everywhere.
"""

from __future__ import annotations

import json
import re
import string
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
TS = TOP / "resources" / "i18n" / "zh_CN.ts"
QM = TS.with_suffix(".qm")
TOOLS = Path(sys.executable).parent
HALF_WIDTH = re.compile(r"[\u3400-\u9fff}”）][,;:?!](?=[\u3400-\u9fff{“（]|$)")


def texts_in_code() -> set[str]:
    """Every text that tr() or QT_TR_NOOP() marks under app/, db/ and ui/."""
    modules = sorted(path for floor in ("app", "db", "ui") for path in (TOP / floor).rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.ts"
        command: list[str | Path] = [
            TOOLS / "pyside6-lupdate",
            "-silent",
            "-locations",
            "none",
            *modules,
        ]
        subprocess.run([*command, "-ts", found], check=True, cwd=TOP)
        return set(read(found))


def read(path: Path) -> dict[str, str]:
    """Source text -> translation ('' when unfinished) of all contexts of a .ts file."""
    if not path.exists():
        return {}
    return {
        message.findtext("source", ""): message.findtext("translation") or ""
        for message in ET.parse(path).iter("message")
    }


def write(path: Path, translations: dict[str, str]) -> None:
    """One sorted, unnamed context: a change of one text is a change of one place in the file."""
    root = ET.Element("TS", version="2.1", language="zh_CN", sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name")
    for source, translated in sorted(translations.items()):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        translation.text = translated
        if not translated:
            translation.set("type", "unfinished")
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    header = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{header}{body}\n", encoding="utf-8")


def update(fragments: list[str]) -> int:
    """Write zh_CN.ts anew; a fragment's translation goes before the one already there."""
    known = read(TS)
    for name in fragments:
        known |= json.loads(Path(name).read_text(encoding="utf-8"))
    wanted = texts_in_code()
    translations = {source: known.get(source, "") for source in wanted}
    write(TS, translations)
    missing = sorted(source for source in wanted if not translations[source])
    for source in missing:
        print(f"not translated: {source!r}")
    for source in sorted(set(known) - wanted):
        print(f"no longer in the code: {source!r}")
    print(f"{len(wanted)} texts, {len(missing)} not translated")
    return 0


def field_names(text: str) -> set[str]:
    """The names of a text's {placeholders}."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def problems() -> list[str]:
    """What keeps zh_CN.ts from being complete, a line each."""
    known, wanted = read(TS), texts_in_code()
    found = [f"missing in zh_CN.ts (make i18n): {source!r}" for source in wanted - set(known)]
    found += [f"no longer in the code (make i18n): {source!r}" for source in set(known) - wanted]
    for source, translated in known.items():
        if not translated:
            found.append(f"not translated: {source!r}")
            continue
        try:
            same = field_names(source) == field_names(translated)
        except ValueError:
            same = False
        if not same:
            found.append(f"the {{placeholders}} differ: {source!r} -> {translated!r}")
        if HALF_WIDTH.search(translated):
            found.append(f"a Chinese sentence has its own , ; : ? and !: {translated!r}")
    return sorted(found)


def hidden() -> list[str]:
    """Calls of tr() with a text inside of an f-string: lupdate does not see them."""
    modules = sorted(path for floor in ("app", "db", "ui") for path in (TOP / floor).rglob("*.py"))
    return [
        f"tr() inside an f-string: {path.relative_to(TOP)}"
        for path in modules
        if re.search(r"""\{tr\(["']""", path.read_text(encoding="utf-8"))
    ]


def check() -> int:
    """Print the problems; 1 when there are any."""
    found = problems() + hidden()
    print("\n".join(found) or "translations are complete")
    return 1 if found else 0


def release() -> int:
    """Compile the file that the window loads, unless it is up to date."""
    if not TS.exists() or (QM.exists() and QM.stat().st_mtime >= TS.stat().st_mtime):
        return 0
    command: list[str | Path] = [TOOLS / "pyside6-lrelease", "-silent", TS, "-qm", QM]
    return subprocess.run(command, check=False).returncode


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update", *fragments]:
            return update(fragments) or release()
        case ["check"]:
            return check()
        case ["release"]:
            return release()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
