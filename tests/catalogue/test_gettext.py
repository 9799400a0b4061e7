"""What gettext's own programs say of the files that termlock reads and writes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.catalogue import po
from pipeline.catalogue.header import new_header
from pipeline.errors import CatalogueError
from pipeline.model import Catalogue, Entry
from tests.catalogue.strategies import NOW, sentences
from tests.catalogue.test_po import FULL, HEADER, REFUSED

EDITORS = Path(__file__).parent / "editors"

pytestmark = pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs gettext's tools")


def run(program: str, data: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([program, *options, "-"], input=data, capture_output=True, check=False)


def is_refused(data: bytes) -> bool:
    try:
        po.parse(data)
    except CatalogueError:
        return True
    return False


def msgfmt_refuses(data: bytes) -> bool:
    return run("msgfmt", data, "-o", "/dev/null").returncode != 0


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize("text", [text for text, _, _ in REFUSED])
def test_what_termlock_refuses_msgfmt_refuses(text: str) -> None:
    assert msgfmt_refuses((HEADER + text).encode())


def test_every_cut_that_msgfmt_refuses_is_refused() -> None:
    """A file that was cut off (a full disk, a lost connection) is never taken for a whole one."""
    whole = (HEADER + FULL).encode()
    cuts = [whole[:length] for length in range(len(whole))]
    refused = [cut for cut in cuts if msgfmt_refuses(cut)]
    assert len(refused) > 250
    assert [cut.decode(errors="replace")[-40:] for cut in refused if not is_refused(cut)] == []


def test_a_whole_catalogue_with_one_line_lost_or_doubled_is_refused_where_msgfmt_refuses_it() -> None:
    lines = (HEADER + FULL).encode().split(b"\n")
    damaged = [b"\n".join([*lines[:i], *lines[i + 1 :]]) for i in range(len(lines))]
    damaged += [b"\n".join([*lines[:i], lines[i - 1], *lines[i:]]) for i in range(1, len(lines))]
    assert [data for data in damaged if msgfmt_refuses(data) and not is_refused(data)] == []


# --- what is written ----------------------------------------------------------------------------


@st.composite
def realistic(draw: st.DrawFn) -> Catalogue:
    """What a run writes: sentences with tags, in one of the three languages each."""
    found = []
    for _ in range(draw(st.integers(1, 8))):
        source, target, old = draw(sentences()), draw(sentences()), draw(st.none() | sentences())
        found.append(
            Entry(
                draw(st.sampled_from(["p", "li", "td#2"])),
                source,
                target,
                flags=("fuzzy",) if draw(st.booleans()) else (),
                comments=tuple(draw(st.lists(sentences(), max_size=1))),
                extracted=("kind: p",),
                references=("sources/ru/статья о K2.md:12",),
                previous_text=old,
                obsolete=draw(st.booleans()),
            )
        )
    unique = {entry.key: entry for entry in found}.values()
    header = new_header("k2", "ru", "en", NOW)
    return Catalogue(header, tuple(sorted(unique, key=lambda entry: entry.obsolete)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(realistic())
def test_msgcat_leaves_what_is_written_as_it_is_and_msgfmt_takes_it(catalogue: Catalogue) -> None:
    written = po.serialize(catalogue)
    assert run("msgcat", written).stdout.decode() == written.decode()
    checked = run("msgfmt", written, "--check", "-o", "/dev/null")
    assert (checked.returncode, checked.stderr) == (0, b"")


def test_msgcat_leaves_no_wrap_and_every_part_of_an_entry_as_they_are() -> None:
    long = "слово " * 40
    text = f'#, fuzzy, no-wrap\n#| msgid "{long}"\nmsgid "{long}x"\nmsgstr ""\n"{long}\\n"\n"b"\n\n'
    written = po.serialize(po.parse((HEADER + text + FULL.replace(", my-flag", "")).encode()))
    assert run("msgcat", written).stdout.decode() == written.decode()


@pytest.mark.parametrize("path", sorted(EDITORS.glob("*.po")), ids=lambda path: path.stem)
def test_what_editors_write_is_read_as_gettext_reads_it(path: Path) -> None:
    """Nothing that msgfmt takes is refused, and msgcat's rewriting says the same."""
    data = path.read_bytes()
    assert not msgfmt_refuses(data)
    assert po.same(po.parse(data), po.parse(run("msgcat", data, "--no-wrap").stdout))
