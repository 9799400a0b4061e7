"""What is told of an article before anything is drafted."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run


def test_a_term_in_letters_that_only_look_alike_is_found_and_told(
    empty_workspace: Path, termlock: Run
) -> None:
    """Both lines are drafted with the term; the one in Cyrillic letters is to be typed anew."""
    article = empty_workspace / "sources/ru/k2.txt"
    article.write_text("Что такое витамин K2?\n\nСколько МК-7 и К2 нужно в день?\n", encoding="utf-8")
    result = termlock("run", "--engine", "none", cwd=empty_workspace)
    assert result.returncode == 0
    told = [line for line in result.stderr.splitlines() if "another alphabet" in line]
    assert [line.split(": ")[0] for line in told] == ["sources/ru/k2.txt:3"] * 2
    assert "“МК-7”" in told[0]
    template = (empty_workspace / "output/locale/en/LC_MESSAGES/k2.po").read_text(encoding="utf-8")
    assert "#. term: К2 = " in template
