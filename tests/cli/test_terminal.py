"""The command as people meet it: terminals, pipes, signals, odd names, completion."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, files_of

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "home").mkdir(exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ARGOS_", "NO_COLOR"))}
    return {**kept, "HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}


@pytest.fixture
def start(environment: dict[str, str]) -> Start:
    """Starts the command: `start("run", cwd=place, stdout=...)`."""

    def begin(*arguments: str, **options: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "pipeline.cli.main", *arguments]
        return subprocess.Popen(command, env=environment, text=True, encoding="utf-8", **options)  # type: ignore[call-overload, no-any-return]

    return begin


def on_a_terminal(
    environment: dict[str, str], *arguments: str, cwd: Path, columns: int = 80
) -> tuple[str, int]:
    """What the command writes on a terminal, and its status."""
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli.main", *arguments],
        cwd=cwd, env={**environment, "COLUMNS": str(columns)}, stdin=inner, stdout=inner, stderr=inner,
    )  # fmt: skip
    os.close(inner)
    written = b""
    while True:
        try:
            part = os.read(outer, 65536)
        except OSError:  # Linux tells the end so
            break
        if not part:
            break
        written += part
    os.close(outer)
    return written.decode(errors="replace"), process.wait()


def many_sentences(place: Path) -> None:
    lines = "\n\n".join(f"Patient {n} ate cheese and natto every single day of week {n}." for n in range(400))
    (place / "sources/en/long.md").write_text(f"# Diaries\n\n{lines}\n", encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_a_stopped_run_says_so_and_leaves_whole_catalogues(
    empty_workspace: Path, start: Start, number: signal.Signals
) -> None:
    many_sentences(empty_workspace)
    process = start("run", cwd=empty_workspace, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stderr
    process.stderr.readline()  # the first tenth is drafted
    process.send_signal(number)
    _, error = process.communicate()
    assert process.returncode == 3
    assert "termlock: stopped; what was complete is written." in error
    assert "Traceback" not in error
    names = files_of(empty_workspace / "output")
    assert "locale/ru/LC_MESSAGES/long.po" in names
    assert not [name for name in names if name.endswith(".tmp")]


@pytest.mark.parametrize("arguments", [["run", "--engine", "none", "--explain"], ["status", "--json"]])
def test_nobody_reading_on_is_no_fault(sample: Path, start: Start, arguments: list[str]) -> None:
    """`termlock ... | head -1`."""
    reading, writing = os.pipe()
    os.close(reading)
    process = start(*arguments, cwd=sample, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    _, error = process.communicate()
    assert (process.returncode, error) == (0, "")


def test_a_full_disk_behind_the_output_is_told_in_a_line(sample: Path, start: Start) -> None:
    with Path("/dev/full").open("w") as full:
        process = start("status", cwd=sample, stdout=full, stderr=subprocess.PIPE)
    _, error = process.communicate()
    assert process.returncode == 3
    assert error == "error: Nothing more can be printed (No space left on device). [output-unwritable]\n"


def test_progress_is_bars_on_a_terminal_and_lines_in_a_pipe(
    empty_workspace: Path, environment: dict[str, str], termlock: Run
) -> None:
    (empty_workspace / "sources/en/a.md").write_text("# Natto is a food\n", encoding="utf-8")
    piped = termlock("run", "--dry-run", "--engine", "pseudo", cwd=empty_workspace)
    assert "\x1b" not in piped.stdout + piped.stderr
    shown, status = on_a_terminal(environment, "run", "--engine", "pseudo", cwd=empty_workspace)
    assert status == 0
    assert "\x1b[" in shown
    assert "1 article, 1 segment, 4 words" in shown
    (empty_workspace / "sources/en/b.md").write_text("# Natto is not a drink\n", encoding="utf-8")
    plain, _ = on_a_terminal(
        {**environment, "NO_COLOR": "1"}, "run", "--engine", "pseudo", cwd=empty_workspace
    )
    assert "\x1b[3" not in plain


@pytest.mark.parametrize("columns", [80, 200])
def test_no_name_or_number_of_the_table_is_cut(
    sample: Path, environment: dict[str, str], columns: int
) -> None:
    shown, status = on_a_terminal(environment, "status", cwd=sample, columns=columns)
    lines = shown.splitlines()
    assert status == 0
    assert max(map(len, lines)) <= columns
    assert "…" not in shown
    for name in ("calcium-supplements-questions", "vitamin-k2-forms", "vitamin-k-anticoagulants"):
        assert any(line.startswith(name) for line in lines)
    assert any(line.split()[0] == "total" for line in lines)


ODD = ["with space", "维生素 K2", 'кальций "и" кости', "-dash", "it's", "100% a:b", "[x]*?", "sub dir/x.y"]


def test_any_name_that_can_be_written_can_be_an_articles(empty_workspace: Path, termlock: Run) -> None:
    for name in ODD:
        file = empty_workspace / f"sources/en/{name}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text("# Natto\n", encoding="utf-8")
    result = termlock("run", "--engine", "none", cwd=empty_workspace)
    assert result.returncode == 0, result.stderr
    for name in ODD:
        assert (empty_workspace / f"output/locale/ru/LC_MESSAGES/{name}.po").is_file()
    assert "Nothing has changed." in termlock("run", "--engine", "none", cwd=empty_workspace).stdout
    one = termlock("run", "--engine", "none", "--", "sources/en/-dash.md", cwd=empty_workspace)
    assert "1 article" in one.stdout
    shown = termlock("status", cwd=empty_workspace).stdout
    assert all(name in shown for name in ODD)


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"new\nline.md", r"new\nline.md"), (b"bad\xff.md", r"bad\udcff.md")],
    ids=["line break", "no UTF-8"],
)
def test_a_name_that_no_catalogue_can_hold_is_told(
    empty_workspace: Path, termlock: Run, name: bytes, shown: str
) -> None:
    (empty_workspace / "sources/en/good.md").write_text("# Natto\n", encoding="utf-8")
    Path(os.fsdecode(bytes(empty_workspace / "sources/en") + b"/" + name)).write_text(
        "# Natto\n", encoding="utf-8"
    )
    result = termlock("run", "--engine", "none", cwd=empty_workspace)
    assert result.returncode == 1
    assert f"sources/en/{shown}: error: " in result.stderr
    assert "[file-name]" in result.stderr
    assert (empty_workspace / "output/locale/good.pot").is_file()
    assert termlock("run", "--engine", "none", "--json", cwd=empty_workspace).returncode == 1


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_the_terminals_encoding_stops_nothing(empty_workspace: Path, termlock: Run, locale: str) -> None:
    (empty_workspace / "sources/zh/钙.md").write_text("# 钙与骨骼\n", encoding="utf-8")
    settings = {"LC_ALL": locale, "PYTHONIOENCODING": "ascii"}
    for command in (
        ["run", "--engine", "none", "--dry-run", "--explain"],
        ["run", "--engine", "none"],
        ["status"],
    ):
        result = termlock(*command, cwd=empty_workspace, **settings)
        assert result.returncode == 0, result.stderr


def test_a_workspace_is_found_from_below_and_through_links(tmp_path: Path, termlock: Run) -> None:
    termlock("init", str(tmp_path / "real"), cwd=tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    below = tmp_path / "link/sources/en"
    assert "4 files written" in termlock("run", "--engine", "none", cwd=below).stdout
    for arguments in (["example.md"], [str(below / "example.md")], ["../../sources"]):
        assert "Nothing has changed." in termlock("run", "--engine", "none", *arguments, cwd=below).stdout
    assert "example" in termlock("status", "--workspace", str(tmp_path / "link"), cwd=tmp_path).stdout


def test_languages_may_be_written_in_any_usual_notation(empty_workspace: Path, termlock: Run) -> None:
    (empty_workspace / "sources/en/a.md").write_text("# MK-7 is a vitamin\n", encoding="utf-8")
    result = termlock("run", "--engine", "pseudo", "--languages", "zh-CN", "--json", cwd=empty_workspace)
    states = {code: r["states"] for code, r in json.loads(result.stdout)["articles"][0]["languages"].items()}
    assert (states["zh"], states["ru"]) == ({"draft": 1}, {"empty": 1})
    wrong = termlock("run", "--languages", "de", cwd=empty_workspace)
    assert wrong.returncode == 2
    assert "Its languages are ru, en, zh." in wrong.stderr


COMPLETED = {
    "termlock r": ["run", "review", "report"],
    "termlock run --en": ["--engine"],
    "termlock run --engine ": ["argos", "pseudo", "none"],
    "termlock run --languages ": ["ru", "en", "zh"],
    "termlock status --j": ["--json"],
}


@pytest.mark.parametrize("line", COMPLETED)
def test_shells_complete_commands_options_and_values(tmp_path: Path, termlock: Run, line: str) -> None:
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    bash = termlock(cwd=tmp_path, **asked, _TERMLOCK_COMPLETE="complete_bash")
    assert bash.stdout.split() == COMPLETED[line]
    fish = termlock(
        cwd=tmp_path, _TERMLOCK_COMPLETE="complete_fish", _TYPER_COMPLETE_ARGS=line,
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )  # fmt: skip
    assert [row.split("\t")[0] for row in fish.stdout.splitlines()] == COMPLETED[line]
    zsh = termlock(cwd=tmp_path, _TERMLOCK_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=line)
    assert all(f'"{word}"' in zsh.stdout for word in COMPLETED[line])
