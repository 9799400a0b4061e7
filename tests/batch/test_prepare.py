"""What is told of an article before anything is drafted."""

from __future__ import annotations

from pathlib import Path

import pytest

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


RUSSIAN = (
    "Витамин K2 направляет кальций в кости. Без него кальций оседает в стенках сосудов.\n\n"
    "Исследования показали, что добавка снижает жёсткость артерий у женщин после менопаузы.\n"
)
ENGLISH = (
    "Vitamin K2 directs calcium into the bones. Without it, calcium settles in the walls of the vessels.\n\n"
    "Studies found that a supplement lowers the stiffness of arteries in women after menopause.\n"
)
CHINESE = (
    "维生素K2能把钙送到骨骼中。缺少它，钙会沉积在血管壁上。\n\n"
    "研究发现，补充剂可以降低绝经后妇女的动脉僵硬度。每天一百八十微克，持续三年，效果明显。\n"
)
QUOTING = (  # an English article that is half Russian
    "In the film the mother says: «Витамин К2 направляет кальций в кости, а без него он оседает в сосудах». "
    "The doctor replies: «Исследования этого не показали, но вреда от него нет».\n\n"
    "Both are right, as far as the trials go that were done until now.\n"
)
LATIN_HEAVY = (  # a list of ingredients on a Chinese page
    "成分：Menaquinone-7 (MK-7), Magnesium bisglycinate, Cholecalciferol, Microcrystalline cellulose, "
    "Hydroxypropyl methylcellulose, Silicon dioxide。\n\n每天一粒，随餐服用，孕妇请咨询医生。\n"
)


def told(place: Path, termlock: Run, name: str, text: str) -> list[str]:
    article = place / "sources" / name
    article.parent.mkdir(exist_ok=True)
    article.write_text(text, encoding="utf-8")
    result = termlock("run", "--engine", "pseudo", cwd=place)
    assert result.returncode == 0, result.stderr
    return [line for line in result.stderr.splitlines() if line.startswith("sources/")]


@pytest.mark.parametrize(
    ("name", "text", "said", "meant", "folder"),
    [
        ("en/k2.txt", RUSSIAN, "English", "Russian", "ru"),
        ("ru/k2.txt", ENGLISH, "Russian", "English", "en"),
        ("en/k2.txt", CHINESE, "English", "Chinese", "zh"),
        ("zh/k2.md", "# Витамин K2\n\n" + RUSSIAN, "Chinese", "Russian", "ru"),
        ("k2.zh.txt", ENGLISH, "Chinese", "English", "en"),
    ],
    ids=["ru in en", "en in ru", "zh in en", "ru in zh", "en named zh"],
)
def test_an_article_in_another_languages_folder_is_told_and_not_drafted(
    empty_workspace: Path, termlock: Run, name: str, text: str, said: str, meant: str, folder: str
) -> None:
    """Its drafts would be its own text, or what a model makes of a language that it does not know."""
    lines = told(empty_workspace, termlock, name, text)
    assert lines == [
        (
            f"sources/{name}:1: warning: The article counts as {said}, as its folder or its name says, but its text is "
            f"{meant}; it is extracted and not drafted. Move it into the folder {folder}. [language-mistaken]"
        )
    ]
    written = list((empty_workspace / "output/locale").rglob("k2.po"))
    assert len(written) == 3
    assert not any("#, fuzzy" in file.read_text(encoding="utf-8") for file in written)


def test_a_page_that_declares_another_language_than_it_is_written_in_is_told(
    empty_workspace: Path, termlock: Run
) -> None:
    page = f'<html lang="en"><body><p>{RUSSIAN}</p></body></html>'
    (line,) = told(empty_workspace, termlock, "k2.html", page)
    assert "counts as English, as it declares, but its text is Russian" in line
    assert "Correct its declaration to ru." in line


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("en/k2.txt", QUOTING),
        ("zh/k2.txt", LATIN_HEAVY),
        ("ru/k2.txt", "Omega-3 Fish Oil, Solgar\n"),
        ("en/k2.txt", "Витамин K2\n"),
        ("ru/k2.txt", RUSSIAN + "Schurgers LJ, Vermeer C. Determination of phylloquinone and menaquinones in food.\n"),
        ("en/k2.txt", ENGLISH + "\n".join(["中文名：维生素。", "Русское название: витамин."])),
    ],
    ids=["quotations", "ingredients", "short", "short title", "a cited work", "names"],
)  # fmt: skip
def test_short_and_mixed_texts_are_taken_as_their_folder_says(
    empty_workspace: Path, termlock: Run, name: str, text: str
) -> None:
    assert not [line for line in told(empty_workspace, termlock, name, text) if "counts as" in line]


@pytest.mark.parametrize("folder", ["de", "pt-BR", "uk"])
def test_a_folder_of_a_language_that_there_is_no_translating_from_is_told(
    empty_workspace: Path, termlock: Run, folder: str
) -> None:
    text = "Vitamin K2 lenkt das Calcium in die Knochen.\n"
    lines = told(empty_workspace, termlock, f"{folder}/k2.txt", text)
    (line,) = [line for line in lines if "folder-language" in line]
    assert line.startswith(f"sources/{folder}/k2.txt: warning: The folder {folder} names a language")
    assert "taken as English, because its text looks like it" in line


def test_other_folders_name_no_language(empty_workspace: Path, termlock: Run) -> None:
    assert told(empty_workspace, termlock, "blog/k2.txt", ENGLISH) == []
    assert told(empty_workspace, termlock, "2024/k3.txt", RUSSIAN) == []


BODY = "---\n\nVitamin K2 directs calcium into the bones.\n"


@pytest.mark.parametrize(
    ("head", "line", "what"),
    [
        (
            '---\nlang: en\ntitle: "Vitamin K2 and bones\ndate: 2024-01-02\n' + BODY,
            3,
            "a quotation mark is not closed",
        ),
        ("---\ntitle: Витамин K2: что известно\n" + BODY, 2, "mapping values are not allowed"),
        ('---\ntitle: K2\ndescription: "钙" 与骨骼\n' + BODY, 3, "expected <block end>"),
        ("---\nCalcium and magnesium.\n" + BODY, 2, "it holds no keys with values"),
        ('+++\ndate = 1\ntitle = "Vitamin K2\n+++\n' + BODY[5:], 3, "Illegal character"),
    ],
    ids=["quotation mark", "colon", "text behind a quotation", "no keys", "TOML"],
)
def test_a_front_matter_that_cannot_be_read_is_told_with_its_line(
    empty_workspace: Path, termlock: Run, head: str, line: int, what: str
) -> None:
    """Its title and description would be missing on the published page."""
    (found,) = told(empty_workspace, termlock, "en/k2.md", head)
    assert found.startswith(f"sources/en/k2.md:{line}: warning: The front matter is no valid ")
    assert what in found
    assert "[front-matter]" in found


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: K2\n" + BODY,
        "---\n# no keys yet\n" + BODY,
        "---\ndate: 2024\n" + BODY,
        "Text.\n\n" + BODY,
    ],
)
def test_a_front_matter_that_can_be_read_is_not_told(empty_workspace: Path, termlock: Run, head: str) -> None:
    assert told(empty_workspace, termlock, "en/k2.md", head) == []


def test_what_stands_in_entries_is_not_listed_as_left_out(empty_workspace: Path, termlock: Run) -> None:
    page = (
        '<html lang="en"><head><meta name="description" content="About vitamin K2."></head>'
        '<body><p>Take <img src="x.png" alt="A bowl of natto"> it daily.</p></body></html>'
    )
    (empty_workspace / "sources/en/k2.html").write_text(page, encoding="utf-8")
    shown = termlock("run", "--dry-run", "--explain", cwd=empty_workspace).stdout
    assert '<meta name="description" content="…">' in shown
    assert "About vitamin K2" not in shown
    assert "bowl of natto" not in shown
