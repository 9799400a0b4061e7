"""Two ends of one thing, in English, Russian and Chinese: before and after, safe and dangerous.

What asks is narrow, what answers besides (`one_too`, `other_too`) is wide: one such word in a text, and
nothing is said of it, for there are many good ways to say a thing. Words that may mean either end are on
none. A Russian or English word begins where its pattern does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.languages import LANGUAGES

Words = tuple[str, str, str]
"""Patterns of English, Russian and Chinese."""
_NOTHING: Words = ("", "", "")


class End(NamedTuple):
    """One end, as patterns by language."""

    asks: dict[str, re.Pattern[str]]
    says: dict[str, re.Pattern[str]]
    """What asks, and what answers besides."""


class Axis(NamedTuple):
    one: End
    other: End


def axis(one: Words, other: Words, one_too: Words = _NOTHING, other_too: Words = _NOTHING) -> Axis:
    return Axis(_end(one, one_too), _end(other, other_too))


def _end(words: Words, too: Words) -> End:
    wide = tuple(f"{word}|{more}" if more else word for word, more in zip(words, too, strict=True))
    return End(_compiled(words), _compiled(wide))


def _compiled(words: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    by_language = dict(zip(("en", "ru", "zh"), words, strict=True))
    return {
        code: re.compile(by_language[code] if code == "zh" else rf"\b(?:{by_language[code]})", re.IGNORECASE)
        for code in LANGUAGES
    }


_MORE: Words = (
    r"more\b|greater|larg|times\b|risen|grow|gain|up\b|boost|exce|severe|above|twice|double",
    r"больш|раз\b|раза\b|рос\w|раст[уи]|прирост|сильн|превы|много|вдвое|част",
    r"更多|较多|[较更最]大|大剂量|升|涨|倍|超过|增|高(?![血于钙镁密龄级兴])",
)
_LESS: Words = (
    r"less\b|few|shr[aiu]nk|f[ae]ll|smaller|poor|minor|mild|drop|down|lost\b|lose|loss|cut|below|bottom|half|slight",
    r"мен[ьее]|пад|упа[лд]|спад|худш|хуже|слаб|нижн|плох|потер|меньш|мало|мал\w\w\b|реже|сни|тормоз",
    r"[较更最]少|[较更最]小|弱|下降|减|降|低(?![血于钙镁密])|萎缩|变差",
)

AXES = (
    axis(
        (
            r"safe\b|safely|safety|safer|safest|harmless|benefi\w+|useful|healthy\b",
            r"безопас(?:ен|н)|безвред(?:ен|н)|полез(?:ен|н)|польз[аыуе]\b",
            r"安全|无害|有益|益处|好处",
        ),
        (
            r"danger|hazard|unsafe|not safe|harm(?!less)|toxic|poison|damag|detriment|risky",
            r"опас(?:ен|н)|небезопас|не безопас|вред(?!итель)|токсич|ядовит|поврежд|губит",
            r"危险|有害|危害|损害|伤害|有毒|中毒|毒性|不安全",
        ),
    ),
    axis(
        (
            r"increas|rais(?:e|ing)|rise|rising|rose\b|elevat|higher|high\b|accelerat|stronger",
            r"повы[шс]|увелич|возраст(?!н)|возрос|выросл?|высок|выше|ускор|усил",
            r"增[加高多大强长]|升高|提[高升]|上升|升[到至]|加[速快强重]|较高|更高|高于|[很极]高",
        ),
        (
            (
                r"decreas|reduc|lower(?! (?:respiratory|limb|back|leg|jaw|extremit|body|abdom))|declin|diminish|low\b|"
                r"slow(?:s|ed|ing|er)?\b|weak(?!ness)"
            ),
            r"сни[жз]|уменьш|пони[жз]|низк|ниже|замедл|ослаб|сократ|сокращ",
            r"减[少低轻小缓慢弱]|降[低到至]|下降|较低|更低|低于|[很极]低",
        ),
        _MORE,
        _LESS,
    ),
    axis(
        (
            r"before|prior to",
            (
                r"(?<!преимущества )(?<!преимущество )(?<!преимуществ )(?<!страх )перед\b|"
                r"прежде чем|до (?:того|еды|при[её]м|сна\b|операц|завтрак|обед|ужин|тренировк|лечен|родов|"
                r"начала (?:при|леч|кур|тер|забол|бол)|наступлен)"
            ),
            r"(?<![目日当从此往向提上])(?<![那这此]之)前(?![往任市主总者列途景所进沿提面端期额臂体])",
        ),
        (r"after", r"после\b", r"(?<![落滞然最])后(?!果|[^。；]{0,12}才)"),
        (
            r"until|ahead|earlier|previous",
            r"до (?:тех пор|того)|раньше|ранее|предыдущ",
            r"先|[之以]前|提前|早于|再",
        ),
        (r"later|since\b|following", r"затем|потом|спустя|вслед", r"再|过了|[之以随]后"),
    ),
    axis(
        (r"start(?:s|ed|ing)?\b|begin", r"нач[аинё]|начал", r"开始"),
        (r"stop|discontinu|quit\b|ceas", r"прекра[тщ]|отмен|останов|бросить|бросил", r"停[止用药下]|中止|戒"),
    ),
    axis(
        (r"stop|discontinu|quit\b", r"прекра[тщ]|перестан|отмен[иея]|бросить", r"停[止用药服]|中止"),
        (r"continu|keep (?:taking|using|on\b)", r"продолж", r"继续|坚持"),
        (
            r"end\b|end(?:s|ed|ing)\b|ceas|no longer",
            r"останов|остан|законч|кончи|без\b",
            r"停|不再|结束|中断|戒",
        ),
        (
            r"still|ongoing|persist|keep|long",
            r"по-прежнему|дальше|дли|прежн|пока",
            r"仍|持续|长期|一直|照常|才",
        ),
    ),
    axis(
        (
            r"mornings?\b|at breakfast",
            r"утром|утрам|утра\b|утренн|за завтраком",
            r"早[上晨饭餐]|清晨|晨起|每早|上午",
        ),
        (
            r"evening|at night|nightly|(?:at |before )bed|at (?:dinner|supper)",
            r"вечер|на ночь|перед сном|ночью|ужин",
            r"晚上|晚[饭餐]|睡前|夜间|傍晚|每晚",
        ),
        (r"breakfast|wak|dawn|day", r"утр|завтрак|просып|дн[еёя]", r"早|晨|日|白天"),
        (
            r"night|bed|sleep|tonight|dinner|supper|late|day",
            r"ноч|сон|сном|сна\b|поздн|дн[еёя]",
            r"晚|夜|睡|日|昏",
        ),
    ),
    axis(
        (r"improv|better\b", r"улучш|лучше\b", r"改善|好转"),
        (r"worsen|worse\b|deteriorat|aggravat", r"ухудш|хуже\b|усугуб|обостр", r"恶化|加重|变差|更差"),
        (
            r"good|well|best|recover|help|heal|raise|increas|enhanc|eas",
            r"хорош|лучш|выздор|помо|легче|повы|поправ",
            r"好|优|提高|恢复|改|愈|益|加",
        ),
        (
            r"bad|poor|wors|declin|sever|exacerb|impair|harm|advers",
            r"плох|худш|хуже|тяж|вред|сниж|наруш|спад",
            r"差|坏|重|劣|糟|恶|不良",
        ),
    ),
    axis(
        (
            r"(?<!no )long(?:er|est|-term|-lasting|-lived|-acting)?\b",
            r"длинн|длительн(?!ост)|дольше|долг|продолжительн(?!ост)",
            r"长期|较长|更长|很长|长效|长时间|延长",
        ),
        (
            r"short(?:er|est|-term|-lived|-acting|en\w*)?\b",
            r"коротк|короч|краткосрочн|кратковрем|недолг",
            r"短期|较短|更短|很短|短效|短时间|缩短",
        ),
        (r"prolong|last|extend|while|year", r"длит|долг|продл|продолж|всё время|лет\b", r"长|久"),
        (r"brief|quick|soon|fast", r"кратк|недлин|быстр|скор|мал", r"短|快|速|暂"),
    ),
    axis(
        (r"positive\b", r"положительн", r"阳性|正值|积极"),
        (r"negative\b", r"отрицательн", r"阴性|负值|消极"),
        (
            r"good|benefi|favou?r|present|found|detect",
            r"хорош|благо|польз|выяв|найд|плюс",
            r"正|好|益|检出|有利|加",
        ),
        (
            r"bad|adverse|harm|absen|worse|minus|not\b|no\b|detriment|damag",
            r"плох|вред|не\b|отсутств|минус|неблаго|негатив|ухудш",
            r"负|不|坏|无|没|害|未|差|损",
        ),
    ),
    axis(
        (r"(?:large|high|big)(?:er)? (?:dos|amount)", r"(?:больш|высок)\w+ доз", r"[大高]剂量"),
        (r"(?:small|low)(?:er)? (?:dos|amount)", r"(?:мал|низк|небольш)\w+ доз", r"[小低]剂量"),
        _MORE,
        _LESS,
    ),
    axis(
        (
            r"more\b(?! than| or less)|(?<!most )often\b|frequently\b",
            r"больше\b(?! не\b| чем\b| нет\b)|более\b(?! чем\b| или менее)|побольше|чаще\b",
            r"更多|多[吃喝摄补运晒动饮用]|越多|[更较]常见|经常",
        ),
        (
            r"(?<!or )(?:less|fewer|least)\b(?! than)|rare|seldom|uncommon",
            r"(?<!не )меньше\b|(?<!не )(?<!или )менее\b(?! чем\b)|поменьше|реже\b|редко\b",
            r"更少|少[吃喝摄用饮量]|越少|少见|罕见|很少",
        ),
        (
            (
                r"great|larg|common|frequent|typical|usual|regular|increas|rais|ris(?:e|ing)|rose|high|grow|gain|up\b|boost|exce|"
                r"above|addition|extra|over\b|better|further|longer|plus|another|enough|plenty|many|much|rich|abundan|most|strong|"
                r"severe|advanced"
            ),
            (
                r"больш|рос\w|раст|повы|увелич|высок|выше|превы|свыше|много|богат|сильн|дополнит|ещ[её]|лучше|дальше|дольше|част|"
                r"обычн|распростр|регуляр|постоянн|нередк|избыт|сверх|хватает|достаточн|тяж|самы[йе]|сам(?:ая|ое)|наибол|гораздо|все\b"
            ),
            r"多|常|频|普遍|增|升|高|大|加|超|过|强|更|再|好|富|长|最|较|重|丰",
        ),
        (
            (
                r"few|infreq|almost never|hardly|reduc|decreas|lower|low\b|small|cut\b|drop|fall|fell|limit|under\b|"
                r"below|minor|wors|weak|avoid|lack|poor|slight|mild|short|little|not\b|no\b|half|only|insuff|deficien|down|moder"
            ),
            (
                r"мал|мен[ье]|единич|исключит|нечаст|сни|уменьш|низк|ниже|сокра|огранич|упа|слаб|хуже|нехват|недост|не\b|реже|редк|"
                r"лишь|только|мини|избег|нет\b|без|короч|л[её]гк|скромн|умерен"
            ),
            r"少|罕|稀|偶|减|降|低|小|弱|缺|不|没|未|差|短|限|轻|仅|只|无|控制|避",
        ),
    ),
)
