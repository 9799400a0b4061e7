"""`lang` within a page: it tells the language of the text that stands there, translated or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.deciding import PublishOptions
from tests.publish.workspaces import approve, article, find_workspace, made, page, publish, settings

QUOTE = "Кальций без K2 — полдела."
BODY = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Bones</title></head>
<body><p>A Russian reader says:</p>
<blockquote lang="ru"><p>{QUOTE}</p></blockquote>
<p>The word <i lang="ru">кость</i> means bone, <i lang="la">os</i> does too.</p></body></html>
"""
WORD = "The word <i1>кость</i1> means bone, <i2>os</i2> does too."
ZH = {
    "Bones": "骨骼",
    "A Russian reader says:": "一位俄罗斯读者说：",
    QUOTE: "没有K2的钙只完成了一半。",
    WORD: "<i1>кость</i1>一词指骨头，<i2>骨</i2>也是。",
}


@pytest.fixture
def place(empty_workspace: Path) -> Path:
    article(empty_workspace, "en/bones.html", BODY)
    settings(empty_workspace, "[publish]\nmin_reviewed = 0.1\n")
    made(empty_workspace)
    return empty_workspace


def test_a_quotation_that_was_translated_says_the_language_of_its_translation(place: Path) -> None:
    approve(place, "zh", "bones", ZH)
    publish(find_workspace(place))
    assert '<blockquote lang="zh-Hans"><p>没有K2的钙只完成了一半。</p></blockquote>' in page(
        place, "zh/bones.html"
    )
    assert f'<blockquote lang="ru"><p>{QUOTE}</p></blockquote>' in page(place, "en/bones.html")


def test_a_quotation_that_is_left_as_it_is_stays_in_its_own_language(place: Path) -> None:
    for language, title in (("ru", "Кости"), ("zh", "骨骼")):
        approve(place, language, "bones", {"Bones": title, "A Russian reader says:": title})
    publish(find_workspace(place))
    assert f'<blockquote lang="ru"><p>{QUOTE}</p></blockquote>' in page(place, "ru/bones.html")
    zh = page(place, "zh/bones.html")
    assert f'<blockquote lang="ru"><p><span lang="ru">{QUOTE}</span></p></blockquote>' in zh
    assert '<span lang="en">The word <i lang="ru">кость</i>' in zh


def test_a_foreign_word_keeps_its_language_unless_it_was_translated(place: Path) -> None:
    approve(place, "zh", "bones", ZH)
    publish(find_workspace(place))
    assert '<p><i lang="ru">кость</i>一词指骨头，<i lang="zh-Hans">骨</i>也是。</p>' in page(
        place, "zh/bones.html"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            '<div lang="en"><p lang="fr">Os.</p><p>Bones.</div>',
            '<div lang="ru"><p lang="ru">Кости.</p><p>Кости.</div>',
        ),
        ('<ul><li lang="fr">Os.<li>Bones.</ul>', '<ul><li lang="ru">Кости.<li>Кости.</ul>'),
        ("<p lang=fr xml:lang=fr>Os.</p>", "<p lang=ru xml:lang=ru>Кости.</p>"),
        ('<p lang="x><script>">Os.</p>', '<p lang="x><script>">Кости.</p>'),
    ],
)
def test_the_nearest_element_says_it_where_end_tags_are_left_out(
    place: Path, source: str, expected: str
) -> None:
    article(place, "en/part.html", source)
    made(place)
    approve(place, "ru", "part", {"Os.": "Кости.", "Bones.": "Кости."})
    publish(find_workspace(place))
    assert expected in page(place, "ru/part.html")


def test_a_language_that_termlock_has_not_is_said_of_what_is_left(place: Path) -> None:
    article(place, "en/part.html", '<h1 lang="fr-CA">Un os</h1><p>Bones.</p>')
    made(place)
    approve(place, "ru", "part", {"Bones.": "Кости."})
    publish(find_workspace(place))
    assert '<h1 lang="fr-CA"><span lang="fr-CA">Un os</span></h1>' in page(place, "ru/part.html")
    report = publish(find_workspace(place))
    assert "manifest-damaged" not in {f.check for f in report.findings}


def test_drafts_leave_no_russian_marked_as_english(place: Path) -> None:
    made(place, "pseudo")
    publish(find_workspace(place), (), PublishOptions(policy="draft"))
    assert f'<span lang="en">{QUOTE}' not in page(place, "ru/bones.html")
    assert '<blockquote lang="ru"><p>' in page(place, "ru/bones.html")
