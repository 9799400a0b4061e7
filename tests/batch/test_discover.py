"""Which files of a workspace are articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.discover import discover
from pipeline.settings import Settings, Sources, Workspace

FILES = (
    "en/a.md",
    "en/b.txt",
    "en/drafts/c.md",
    "en/drafts/old/d.md",
    "en/blog/e.html",
    "ru/f.md",
    "g.ru.md",
)
CASES = [
    ((), {"a", "b", "drafts/c", "drafts/old/d", "blog/e", "f", "g"}),
    (("*.txt",), {"a", "drafts/c", "drafts/old/d", "blog/e", "f", "g"}),
    (("drafts/**",), {"a", "b", "blog/e", "f", "g"}),
    (("drafts/*",), {"a", "b", "drafts/old/d", "blog/e", "f", "g"}),
    (("**/old/*.md", "ru/*"), {"a", "b", "drafts/c", "blog/e", "g"}),
    (("en/[ab].*",), {"drafts/c", "drafts/old/d", "blog/e", "f", "g"}),
    (("?.md",), {"b", "drafts/c", "drafts/old/d", "blog/e", "g"}),
    (("[!a].md",), {"a", "b", "drafts/c", "drafts/old/d", "blog/e", "g"}),
]


@pytest.mark.parametrize(("exclude", "expected"), CASES)
def test_files_are_excluded_by_globs(tmp_path: Path, exclude: tuple[str, ...], expected: set[str]) -> None:
    for name in FILES:
        (tmp_path / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sources" / name).write_text("x", encoding="utf-8")
    found = discover(Workspace(tmp_path, Settings(sources=Sources(exclude=exclude))))
    assert {s.name for s in found.sources} == expected


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("en/style.css", "a .css file belongs to articles"),
        ("en/.notes.md", "begins with a dot"),
        ("en/old.md", "left out by sources.include or sources.exclude"),
        ("pictures", "No article lies in this folder"),
    ],
)
def test_a_named_path_without_an_article_is_told_with_the_reason(
    tmp_path: Path, name: str, reason: str
) -> None:
    for file in ("en/style.css", "en/.notes.md", "en/old.md", "en/k2.md", "pictures/k2.png"):
        (tmp_path / "sources" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sources" / file).write_text("Calcium", encoding="utf-8")
    workspace = Workspace(tmp_path, Settings(sources=Sources(exclude=("old.md",))))
    found = discover(workspace, (Path(name), Path("en/k2.md")))
    assert [s.name for s in found.sources] == ["k2"]
    (finding,) = found.findings
    assert (finding.check, finding.path) == ("no-article", f"sources/{name}")
    assert reason in finding.message
    assert discover(workspace).findings == ()
    assert discover(workspace, (Path("en"),)).findings == ()


def test_a_named_file_that_is_told_for_another_reason_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "sources/en").mkdir(parents=True)
    (tmp_path / "sources/en/k2.docx").write_text("Calcium", encoding="utf-8")
    found = discover(Workspace(tmp_path, Settings()), (Path("en/k2.docx"),))
    assert [f.check for f in found.findings] == ["unknown-format"]
