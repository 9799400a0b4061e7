"""Term bases of any size for measuring speed: concepts of several words in three languages.

Names of substances are put together from the parts that real ones are made of, so that most words
are in no dictionary, as in a real glossary of that size.
"""

from __future__ import annotations

import csv
import io
import itertools
import random
from collections.abc import Iterator

_FIRST = (
    ("carbo", "карбо", "碳"), ("glyco", "глико", "糖"), ("phospho", "фосфо", "磷"), ("lipo", "липо", "脂"),
    ("nucleo", "нуклео", "核"), ("hydro", "гидро", "氢"), ("hydroxy", "гидрокси", "羟"),
    ("amino", "амино", "氨"), ("methyl", "метил", "甲"), ("ethyl", "этил", "乙"), ("acetyl", "ацетил", "酰"),
    ("fluoro", "фторо", "氟"), ("chloro", "хлоро", "氯"), ("bromo", "бромо", "溴"), ("iodo", "йодо", "碘"),
    ("sulfo", "сульфо", "硫"), ("nitro", "нитро", "硝"), ("cyclo", "цикло", "环"), ("cyano", "циано", "氰"),
    ("thio", "тио", "巯"),
)  # fmt: skip
_SECOND = (
    ("pept", "пепт", "肽"), ("gluc", "глюк", "葡"), ("fruct", "фрукт", "果"), ("lact", "лакт", "乳"),
    ("citr", "цитр", "柠"), ("mal", "мал", "苹"), ("succin", "сукцин", "琥"), ("fumar", "фумар", "富"),
    ("tartr", "тартр", "酒"), ("palmit", "пальмит", "棕"), ("stear", "стеар", "硬"), ("ole", "оле", "油"),
    ("ferr", "ферр", "铁"), ("mangan", "манган", "锰"), ("cobalt", "кобальт", "钴"), ("benz", "бенз", "苯"),
    ("tolu", "толу", "萘"), ("indol", "индол", "吲"), ("purin", "пурин", "嘌"), ("pyrid", "пирид", "吡"),
)  # fmt: skip
_LAST = (
    ("ase", "аза", "酶"), ("ate", "ат", "盐"), ("ose", "оза", "糖苷"), ("in", "ин", "素"), ("ol", "ол", "醇"),
    ("one", "он", "酮"), ("ide", "ид", "化物"), ("amine", "амин", "胺"), ("an", "ан", "烷"),
    ("ene", "ен", "烯"),
)  # fmt: skip
_KINDS = (
    ("{} deficiency", "дефицит {}", "{}缺乏"), ("serum {}", "сывороточный {}", "血清{}"),
    ("{} receptor", "рецептор {}", "{}受体"), ("plasma {} level", "уровень {} в плазме", "血浆{}水平"),
    ("oral {}", "пероральный {}", "口服{}"), ("{} supplement", "добавка с {}", "{}补充剂"),
    ("free {}", "свободный {}", "游离{}"), ("{} uptake", "поглощение {}", "{}摄取"),
    ("total {} intake", "общее потребление {}", "{}总摄入量"), ("{}", "{}", "{}"),
    ("{} inhibitor", "ингибитор {}", "{}抑制剂"), ("bound {}", "связанный {}", "结合型{}"),
    ("{} synthesis in the liver", "синтез {} в печени", "肝脏{}合成"),
    ("inactive {}", "неактивный {}", "非活性{}"), ("{} transport protein", "белок-переносчик {}", "{}转运蛋白"),
    ("{} metabolism", "обмен {}", "{}代谢"), ("urinary {} excretion", "выведение {} с мочой", "尿{}排泄"),
    ("{} depletion", "истощение {}", "{}耗竭"), ("dietary {}", "пищевой {}", "膳食{}"),
    ("{} toxicity", "токсичность {}", "{}毒性"), ("low {}", "низкий {}", "低{}"),
    ("{} binding site", "участок связывания {}", "{}结合位点"),
    ("crystalline {}", "кристаллический {}", "结晶{}"), ("{} precursor", "предшественник {}", "{}前体"),
    ("{} tablets", "таблетки {}", "{}片"),
)  # fmt: skip


def concepts(count: int) -> Iterator[tuple[str, str, str]]:
    """`count` different concepts, as (English, Russian, Chinese), the same ones each time."""
    parts = list(itertools.product(_FIRST, _SECOND, _LAST, _KINDS))
    if count > len(parts):
        raise ValueError(f"{len(parts)} concepts can be made, not {count}.")
    for first, second, last, kind in random.Random(1).sample(parts, count):  # noqa: S311 - no secret
        english, russian, chinese = (kind[i].format(first[i] + second[i] + last[i]) for i in range(3))
        yield english, russian, chinese


def table(count: int) -> bytes:
    """A term base of so many concepts as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "policy", "en", "ru", "zh"))
    for number, terms in enumerate(concepts(count)):
        writer.writerow((f"c{number}", "translate", *terms))
    return out.getvalue().encode()
