"""Bad input: one located message with a code and what to do; the other articles go on; nothing is harmed."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.batch import run as running
from pipeline.settings import find_workspace
from tests.conftest import Run, files_of

GOOD = "# Natto\n\nNatto holds about 1,000 mcg of MK-7 per 100 g.\n"
DOUBLE = "id,en,ru,zh\nk2,vitamin K2,витамин K2,维生素K2\nk2,vitamin K2,витамин К2,维生素K2\n"


@pytest.fixture
def place(empty_workspace: Path) -> Path:
    (empty_workspace / "sources/en/good.md").write_text(GOOD, encoding="utf-8")
    return empty_workspace


def good_is_done(place: Path) -> bool:
    return all(
        (place / f"output/locale/{code}/LC_MESSAGES/good.po").is_file() for code in ("ru", "en", "zh_CN")
    )


ARTICLES: list[tuple[str, bytes, str, int, str]] = [
    ("empty.txt", b"", "empty-article", 0, "The file is empty"),
    ("blank.txt", b"\xef\xbb\xbf \n\t\n", "empty-article", 0, "The file is empty"),
    ("marks.txt", b"***\n\n---\n", "empty-article", 0, "no text to translate"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(500), "binary-file", 0, "no text"),
    ("zeros.md", b"text\0\0\0text", "binary-file", 0, "no text"),
    ("broken.md", b"one\ntwo \xff\xfe\x81\x8d\x98 \xc3\x28\n", "undecodable", 2, "Save the file in UTF-8"),
    ("large.txt", b"Vitamin K2 is a vitamin.\n" * 2_000_000, "article-too-large", 0, "Split it"),
    ("notes.docx", b"PK\x03\x04", "unknown-format", 0, "articles are .txt, .md or .html"),
]


@pytest.mark.parametrize(("name", "data", "code", "line", "advice"), ARTICLES, ids=[a[0] for a in ARTICLES])
def test_a_bad_article_is_told_and_the_others_go_on(
    place: Path, termlock: Run, name: str, data: bytes, code: str, line: int, advice: str
) -> None:
    (place / "sources/en" / name).write_bytes(data)
    result = termlock("run", "--engine", "none", cwd=place)
    assert result.returncode == 1
    (message,) = [m for m in result.stderr.splitlines() if m.endswith(f"[{code}]")]
    where = f"sources/en/{name}:{line}: " if line else f"sources/en/{name}: "
    assert message.startswith(f"{where}error: ")
    assert advice in message
    assert "Traceback" not in result.stderr
    assert good_is_done(place)
    assert not (place / f"output/locale/{Path(name).stem}.pot").exists()


def test_a_fault_of_termlock_at_one_article_stops_no_other(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it comes up: as the article is read, as its catalogues are planned, as one is written."""
    for name in ("reading", "planning", "writing"):
        (place / f"sources/en/{name}.md").write_text(f"# {name}\n\nNatto is old food.\n", encoding="utf-8")

    def broken(
        place: str, original: Callable[..., object], name: Callable[..., str]
    ) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            if place in name(*arguments):
                raise KeyError("мкг")
            return original(*arguments, **named)

        return call

    path = "output/locale/ru/LC_MESSAGES/"
    monkeypatch.setattr(running, "prepare", broken("reading", running.prepare, lambda s, *_: str(s.path)))
    monkeypatch.setattr(running, "plan", broken(f"{path}planning", running.plan, lambda t: str(t.path)))
    monkeypatch.setattr(running, "write", broken(f"{path}writing", running.write, lambda t: str(t.path)))
    report = running.run(find_workspace(place), running.RunOptions(engine="none"))
    assert report.status == 1
    told = {f.path: f.message for f in report.findings if f.check == "internal-error"}
    assert sorted(told) == [f"{path}planning.po", f"{path}writing.po", "sources/en/reading.md"]
    assert all("KeyError: 'мкг'" in message for message in told.values())
    assert good_is_done(place)
    assert (place / "output/locale/zh_CN/LC_MESSAGES/planning.po").is_file()
    assert (place / "output/locale/zh_CN/LC_MESSAGES/writing.po").is_file()


def test_html_that_breaks_off_in_a_tag_is_read_as_far_as_it_goes(place: Path, termlock: Run) -> None:
    (place / "sources/en/cut.html").write_text(
        "<h1>Natto</h1><p>Natto is <b>old</b> <a href='x", encoding="utf-8"
    )
    result = termlock("run", "--engine", "none", cwd=place)
    assert result.returncode == 0
    template = (place / "output/locale/cut.pot").read_text(encoding="utf-8")
    assert 'msgid "Natto is <b1>old</b1>' in template


@pytest.fixture
def ordinary(termlock: Run) -> Run:
    """Runs the command without the superuser's right to read and write everything."""
    if os.geteuid() != 0:
        return termlock
    if not shutil.which("setpriv"):
        pytest.skip("the superuser reads everything")
    dropped = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")

    def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return termlock(*arguments, cwd=cwd, before=dropped, **environment)

    return run


@pytest.fixture
def forbid() -> Iterator[Callable[[Path, int], None]]:
    """Takes rights away for the time of a test."""
    before: list[tuple[Path, int]] = []

    def take(path: Path, mode: int = 0) -> None:
        before.append((path, path.stat().st_mode))
        path.chmod(mode)

    yield take
    for path, mode in reversed(before):
        path.chmod(mode)


Forbid = Callable[..., None]


def test_an_unreadable_article_is_told(place: Path, ordinary: Run, forbid: Forbid) -> None:
    (place / "sources/en/locked.txt").write_text("Text.", encoding="utf-8")
    forbid(place / "sources/en/locked.txt")
    result = ordinary("run", "--engine", "none", cwd=place)
    assert result.returncode == 1
    assert "sources/en/locked.txt: error: The file cannot be read (Permission denied)." in result.stderr
    assert good_is_done(place)


@pytest.mark.parametrize(
    ("name", "status", "message"),
    [
        ("sources/ru", 1, "sources/ru: error: The folder cannot be read (Permission denied)."),
        ("glossary", 2, "glossary: error: The folder of the term base cannot be read (Permission denied)."),
        (
            "glossary/terms.csv",
            2,
            "glossary/terms.csv: error: The term base cannot be read (Permission denied).",
        ),
        ("termlock.toml", 2, "termlock.toml: error: The settings cannot be read (Permission denied)."),
        ("output", 3, "output: error: The output folder cannot be used (Permission denied)."),
        ("output/locale/ru", 1, "good.po: error: The catalogue cannot be read (Permission denied)."),
        ("output/locale/ru/LC_MESSAGES/good.po", 1, "good.po: error: The catalogue cannot be read"),
    ],
)
def test_what_may_not_be_read_is_told_and_nothing_is_lost(
    place: Path, ordinary: Run, forbid: Forbid, name: str, status: int, message: str
) -> None:
    """Neither terms that cannot be read nor catalogues are taken as not being there."""
    assert ordinary("run", "--engine", "pseudo", cwd=place).returncode == 0
    before = files_of(place)
    forbid(place / name)
    result = ordinary("run", "--engine", "pseudo", cwd=place)
    assert result.returncode == status, result.stderr
    assert message in result.stderr
    assert "internal error" not in ordinary("status", cwd=place).stderr
    forbid(place / name, 0o755)
    assert files_of(place) == before


def test_an_output_folder_that_may_not_be_written_is_told(place: Path, ordinary: Run, forbid: Forbid) -> None:
    ordinary("run", "--engine", "none", cwd=place)
    before = files_of(place / "output")
    for folder in (place / "output/locale", *(place / "output/locale").glob("*/LC_MESSAGES")):
        forbid(folder, 0o555)
    (place / "sources/en/good.md").write_text(f"{GOOD}\nOne more.\n", encoding="utf-8")
    result = ordinary("run", "--engine", "none", cwd=place)
    assert result.returncode == 3
    assert result.stderr.count("[output-unwritable]") == 4
    assert files_of(place / "output") == before


def test_an_article_that_is_a_dangling_link_is_told(place: Path, termlock: Run) -> None:
    (place / "sources/en/gone.txt").symlink_to(place / "nowhere.txt")
    result = termlock("run", "--engine", "none", cwd=place)
    assert result.returncode == 1
    assert "sources/en/gone.txt: error: The file cannot be read (No such file or directory)." in result.stderr
    assert good_is_done(place)


def test_a_pipe_or_a_device_in_place_of_an_article_stops_nothing(place: Path, termlock: Run) -> None:
    os.mkfifo(place / "sources/en/pipe.txt")
    (place / "sources/en/endless.txt").symlink_to("/dev/zero")
    result = termlock("run", "--engine", "none", cwd=place)
    assert result.returncode == 1
    for name in ("pipe", "endless"):
        assert f"sources/en/{name}.txt: error: This is no file but a device or a pipe." in result.stderr
    assert good_is_done(place)


def test_folders_that_are_links_are_followed_and_loops_end(
    place: Path, tmp_path: Path, termlock: Run
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/far.md").write_text(GOOD, encoding="utf-8")
    (place / "sources/en/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/up").symlink_to(place / "sources/en")
    result = termlock("run", "--engine", "none", cwd=place)
    assert result.returncode == 0, result.stderr
    assert (place / "output/locale/ru/LC_MESSAGES/linked/far.po").is_file()
    one = termlock("run", "--engine", "none", "sources/en/linked/far.md", cwd=place)
    assert "1 article" in one.stdout


def test_a_named_article_that_does_not_exist_is_wrong_use(place: Path, termlock: Run) -> None:
    result = termlock("run", "sources/en/nothing.md", cwd=place)
    assert result.returncode == 2
    assert "sources/en/nothing.md does not exist" in result.stderr
    assert not (place / "output").exists()


def test_two_articles_of_one_name_are_both_passed_over(place: Path, termlock: Run) -> None:
    for language in ("ru", "zh"):
        (place / f"sources/{language}/k2.txt").write_text("Витамин K2 维生素", encoding="utf-8")
    result = termlock("run", "--engine", "none", cwd=place)
    assert result.returncode == 1
    assert result.stderr.count("[article-name-taken]") == 2
    assert good_is_done(place)
    assert not (place / "output/locale/k2.pot").exists()


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("[engine]\nbeam = 3\n", "settings-unknown-key", "termlock.toml:2: "),
        ("[engine\n", "settings-syntax", "termlock.toml:1: "),
        ("\n# \udcff", "settings-unreadable", "termlock.toml:2: error: The settings are not in UTF-8."),
    ],
)
def test_wrong_settings_are_wrong_use(place: Path, termlock: Run, text: str, code: str, where: str) -> None:
    (place / "termlock.toml").write_text(text, encoding="utf-8", errors="surrogateescape")
    result = termlock("run", cwd=place)
    assert result.returncode == 2
    assert where in result.stderr
    assert f"[{code}]" in result.stderr


@pytest.mark.parametrize(
    ("table", "status", "code", "line"),
    [
        (DOUBLE, 1, "glossary-duplicate-id", 3),
        ("id,en,ru,zh\nk2,,,\n", 1, "glossary-empty", 2),
        ("id,policy,en,ru,zh\nk2,lock,vitamin K2,витамин K2,维生素K2\n", 1, "glossary-policy", 2),
        ("id,en,ru,zh\na,calcium,кальций,钙\nb,calcium,известь,石灰\n", 0, "glossary-conflict", 3),
        ("id,en,ru,zh\na,calcium,кальций,\n", 0, "glossary-empty", 2),
        ("id,en,ru,zh\nk2,vitamin K2,витамин К2,维生素K2\n", 0, "glossary-lookalike", 2),
        ("word,translation\ncalcium,кальций\n", 2, "glossary-columns", 1),
        ("", 2, "glossary-columns", 0),
    ],
)
def test_faults_of_the_term_base_are_told_by_line(
    place: Path, termlock: Run, table: str, status: int, code: str, line: int
) -> None:
    (place / "glossary/terms.csv").write_text(table, encoding="utf-8")
    result = termlock("run", "--engine", "none", cwd=place)
    assert result.returncode == status, result.stderr
    where = f"glossary/terms.csv:{line}: " if line else "glossary/terms.csv: "
    assert any(m.startswith(where) and m.endswith(f"[{code}]") for m in result.stderr.splitlines()), (
        result.stderr
    )
    assert good_is_done(place) == (status < 2)


def test_a_term_base_in_another_encoding_is_told(place: Path, termlock: Run) -> None:
    (place / "glossary/terms.csv").write_bytes("id,en,ru,zh\nk,calcium,кальций,\n".encode("cp1251"))
    result = termlock("run", cwd=place)
    assert result.returncode == 2
    assert "glossary/terms.csv:2: error: The term base is not in UTF-8." in result.stderr


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: text.rindex('msgstr "') + 10],
        lambda text: text[: text.rindex("#: ") + 6],
        lambda text: text.replace('msgstr "', "msgstr ", 2),
        lambda text: text + '\nmsgid "x"\nmsgid "y"\n',
        lambda text: text.replace("charset=UTF-8", "charset=KOI8-X"),
        lambda text: text.replace("charset=UTF-8", "charset=ISO-8859-1"),
        lambda text: text + text[text.index("#. kind") :],
    ],
    ids=[
        "cut off in a string",
        "cut off in a comment",
        "unquoted",
        "no msgstr",
        "unknown charset",
        "wrong charset",
        "doubled",
    ],
)
def test_a_catalogue_that_cannot_be_read_is_never_overwritten(
    sample: Path, termlock: Run, damage: object
) -> None:
    path = sample / "output/locale/ru/LC_MESSAGES/mgp-calcification-inhibitor.po"
    broken = damage(path.read_text(encoding="utf-8"))  # type: ignore[operator]
    path.write_text(broken, encoding="utf-8")
    result = termlock("run", cwd=sample)
    assert result.returncode == 1
    assert "output/locale/ru/LC_MESSAGES/mgp-calcification-inhibitor.po:" in result.stderr
    assert "[catalogue-unreadable]" in result.stderr
    assert path.read_text(encoding="utf-8") == broken


def test_an_output_folder_that_is_a_file_is_told(place: Path, termlock: Run) -> None:
    (place / "output").write_text("mine", encoding="utf-8")
    result = termlock("run", "--engine", "none", cwd=place)
    assert result.returncode == 3
    assert "[output-unwritable]" in result.stderr
    assert (place / "output").read_text(encoding="utf-8") == "mine"


def test_a_catalogue_that_cannot_be_written_is_told_and_the_others_are_written(
    place: Path, termlock: Run
) -> None:
    (place / "output/locale").mkdir(parents=True)
    (place / "output/locale/ru").write_text("in the way", encoding="utf-8")
    result = termlock("run", "--engine", "none", cwd=place)
    assert result.returncode == 3
    assert "output/locale/ru/LC_MESSAGES/good.po: error: The catalogue cannot be" in result.stderr
    assert (place / "output/locale/zh_CN/LC_MESSAGES/good.po").is_file()


def _small_disk(folder: Path, size: str) -> bool:
    folder.mkdir(exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True
    )
    return made.returncode == 0


def _fill(path: Path) -> None:
    handle = os.open(path, os.O_CREAT | os.O_WRONLY)
    with contextlib.suppress(OSError):
        while os.write(handle, bytes(4096)):
            pass
    os.close(handle)


@pytest.mark.parametrize("option", ["full", "read-only"])
def test_a_full_or_read_only_disk_leaves_what_was_there(sample: Path, termlock: Run, option: str) -> None:
    """On a disk of its own, which only the superuser can make."""
    output = sample / "output"
    kept = sample / "kept"
    shutil.move(output, kept)
    if not _small_disk(output, "1100k"):
        pytest.skip("no right to mount a disk")
    try:
        shutil.copytree(kept, output, dirs_exist_ok=True)
        before = files_of(output)
        if option == "full":
            _fill(output / "filler")
            before["filler"] = (output / "filler").read_bytes()
        else:
            subprocess.run(["mount", "-o", "remount,ro", str(output)], check=True)
        article = sample / "sources/en/mgp-calcification-inhibitor.html"
        article.write_text(
            article.read_text(encoding="utf-8").replace("</h1>", " again</h1>"), encoding="utf-8"
        )
        result = termlock("run", "--engine", "none", cwd=sample)
        assert result.returncode == 3, result.stderr
        assert "[output-unwritable]" in result.stderr
        assert "Traceback" not in result.stderr
        assert files_of(output) == before
    finally:
        subprocess.run(["umount", str(output)], check=False)


def test_two_runs_at_once_on_one_workspace_are_refused(place: Path, termlock: Run) -> None:
    import fcntl

    (place / "output").mkdir()
    handle = os.open(place / "output", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        result = termlock("run", "--engine", "none", cwd=place)
    finally:
        os.close(handle)
    assert result.returncode == 3
    assert "[output-busy]" in result.stderr


def test_a_folder_without_a_workspace_is_wrong_use(tmp_path: Path, termlock: Run) -> None:
    result = termlock("run", cwd=tmp_path)
    assert result.returncode == 2
    assert "termlock init DIR" in result.stderr


def test_traditional_chinese_is_extracted_and_not_drafted(place: Path, termlock: Run) -> None:
    text = "維生素K2與鈣\n\n維生素K2對骨骼與動脈的作用，這個問題還沒有研究清楚。\n"
    (place / "sources/zh/old.txt").write_text(text, encoding="utf-8")
    result = termlock("run", cwd=place)
    assert "sources/zh/old.txt:1: warning: The article is written in traditional Chinese" in result.stderr
    assert 'msgstr "维' not in (place / "output/locale/en/LC_MESSAGES/old.po").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["zh-TW/old.txt", "old.zh-Hant.txt", "old.html"])
def test_an_article_that_says_it_is_in_traditional_chinese_is_told_as_such(
    place: Path, termlock: Run, name: str
) -> None:
    text = "維生素K2與鈣\n\n維生素K2對骨骼與動脈的作用，這個問題還沒有研究清楚。\n"
    article = place / "sources" / name
    article.parent.mkdir(exist_ok=True)
    page = f'<html lang="zh-Hant-TW"><body><p>{text}</p></body></html>'
    article.write_text(page if name.endswith("html") else text, encoding="utf-8")
    result = termlock("run", "--engine", "none", cwd=place)
    assert f"sources/{name}:1: warning: The article is written in traditional Chinese" in result.stderr
    assert (place / "output/locale/en/LC_MESSAGES/old.po").is_file()


def test_a_packages_folder_that_is_not_there_is_an_error_of_the_run(place: Path, termlock: Run) -> None:
    """What the starter drafts in its place is kept, and a script hears that something is wrong."""
    (place / "termlock.toml").write_text('[engine]\npackages = "pakages"\n', encoding="utf-8")
    (place / "sources/en/k2.txt").write_text("Calcium\n", encoding="utf-8")
    first, again = termlock("run", cwd=place), termlock("run", cwd=place)
    for result in (first, again):
        assert "pakages: error: The packages folder does not exist." in result.stderr
        assert result.returncode == 1
    assert (place / "output/locale/ru/LC_MESSAGES/k2.po").is_file()


def test_an_option_of_the_command_is_refused_in_plain_words(place: Path, termlock: Run) -> None:
    result = termlock("run", "--engine", "google", cwd=place)
    assert result.returncode == 2
    assert "Invalid value for '--engine': 'google' is not one of 'argos', 'pseudo', 'none'" in result.stderr
