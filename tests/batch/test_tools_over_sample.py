"""The sample's catalogues under gettext's msgmerge, translate-toolkit's writer and an OmegaT-like rewriting.

No tool makes a run lose an approval or invent one.
"""

from __future__ import annotations

import gettext
import importlib.util
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue import po, states
from pipeline.model import Catalogue, Entry, State
from tests.conftest import ROOT, Run

CATALOGUES = sorted((ROOT / "output/locale").glob("*/LC_MESSAGES/*.po"))
needs_toolkit = pytest.mark.skipif(
    not importlib.util.find_spec("translate"), reason="needs translate-toolkit (requirements-dev.txt)"
)


def approvals(place: Path) -> Counter[tuple[str, str, str, str]]:
    """Catalogue, key and text of each approved entry."""
    return Counter(
        (file.relative_to(place).as_posix(), e.context, e.text, e.translation)
        for file in sorted(place.glob("output/locale/*/LC_MESSAGES/*.po"))
        for e in po.parse(file.read_bytes()).entries
        if states.state(e) is State.APPROVED and not e.obsolete
    )


def rewritten(place: Path, change: Callable[[Path], bytes]) -> None:
    for file in sorted(place.glob("output/locale/*/LC_MESSAGES/*.po")):
        file.write_bytes(change(file))


def back_from(place: Path, termlock: Run) -> Counter[tuple[str, str, str, str]]:
    """Approvals after a run; a second run changes nothing."""
    assert termlock("run", "--engine", "none", cwd=place).returncode == 0
    assert "Nothing has changed." in termlock("run", "--engine", "none", cwd=place).stdout
    return approvals(place)


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="needs gettext")
@pytest.mark.parametrize("options", [(), ("--previous",), ("--no-fuzzy-matching",)])
def test_msgmerge_with_the_template(sample: Path, termlock: Run, options: tuple[str, ...]) -> None:
    """Its file has the template's `#.`: no line of termlock's is left, and every approval is."""
    before = approvals(sample)

    def merged(file: Path) -> bytes:
        template = file.parents[2] / f"{file.stem}.pot"
        command = ["msgmerge", "--quiet", *options, str(file), str(template)]
        return subprocess.run(command, capture_output=True, check=True).stdout

    rewritten(sample, merged)
    assert not any(b"termlock: " in p.read_bytes() for p in sample.glob("output/locale/*/LC_MESSAGES/*.po"))
    assert back_from(sample, termlock) == before


@needs_toolkit
def test_translate_toolkits_writer(sample: Path, termlock: Run) -> None:
    """Weblate writes with it."""
    before = approvals(sample)

    def saved(file: Path) -> bytes:
        code = (
            "import sys; from translate.storage.pypo import pofile;"
            "sys.stdout.buffer.write(bytes(pofile.parsefile(sys.argv[1])))"
        )
        return subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, check=True).stdout

    rewritten(sample, saved)
    assert back_from(sample, termlock) == before


def omegat(catalogue: Catalogue, *, fill: bool) -> Catalogue:
    """No flags and no lines; what is fuzzy comes out empty, or `fill`: with its source."""

    def entries() -> Iterable[Entry]:
        for entry in catalogue.entries:
            untouched = entry.fuzzy or not entry.translation
            text = (entry.text if fill else "") if untouched else entry.translation
            yield replace(entry, translation=text, flags=(), extracted=(), previous_text=None)

    return replace(catalogue, entries=tuple(entries()))


@pytest.mark.parametrize("fill", [False, True], ids=["empty", "source"])
def test_a_rewriting_like_omegats(sample: Path, termlock: Run, fill: bool) -> None:
    """What only names a thing (`MK-7`) may equal its source; nothing else does so and counts as approved."""
    before = approvals(sample)
    rewritten(sample, lambda f: po.serialize(omegat(po.parse(f.read_bytes()), fill=fill)))
    after = back_from(sample, termlock)
    print(after - before)
    assert before - after == Counter()
    assert all(text == source and len(text) < 30 for _, _, source, text in after - before)
    assert fill or after == before


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs gettext")
def test_pythons_gettext_reads_what_msgfmt_and_termlock_compile(path: Path, tmp_path: Path) -> None:
    catalogue = po.parse(path.read_bytes())
    compiled = tmp_path / "x.mo"
    subprocess.run(["msgfmt", "-o", str(compiled), str(path)], check=True)
    ours = tmp_path / "own.mo"
    ours.write_bytes(po.compile_mo(catalogue))
    for file in (compiled, ours):
        with file.open("rb") as opened:
            read = gettext.GNUTranslations(opened)
        for entry in catalogue.entries:
            shown = entry.translation if not entry.fuzzy and entry.translation else entry.text
            assert read.pgettext(entry.context, entry.text) == shown


@needs_toolkit
@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
def test_pofilter_finds_no_broken_markup_variable_or_newline(path: Path, tmp_path: Path) -> None:
    """Tests of translate-toolkit that tell what is broken, and not what is style."""
    # `printf` takes `99% o` of a sentence for a directive.
    tests = ["xmltags", "escapes", "newlines", "tabs", "variables", "urls", "emails", "blank"]
    options = ["--progress=none", "--nonotes", *(f"-t{test}" for test in tests)]
    command = [sys.executable, "-m", "translate.filters.pofilter", *options]
    out = tmp_path / "found.po"
    done = subprocess.run([*command, str(path), str(out)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not out.exists() or [e.text for e in po.parse(out.read_bytes()).entries] == []
