"""Runs that are killed (`kill -9`) at random moments, while a person edits and articles change.

    python -m benchmarks.kills --kills 200 --engine pseudo

A copy of the sample workspace is worked on. Each round changes an article, starts a run, lets a person save an edit
while it goes on, and kills it. Then every file must be whole and every edit there; each tenth round a run that
is left alone must finish the work, and a further one must find nothing to do.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline import languages
from pipeline.catalogue import po, states
from pipeline.catalogue.files import read_catalogue, write_catalogue
from pipeline.locks import held_briefly
from pipeline.model import Catalogue, Entry, State

ROOT = Path(__file__).resolve().parent.parent
_PARAGRAPH = re.compile(r"<p>.*?</p>\n?|(?<=\n\n)[^\n<#|>-][^\n]+(?:\n[^\n]+)*\n\n", re.DOTALL)
FINISH_EACH = 10


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person did, and where."""

    path: str
    source: str
    text: str
    approved: bool
    comment: str


@dataclass(slots=True)
class Account:
    """What must be there, and what was seen."""

    edits: list[Edit] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Trial:
    """A workspace in which runs are killed."""

    def __init__(self, place: Path, engine: str, seed: int) -> None:
        self.place = place
        self.engine = engine
        self.random = random.Random(seed)  # noqa: S311 - moments, not secrets
        self.account = Account()
        self.number = 0
        for name in ("sources", "glossary", "output"):
            shutil.copytree(ROOT / name, place / name)
        shutil.copy(ROOT / "termlock.toml", place)
        self.originals = {p: p.read_bytes() for p in sorted((place / "sources").glob("*/*.*"))}

    # --- the author and the translator --------------------------------------------------------------

    def change_an_article(self) -> None:
        """A digit is another, a paragraph goes or comes twice, or the article is as it was."""
        path = self.random.choice(list(self.originals))
        text = path.read_text(encoding="utf-8")
        what = self.random.choice(["digit", "digit", "delete", "repeat", "restore"])
        paragraphs = list(_PARAGRAPH.finditer(text))
        digits = [m.start() for m in re.finditer(r"(?<=[ (])[1-9](?=\d* )", text)]
        if what == "digit" and digits:
            at = self.random.choice(digits)
            text = text[:at] + self.random.choice("123456789") + text[at + 1 :]
        elif what == "delete" and len(paragraphs) > 3:
            chosen = self.random.choice(paragraphs)
            text = text[: chosen.start()] + text[chosen.end() :]
        elif what == "repeat" and paragraphs:
            chosen = self.random.choice(paragraphs)
            text = text[: chosen.end()] + chosen.group() + text[chosen.end() :]
        else:
            text = self.originals[path].decode("utf-8")
        path.write_text(text, encoding="utf-8")
        self.account.seen[f"article: {what}"] += 1

    def edit(self) -> None:
        """A person changes an entry under the lock that the review page takes."""
        file = self.random.choice(self.catalogues())
        path = file.relative_to(self.place).as_posix()
        with held_briefly(file.parent):
            catalogue = read_catalogue(file, path)
            found = [e for e in catalogue.entries if not e.obsolete] if catalogue else []
            if not catalogue or not found:
                return
            old = self.random.choice(found)
            new = self.edited(old)
            entries = tuple(new if entry is old else entry for entry in catalogue.entries)
            write_catalogue(file, path, po.serialize(replace(catalogue, entries=entries)))
        known = self.account.edits
        self.account.edits = [e for e in known if (e.path, e.text) != (path, old.translation)]
        self.account.edits.append(Edit(path, new.text, new.translation, not new.fuzzy, new.comments[-1]))

    def edited(self, entry: Entry) -> Entry:
        self.number += 1
        flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
        comments = (*entry.comments, f"Заметка {self.number}")
        if self.random.random() < 0.3 and states.state(entry) is State.DRAFT:
            text = entry.translation
        else:
            text = f"Правка {self.number}: {entry.text}"
            flags = flags if self.random.random() < 0.7 else ("fuzzy", *flags)
        return replace(entry, translation=text, flags=flags, comments=comments)

    def catalogues(self) -> list[Path]:
        """Those in another language than their article's."""
        made = []
        for code in languages.LANGUAGES:
            folder = self.place / "output/locale" / languages.locale_name(code) / "LC_MESSAGES"
            for file in sorted(folder.glob("*.po")):
                if f'"X-Source-Language: {languages.bcp47(code)}\\n"'.encode() not in file.read_bytes():
                    made.append(file)
        return made

    # --- runs ---------------------------------------------------------------------------------------

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "pipeline.cli.main", "run", "-q", "--engine", self.engine]
        return subprocess.Popen(  # noqa: S603 - our own program
            command,
            cwd=self.place,
            env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(self.place / ".termlock")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def killed(self, longest: float) -> None:
        """Start a run and kill it within `longest` seconds; a person saves an edit meanwhile.

        Every second one is killed just when it writes.
        """
        moment = time.monotonic() + self.random.uniform(0.0, longest)
        before = self.times()
        run = self.start()
        self.edit()
        if self.random.random() < 0.5:
            edited = self.times()
            while run.poll() is None and self.times() in (before, edited):
                time.sleep(0.0005)
            moment = time.monotonic() + self.random.uniform(0.0, 0.05)
        try:
            run.communicate(timeout=max(0.0, moment - time.monotonic()))
            self.account.seen["ended before it was killed"] += 1
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.communicate()
            self.account.seen["killed"] += 1
            half = any((self.place / "output").rglob("*.tmp"))
            self.account.seen["killed with a file half written"] += half

    def finished(self) -> float:
        """Seconds that a run takes that is left alone; another one finds nothing to do."""
        start = time.monotonic()
        run = self.start()
        out, _ = run.communicate()
        took = time.monotonic() - start
        before = self.written()
        again = self.start()
        out_again, _ = again.communicate()
        if run.returncode or again.returncode:
            self.account.faults.append(f"a run failed: {(out + out_again).decode()}")
        if self.written() != before:
            self.account.faults.append("a second run changed something")
        if left := [p.name for p in (self.place / "output").rglob("*.tmp")]:
            self.account.faults.append(f"a finished run left {left}")
        self.account.seen["finished"] += 1
        return took

    def times(self) -> dict[str, int]:
        """When the catalogues and what is half written were changed."""
        found: dict[str, int] = {}
        for folder in (self.place / "output/locale").glob("*/LC_MESSAGES"):
            with os.scandir(folder) as entries:
                for entry in entries:
                    with contextlib.suppress(OSError):
                        found[entry.path] = entry.stat().st_mtime_ns
        return found

    def written(self) -> dict[Path, bytes]:
        return {p: p.read_bytes() for p in sorted((self.place / "output").rglob("*")) if p.is_file()}

    # --- what must hold -------------------------------------------------------------------------------

    def check(self) -> None:
        """Every file can be read, and every edit is there."""
        read: dict[str, Catalogue] = {}
        for file in sorted((self.place / "output").rglob("*.po*")):
            if file.suffix in (".po", ".pot"):
                path = file.relative_to(self.place).as_posix()
                try:
                    read[path] = po.parse(file.read_bytes(), path)
                except Exception as error:
                    self.account.faults.append(f"{path} cannot be read: {error}")
        for edit in self.account.edits:
            if edit.path in read and (fault := lost(edit, read[edit.path])):
                self.account.faults.append(f"{edit.path}: {fault}: {edit}")

    def go(self, kills: int) -> Account:
        took = self.finished()
        for number in range(1, kills * 3):
            self.change_an_article()
            self.killed(1.1 * took)
            self.check()
            last = self.account.seen["killed"] >= kills
            if number % FINISH_EACH == 0 or last:
                took = self.finished()
                self.check()
            if last or self.account.faults:
                break
        return self.account


def lost(edit: Edit, catalogue: Catalogue) -> str:
    """What of an edit is gone; empty if nothing is."""
    found = [entry for entry in catalogue.entries if entry.translation == edit.text]
    if not found:
        return "the text is gone"
    if not any(edit.comment in entry.comments for entry in catalogue.entries):
        return "the comment is gone"
    stands = [e for e in found if e.text == edit.source or e.previous_text == edit.source]
    # A text left fuzzy may still name an older source in `#|`: its writer did not say for which one it is.
    if edit.approved and not stands:
        return "the text stands at another source"
    approved = [e for e in found if (e.text == edit.source and not e.fuzzy) or states.was_approved(e)]
    if edit.approved and not approved:
        return "the approval is gone"
    if any(not e.fuzzy and e.text != edit.source for e in found):
        return "the text is approved for another source"
    if not edit.approved and approved:
        return "the text is approved, and nobody approved it"
    return ""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--engine", default="pseudo")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        account = Trial(Path(place), options.engine, options.seed).go(options.kills)
    for name, count in sorted(account.seen.items()):
        print(f"{name}: {count}")
    print(f"edits that must be there at the end: {len(account.edits)}")
    print(*account.faults, sep="\n")
    sys.exit(bool(account.faults))


if __name__ == "__main__":
    main()
