"""What one text denies and another says without a denial: they do not differ, the two are similar; 不超过, at most.

A row is one idea, with words that deny in it and words that say the same without, by language.
Which rows are worth having was seen on human translations (`benchmarks/checks.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.model import Span

Patterns = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Idea:
    denied: Patterns
    said: Patterns


@cache
def ideas() -> tuple[Idea, ...]:
    return tuple(Idea(_patterns(denied), _patterns(said)) for denied, said in _ROWS)


def _patterns(words: tuple[str, ...]) -> Patterns:
    """Of English, Russian and Chinese; `_` stands for a space."""
    english, russian, chinese = words
    return {
        "en": re.compile(rf"\b(?:{english})\b", re.IGNORECASE),
        "ru": re.compile(rf"\b(?:{russian})\b", re.IGNORECASE),
        "zh": re.compile(chinese),
    }


def answered(text: str, language: str, other: str, other_language: str) -> Iterator[Span]:
    """Where a plain text denies what the other one, a translation of it or its source, says without a denial."""
    for idea in ideas():
        found = list(idea.denied[language].finditer(text))
        if found and idea.said[other_language].search(other):
            yield from (Span(*match.span()) for match in found)


_NOT = r"(?:not|never|n['’]t|cannot)(?:_\w+){0,3}"
_SHOULD = (
    r"(?:следует|рекомендуется|должн\w+|нужно|надо|стоит|принимайте|пейте|ешьте|опуска\w+|пада\w+)(?:_\w+)?"
)
_ROWS = tuple(
    tuple(tuple(cell.replace("_", " ") for cell in side) for side in row)
    for row in (
        (  # the two did not differ: they were similar
            (
                rf"{_NOT}_differ\w*|no_(?:\w+_){{0,3}}differen\w+",
                r"не_(?:\w+_){0,2}(?:различ|отлич)\w+|(?:нет|без)_(?:\w+_){0,2}(?:разниц|различ)\w+|разницы_(?:\w+_)?нет",
                r"(?:没有?|无|未见?|不存在)[^，。；]{0,8}(?:差[异别]|区别|不同)",
            ),
            (
                r"same|similar\w*|alike|equal\w*|identical\w*|comparabl\w+",
                r"одинаков\w*|схож\w*|сходн\w*|равн\w+|сопоставим\w*|так\w+_же",
                r"相[同似近当]|一样|类似|同样|无异",
            ),
        ),
        (  # they are not the same: they differ
            (rf"{_NOT}_the_same", r"не_(?:одно_и_то_же|одинаков\w*|равн\w+)", r"不(?:是一回事|一样|相同)"),
            (
                r"differ\w*|distinct\w*|unlike|var(?:y|ies|ied)",
                r"отлич\w+|различ\w*|разн\w+|отличн\w+",
                r"不同|各异|有别|差异",
            ),
        ),
        (  # do not stop: continue
            (
                rf"{_NOT}_(?:stop|interrupt|quit|discontinu)\w*",
                r"не_(?:\w+_){0,2}(?:прекра|прер|останавл|бросай|отменя|перест)\w+",
                r"[不勿别](?:[要可能得应]|宜)?(?:擅自|自行|突然)?(?:停|中断)",
            ),
            (r"continu\w+|keep_(?:on_)?\w+ing", r"продолж\w+", r"继续|坚持|一直|持续"),
        ),
        (  # not until: only then
            (
                r"not_(?:until|before)|(?:not|n['’]t|never)(?:_[\w-]+){1,6}_(?:until|before)",
                r"не_(?:раньше|ранее)|пока_(?:\w+,?_){0,4}не",
                r"不(?=[^，。；]{1,8}就)",
            ),
            (
                r"only|wait\w*|it_takes|continu\w+",
                r"только|лишь|(?:подо)?жд\w+|продолж\w+",
                r"才|只有|再",
            ),
        ),
        (  # no more than: at most
            (
                r"no_more_than|not_(?:\w+_)?(?:more_than|exceed\w*|above|over)",
                rf"не_(?:{_SHOULD}_)?(?:более|больше|превы\w+|выше|свыше)",
                r"[不勿别](?:[得应要宜可能会]|建议)*(?:超|多于|高于|大于)",
            ),
            (
                r"at_most|up_to|max\w*|only|within|(?:a|one)_single|limit\w*|enough|below|under",
                r"максимум|максимальн\w+|самое_большее|до|достаточно|только|лишь|хватит|хватает|предел\w*|ниже|менее",
                r"最多|至多|上限|以[内下]|之内|即可|只需|只能|仅|限",
            ),
        ),
        (  # no less than: at least
            (
                r"no_(?:less|fewer|sooner|earlier)_than|not_(?:\w+_)?(?:below|less_than|fewer_than|under|sooner|earlier)",
                rf"не_(?:{_SHOULD}_)?(?:менее|меньше|ниже|раньше|ранее|реже)",
                r"[不勿别](?:[得应要宜可能会]|建议)*(?:少于|低于|小于|早于)",
            ),
            (
                r"at_least|min(?:imum|imal\w*)|or_more|above|over|wait\w*|it_takes",
                r"по_(?:крайней|меньшей)_мере|минимум|минимальн\w+|хотя_бы|от|выше|более|целых|(?:подо)?жд\w+",
                r"至少|最少|最低|以上|起码",
            ),
        ),
        (  # do not chew: swallow whole
            (
                rf"{_NOT}_(?:chew|crush|break|split|cut|divide)\w*",
                r"не_(?:раз[жл]|размал|измельч|разрез|дроб|жу|дел)\w+",
                r"[不勿别][要可能得应]?(?:嚼|咀嚼|掰|压碎|研碎|碾碎)",
            ),
            (r"whole|intact", r"цели?ком|цел(?:ой|ую|ыми|ые|ую)", r"整[片粒颗个]|完整"),
        ),
        (  # where children cannot reach it: out of reach
            (
                r"(?:not|n['’]t|cannot)_(?:\w+_){0,2}reach",
                r"не_(?:\w+_){0,2}(?:достать|доста(?:нут|нет)|дотян\w+|доступн\w+)",
                r"(?:接触|触及|够|拿|摸|碰)不[到着]|不[可能易]?(?:触及|接触|拿到|够到|触碰)",
            ),
            (
                r"out_of_(?:the_)?reach|away_from",
                r"недоступн\w+|подальше|вне_досягаемости",
                r"远离|避开",
            ),
        ),
        (  # not many: few
            (
                r"not_(?:very_|so_|that_|too_)?(?:many|much)|no[nt]_a_lot",
                r"не_(?:очень_|слишком_|так_)?(?:много|многи[ехм])",
                r"不(?:太|是很|很)?多|没有?多少",
            ),
            (r"few(?:er)?|little|scan\w+|small|easy_on", r"мало|немног\w+|редк\w+", r"少|有限"),
        ),
        (  # not a good source: a poor one
            (r"not_(?:a_)?(?:very_)?good", r"не_(?:очень_)?хорош\w+", r"不(?:太|是很)?好"),
            (r"bad|poor\w*|weak", r"плох\w+|слаб\w+", r"差|坏|欠佳"),
        ),
        (  # not high: low
            (
                r"not_(?:very_|so_|that_|too_)?high",
                r"не_(?:очень_|слишком_)?высок\w*",
                r"不(?:太|算|是很|很)?高",
            ),
            (r"low\w*|small", r"низк\w*|невысок\w*|невелик\w*", r"低|小"),
        ),
        (  # without enough vitamin K: if it is lacking
            (
                r"without_(?:(?:enough|sufficient|adequate)_\w+|vitamin|calcium|magnesium|iron)",
                r"без_(?:достаточн\w+|витамин\w*|кальци\w+|магни\w+)",
                r"(?:没有|无)(?:足[够量])?的?(?:维生素|钙|镁|铁)",
            ),
            (
                r"lack\w*|deficien\w*|short\w*|too_little",
                r"дефицит\w*|недостат\w+|нехватк\w+|не_хватает|мало",
                r"缺|匮乏|不足",
            ),
        ),
        (  # it is not known: an open question
            (
                rf"unknown|un(?:clear|certain|resolved|settled)|{_NOT}_(?:known|clear|established|understood|settled)",
                r"неизвестн\w*|неясн\w*|не_(?:\w+_){0,2}(?:ясн|извест|выясн|установл|изуч)\w*",
                r"[不未无](?:清|明|知|详|定论|有定论)",
            ),
            (
                r"open_question|remains?_to_be|(?:to|must|should)_be_(?:seen|clarified|determined|established)|debat\w*",
                r"предсто\w+|открыт\w+|спор\w+",
                r"有待|尚待|争议|存疑|待定",
            ),
        ),
        (  # no longer sold: taken off the market
            (
                r"no_longer|not?(?:_\w+){0,3}_any_?more",
                r"(?:больше|уже)_(?:\w+_)?не",
                r"不再|已不",
            ),
            (
                r"stop\w*|discontinu\w+|withdr\w+|used_to|formerly|ceas\w+|former",
                r"снят\w*|сняли|прекра\w+|перест\w+|раньше|прежде",
                r"停[止产用售]|曾|以前|下架",
            ),
        ),
        (  # do not miss a dose: take it regularly
            (rf"{_NOT}_(?:skip|miss)\w*", r"не_пропуска\w+", r"[不勿别][要可能]?漏"),
            (
                r"regular\w*|every_\w+|always",
                r"регулярн\w+|кажд\w+|обязательно",
                r"按时|坚持|每[天日次]|规律",
            ),
        ),
        (  # not uncommon: common
            (
                rf"{_NOT}_(?:rare|uncommon|infrequent|unusual)\w*",
                r"не_(?:\w+_)?(?:редк\w+)|нередк\w+",
                r"不(?:少见|鲜见|罕见|在少数)",
            ),
            (
                r"common\w*|often|frequent\w*|many",
                r"част(?:о|ый|ая|ое|ые|ых)|распростран\w+|обычн\w+",
                r"常|多见|很多",
            ),
        ),
        (  # if symptoms do not pass: if they last
            (
                rf"{_NOT}_(?:go_away|improve|resolve|pass|subside)\w*",
                r"не_(?:проход|исчез|улучш|утих|прекращ)\w+",
                r"不(?:缓解|消失|消退|好转|见好)|未(?:见)?(?:缓解|消失|消退|好转)",
            ),
            (r"last\w*|persist\w*|continu\w+", r"сохраня\w+|дл[яи]т\w+|держ\w+|продолж\w+", r"持续"),
        ),
        (  # do not forget: be sure to
            (
                r"(?:not|n['’]t)_forget",
                r"не_забу?[ыд]\w+",
                r"[不别勿]要?忘",
            ),
            (r"be_sure|always|remember\w*", r"обязательно|непременно|помни\w*", r"务必|一定|记[得住]"),
        ),
        (  # do not panic: stay calm
            (
                rf"{_NOT}_(?:panic|worry)",
                r"не_(?:паник|волнуй|беспоко|тревож)\w+",
                r"[不别勿][要必用]?(?:惊慌|担心|慌张|着急|紧张)",
            ),
            (r"calm\w*", r"спокой\w+", r"冷静|镇定|放心|平静"),
        ),
        (  # nothing is better: the best
            (
                r"nothing_(?:\w+_){0,2}(?:better|worse|more)",
                r"нет_ничего_\w+|ничто_не_\w+",
                r"没有(?:什么)?比",
            ),
            (r"best|worst|most", r"лучш\w+|худш\w+|наиболее|сам\w+", r"最"),
        ),
        (  # not without a prescription: only on prescription
            (
                rf"{_NOT}_(?:without|unless|except)",
                r"не_иначе|не_(?:\w+_){0,3}без",
                r"未经[^，。；]{1,8}不|非[^，。；]{1,6}[不勿]|没有[^，。；]{1,8}不",
            ),
            (r"only", r"только|лишь", r"只|仅|才"),
        ),
    )
)
