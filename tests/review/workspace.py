"""A workspace as reviewers meet it: two articles, entries in every state, findings of several kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.batch.run import RunOptions, run
from pipeline.catalogue import po, states
from pipeline.catalogue.header import revised
from pipeline.model import Draft, Entry, Key, State
from pipeline.settings import find_workspace

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ARTICLE = "vitamin-k2-and-medicines"
SOURCE = """\
# Vitamin K2 and your medicines

Vitamin K2 helps **osteocalcin** hold calcium in the bones. Natto is its richest source.

Ask your doctor first.

## With warfarin

Do not take vitamin K2 with warfarin unless your doctor agrees. The usual supplement holds 100 mcg of MK-7.
A second dose is never needed.

| Food | Vitamin K2 in 100 g |
|---|---|
| Natto | 1000 mcg |
| Gouda | 52 mcg |

- Keep your diet the same from week to week.
- Tell the clinic about every supplement.

## After surgery

Blood is tested after [4 weeks](https://example.org/inr) & again after 3 months.

Ask your doctor first.
"""

A, D, E, C, M, W = (
    State.APPROVED,
    State.DRAFT,
    State.EDITED,
    State.CHANGED,
    State.MEMORY,
    State.WITHHELD,
)


@dataclass(frozen=True, slots=True)
class Text:
    """What a catalogue holds for a source."""

    text: str
    state: State
    previous: str | None = None
    score: float = -0.42


_DOCTOR = "Do not take vitamin K2 with warfarin unless your doctor agrees."
RU: Mapping[str, Text] = {
    "Vitamin K2 and your medicines": Text("Витамин K2 и ваши лекарства", A),
    "Vitamin K2 helps <s1>osteocalcin</s1> hold calcium in the bones.": Text(
        "Витамин K2 помогает <s1>остеокальцину</s1> удерживать кальций в костях.", A
    ),
    "Natto is its richest source.": Text("Натто — самый богатый его источник.", A),
    "Ask your doctor first.": Text("Сначала спросите врача.", D, score=-0.31),
    "With warfarin": Text("С варфарином", A),
    _DOCTOR: Text(
        "Не принимайте витамин K2 вместе с варфарином без согласия врача.",
        C,
        "Do not take vitamin K2 with warfarin.",
    ),
    "The usual supplement holds 100 mcg of MK-7.": Text("Обычная добавка содержит 180 мкг MK-7.", E),
    "A second dose is never needed.": Text("Вторая доза никогда не нужна.", D, score=-0.94),
    "Food": Text("Продукт", A),
    "Vitamin K2 in 100 g": Text("Витамин K2 в 100 г", A),
    "Natto": Text("Натто", A),
    "1000 mcg": Text("1000 мкг", A),
    "52 mcg": Text("52 мкг", A),
    "Keep your diet the same from week to week.": Text(
        "Питайтесь неделя за неделей одинаково.", M, "Keep your diet the same from day to day."
    ),
    "Tell the clinic about every supplement.": Text("", W),
    "After surgery": Text("После операции", A),
    "Blood is tested after <a1>4 weeks</a1> & again after 3 months.": Text(
        "Кровь проверяют через 4 недели и ещё раз через 3 месяца.", D, score=-0.67
    ),
}
ZH: Mapping[str, Text] = {
    "Vitamin K2 and your medicines": Text("维生素K2与您的药物", A),
    "Vitamin K2 helps <s1>osteocalcin</s1> hold calcium in the bones.": Text(
        "维生素K2帮助<s1>骨钙素</s1>把钙留在骨骼里。", A
    ),
    "Natto is its richest source.": Text("纳豆是其最丰富的来源。", A),
    "Ask your doctor first.": Text("请先咨询医生。", D, score=-0.27),
    "With warfarin": Text("与华法林同用", A),
    _DOCTOR: Text(
        "除非医生同意，否则请勿将维生素K2与华法林同服。", C, "Do not take vitamin K2 with warfarin."
    ),
    "The usual supplement holds 100 mcg of MK-7.": Text("常见的补充剂含有100微克MK-7。", E),
    "A second dose is never needed.": Text("需要第二剂。", D, score=-1.12),
    "Food": Text("食物", A),
    "Vitamin K2 in 100 g": Text("每100克含维生素K2", A),
    "Natto": Text("纳豆", A),
    "1000 mcg": Text("1000微克", A),
    "52 mcg": Text("52微克", A),
    "Keep your diet the same from week to week.": Text("每周保持相同的饮食。", D, score=-0.55),
    "Tell the clinic about every supplement.": Text("请把每一种补充剂都告诉诊所。", A),
    "After surgery": Text("手术之后", A),
    "Blood is tested after <a1>4 weeks</a1> & again after 3 months.": Text(
        "<a1>4周</a1>后验血，3个月后再次验血。", A
    ),
}
SECOND = "sources/ru/natto.md"
SECOND_SOURCE = "# Натто\n\nНатто готовят из сои. Порция весит 40 г.\n"


def make(place: Path, settings: str = "") -> Path:
    """Write the workspace into a folder that holds a term base (`empty_workspace`), and return it."""
    (place / "termlock.toml").write_text(settings, encoding="utf-8")
    (place / "sources/en" / f"{ARTICLE}.md").write_text(SOURCE, encoding="utf-8")
    (place / SECOND).write_text(SECOND_SOURCE, encoding="utf-8")
    refresh(place)
    fill(catalogue(place, "ru"), RU)
    fill(catalogue(place, "zh"), ZH)
    refresh(place)
    return place


def refresh(place: Path) -> None:
    """A run without an engine: catalogues are brought up to date, findings made anew."""
    report = run(find_workspace(place, place), RunOptions(engine="none"))
    assert report.status == 0, report.findings


def catalogue(place: Path, language: str, article: str = ARTICLE) -> Path:
    """The file of a catalogue."""
    folder = {"ru": "ru", "en": "en", "zh": "zh_CN"}[language]
    return place / "output/locale" / folder / "LC_MESSAGES" / f"{article}.po"


def entries(file: Path) -> dict[Key, Entry]:
    """The entries of a catalogue by key."""
    return {entry.key: entry for entry in po.parse(file.read_bytes()).entries}


def fill(file: Path, texts: Mapping[str, Text]) -> None:
    """Put texts in their states into a catalogue."""
    found = po.parse(file.read_bytes())
    made = tuple(_filled(entry, texts.get(entry.text)) for entry in found.entries)
    header = revised(found.header, "Мария Иванова <maria@example.org>", NOW)
    file.write_bytes(po.serialize(replace(found, entries=made, header=header)))


def change(file: Path, key: Key, **values: object) -> None:
    """Change an entry on the disk, as another program does."""
    found = po.parse(file.read_bytes())
    made = tuple(replace(e, **values) if e.key == key else e for e in found.entries)  # type: ignore[arg-type]
    file.write_bytes(po.serialize(replace(found, entries=made)))


def _filled(entry: Entry, wanted: Text | None) -> Entry:
    if wanted is None:
        return entry
    made = replace(entry, translation=wanted.text)
    if wanted.state is State.APPROVED:
        return made
    lines = _lines(entry, wanted)
    flags = ("fuzzy",) if wanted.text else ()
    return replace(made, flags=flags, extracted=(*entry.extracted, *lines), previous_text=wanted.previous)


def _lines(entry: Entry, wanted: Text) -> tuple[str, ...]:
    draft = Draft(wanted.text, "argos translate-en_ru 1.9", wanted.score)
    return {
        State.DRAFT: states.draft_lines(entry.key, draft),
        State.CHANGED: ("termlock: changed 0123abcd",),
        State.MEMORY: ("termlock: memory 86 %",),
        State.WITHHELD: ("termlock: draft-withheld argos translate-en_ru 1.9: term-missing, length",),
    }.get(wanted.state, ())
