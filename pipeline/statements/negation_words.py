"""Words that deny, in three languages.

    either     hold such a word and ask nothing, but    не забудьте, 不稳
               may answer a denial
    idle       hold such a word and deny nothing        not only, не только, 不仅
    plain      deny by themselves                       not, never; не, нельзя; 不, 切勿
    firm       deny, and are answered somehow           unknown, not yet; почти не; 而不是, 尚未
    denials    deny, but good translations say it       unlikely, avoid; пока не, отсутствует; 不明, 无关
               in ways without a word that denies
    answers    deny nothing, but good translations      stay, little; прежний, реже; 才, 直到
               of a denial may say so

A plain word asks the translation for a word that denies, whichever; a firm one does where nothing else
asks; all but the idle ones answer.
Which words are which was measured on human translations (`benchmarks/checks.py`). `_` stands for a space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language as patterns, in the order in which they are looked for: none overlaps another."""

    either: re.Pattern[str]
    idle: re.Pattern[str]
    firm: re.Pattern[str]
    denials: re.Pattern[str]
    plain: re.Pattern[str]
    prefixed: re.Pattern[str]
    """More denials: words with a prefix or suffix."""
    answers: re.Pattern[str]


def _pattern(*words: str) -> re.Pattern[str]:
    listed = "|".join(" ".join(words).split()).replace("_", " ")
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


def _chinese(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(" ".join(words).split()))


_NONE = re.compile(r"(?!)")

ENGLISH = Words(
    either=_pattern("little_or_no next_to_nothing never_mind"),
    idle=_pattern(
        r"not_(?:only|just|merely|simply|solely|least|unlike|to_mention|un(?!der|til|less)\w+) no_doubt",
        r"without_(?:an?_|any_)?(?:doubt|exaggeration) without_charge",
        r"no\.\s?\d+ no_sooner(?!_than) no_(?:matter|wonder) nothing_(?:but|more|less|special)",
        r"(?:whether_)?or_not with_or_without yes_or_no why_(?:not|do\w*n['’]t) none_?the_?less",
        r"if_not(?=[^\s\w]|_(?:all|more|most|the|an?|better|for)\b)",
        r"do(?:_not|n['’]t)_(?:worry|hesitate) can(?:not|['’]t)_help nothing_to_lose",
    ),
    firm=_pattern(
        r"(?:(?:does|did|is|was|were|ha[sd]|would|wo)n['’]t|(?:is|was|were|does|did|ha[sd]|will|would)_not)(?:_[\w-]+){1,5}_until",
        r"unknown uncertain\w* no_(?:more|less)_than not_(?:that|yet|until) almost_(?:no|none|nothing|never)",
        r"not_(?:so|as|very|all_that|too|rare|uncommon\w*) hardly barely rarely seldom prohibit\w*",
        r"forbid\w* forbade? bann?(?:ed|ing|s)? contraindicat\w+",
    ),
    denials=_pattern(
        r"not?_(?:more|less|later|longer|fewer|earlier|sooner|bigger|smaller|larger|higher|lower|greater|worse)_than",
        r"do(?:_not|n['’]t)_forget not_even no_better lack\w* absen\w+ devoid",
        r"shortage\w* missing avoid\w* refrain\w* (?:steer|stay|keep)_(?:clear|away)",
        r"off[-_]limits unless",
        r"refus\w+ reject\w* fail(?:s|ed|ing)? far_from free_(?:of|from) except\w* stop(?:s|ped)?_\w+ing",
    ),
    plain=_pattern(
        r"not cannot \w+n['’]t never no without nobody no[-_]one nothing none nowhere",
        r"neither(?:\W[^.;:]{0,60}?\bnor)? nor",
    ),
    prefixed=_pattern(
        r"un(?!fortun|i[^nm]|it|der(?!carb|rep|est)|til|less|canny|a\b|usual)[a-z]{3,} non-?[a-z]+ asympt\w+",
        r"under(?:carb|rep|est)\w+",
        r"i[mnlr](?:ab|ad(?=e|v)|cap|cess|compl(?=et)|corr|dist|eff(?=e|i)|vis|comp(?=at)|cons(?=ist)|concl|del|depen|conv(?=en)|mor(?=a)|dest|penet)[a-z]+",
        r"i[mnlr](?:dir|evit|prob|prop(?=e)|perf(?=e)|mob|bal|pos(?=s)|reg(?=u)|resp(?=o)|rever|rel(?=ev)|leg(?=[ai]))[a-z]+",
        r"i[mnlr](?:log|act(?=ive|ion)|acc|tol|dispens|suff)[a-z]+ \w+[-_]free",
        r"dis(?=ab|agr|app|adv|comf|contin|courag|hon|int|lik|obe|ord|reg|sat)\w+",
        r"[a-z]+(?<!un)(?<!the)(?<!regard)(?<!neverthe)(?<!nonethe)less(?<!\bless)",
    ),
    answers=_pattern(
        r"yet_to until instead rather other_than remember\w* spare[sd]? excused gave_up silent (?<!\ba_)little",
        r"(?<!\ba_)few(?:er)? scarce\w*",
        r"difficult\w* hard_to trouble_\w+ing mistak\w+",
        r"stay\w* remain\w* off_the forget apart_from leave\w*_[^,.]{1,20}_alone",
        r"ke(?:ep|pt)\w*(?:_[\w-]+){1,5}_(?:from|out|away)",
        r"anything_but out_of_(?:the_)?reach skip\w* away_from (?:be|is|are)_careful cautio\w+ prevent\w*",
    ),
)

PARTICIPLE = (
    r"(?:щ|вш|нн|[аяиеуы]т)(?:[иы]й|[аоеиы][яе]|[ео]го|[ео]й|[ую]ю|[иы]м|[иы]х|[иы]ми|[ео]м|[ео]му)(?:ся)?"
)
RUSSIAN = Words(
    either=_pattern(r"не_(?:забы[вд]\w+|забуд\w+|отрыва\w+|исключен[оаы]?)"),
    idle=_pattern(
        r"не_(?:только|столько|просто|раз|прочь) тем_не_менее на_нет как_(?:нельзя|никогда|ни) (?:едва|чуть)_ли_не",
        r"(?:как|где|куда|сколько|когда|чем|чего|кто|что)\w*_бы_(?:\w+_)?ни как(?:ой|ая|ое|ие)_бы_ни во_что_бы_то_ни",
        r"без_(?:сомнен\w*|труда|того|конца|спешки|умолку)",
        r"можно_или_нельзя да_или_нет или_нет",
        r"ни_при_ч[её]м",
        r"не_(?:сводя|покладая) с_[^,.;]{0,20}или_без почему_(?:бы_)?не",
        r"не_кто_иной не_что_иное не_мог\w*_не нельзя_не",
    ),
    firm=_pattern(
        r"а_не почти_(?:не|нет|без) не_(?:так|столь) чтобы_(?:[\w-]+_){0,4}?не запре(?:щ|ти)\w+ отсутств\w+",
        r"(?<!пока_)(?:ещ[её]_не|не_ещ[её]) если_(?:[\w-]+_){0,3}?не не_да[её]\w* не_удаётся",
        r"не_[а-яё]+(?:вая|уя|ивая|ывая|нув|шись)(?:сь)? маловероятн\w+ вряд_ли лиш[её]н\w* невозможн\w+",
        r"противопоказан\w*",
    ),
    denials=_pattern(
        r"пока_(?:[\w«»-]+,?_){0,5}?не до_тех_пор,?_пока_[^,.]{0,40}?\bне (?:ещ[её]|пока_что|пока)_не",
        r"не_(?:менее|меньше|более|больше|раньше|позже|ранее|реже|чаще|позднее|выше|ниже|дольше|короче|дальше|старше)",
        r"не_(?:моложе|хуже|лучше|слишком|очень|особо|сразу) не_(?:\w+_){1,2}ли нельзя_ли нет_ли",
        r"не_(?:хват\w+|пуска\w+|поздно|редкость|редко|уд[аи]\w+|замеч\w+|замет\w+)",
        r"(?:если_только|разве(?:_только)?)_(?:[\w-]+_){0,3}?не",
        r"без_(?:уч[её]та|перерыв\w*|участия|согласия|ведома|разрешения|назначения)",
        rf"не_[а-яё]+{PARTICIPLE}",
        r"едва запрет\w* перест\w+ избе[гж]\w+ откаж\w+ воздерж\w+ исключ(?:ите|айте)",
        r"(?:лучше|следует|стоит|надо|нужно|пришлось|совету\w+|рекоменду\w+)_(?:\w+_)?(?:отказаться|исключить|воздержаться)",
    ),
    plain=_pattern("не нет нельзя без незачем некому негде нечего нечем некуда"),
    prefixed=_pattern(
        r"(?!не(?:дел|рв|фр|фт|йр|об|отлож|медл|котор|скольк|редк|смотр|посред|го\b|гр|е\b|й\b|много|су|с[её]|ск|т\b|т[ьт]))"
        r"(?!не(?:к\w{0,2}\b|ж|пт|пал|кро|кре|он|ле[йг]|вест|взи|дра|дав|урол|хв|ведо|мал|насыщ|гат|бо\b|бол|бул))не[а-яё]{3,}",
        r"бе[сз](?!оп|еде|плат|ед)[а-яё]{4,} внебольн\w* \w+асимпт\w+",
    ),
    answers=_pattern(
        r"вместо скорее прежн\w+ избавл\w+ вне плох\w* хуже затрудн\w+ редк\w+ грязн\w+ ошиб\w+ опозда\w+",
        r"трудн\w+ сложн\w+ освобожд\w+ помни\w* осторожн\w+ предотвра\w+ предупре\w+ профилактик\w+",
        r"подальше занижен\w* остальн\w+ потерял\w* лишн\w+ отдельно нулев\w+ мало_(?:что|о_ч[её]м|кто) толку_мало",
    ),
)

_NUMBER = r"(?=[\s\d一二两三四五六七八九十百半全标每])"
CHINESE = Words(
    either=_chinese(
        r"不[稳难] 不道德 与众不同 坚不可摧 不[相一][同样致] 禁忌[症证：:] 不算差 不可(?:忽视|避免)",
        r"离不开 未(?:满|成年) 功能不全 没有(?:其他|别的)",
    ),
    idle=_chinese(
        r"(.)不\1 知不知道? 是否 没有[？。]?$ 没有？ 没过(?!敏) 没收 没问题 没事 沉没 淹没 埋没 默默无闻 有没有",
        r"没那么 没什么用",
        r"没有?用(?![药过于]) 无人[机潜驾驶] 无力 漫不经心 奋不顾身 不[屈列]",
        r"不(?:仅|但(?!不)|光(?!照)|只|单(?!独)|过|断(?!奶)|久|少|论|管|妨|禁(?![食烟酒止用])|由(?=[得自])|锈|幸|时|停(?![药用服止])|饱和)",
        r"不(?:愧|料|惜|同(?![意时])|适(?![合用宜应])|良|安(?!全)|丹|堪|已|孕)",
        rf"不(?:惑|懈|止|当|一(?![定起直])|尽) 不得(?:不|而知|已) 不等(?![于同]) 不[到足满下]{_NUMBER}",
        r"不亚于 不外乎 不太可能 不可思议",
        r"不可小觑 不知不觉 不容忽视 不例外 不无 不那么 不差 不约而同 不言而喻 不胜枚举 差不多",
        r"说不定 了不起",
        r"要不是 对不起 无所不 [无莫]不 缺一不可 美不胜收 脱不了 目不转睛 雷打不动 络绎不绝 层出不穷 源源不断",
        r"有条不紊 不相上下 座无虚席 毫不夸张 不错 没算差 供不应求 毫不犹豫 念念不忘 居高不下 爱不释手",
        r"无(?:论|数|机|疑|非|形|线|误|几|时无刻|独有偶|一例外) 未(?:来|免) 前所未有 定论",
        r"[特个分区性级类差告派辨识鉴]别 别(?:人|的|名|处|墅|指望|急) 非(?:常|洲|典|凡|得|但) 南非 甾 宵禁 禁区 忌口",
    ),
    firm=_chinese(
        r"而不是 而非 不等[于同] 不宜 尚[未无] 也没有? 也未 几乎[不没无] 还不",
        r"也不(?!例外) 不超过 未(?:充分|愈|[\u4e00-\u9fff]{1,3}的)",
        r"[不没](?![足重到]|可少|必要|常见)[\u4e00-\u9fff]{1,4}的(?![\u4e00-\u9fff]{0,2}[不没无]) 不(?:全|清|明|详)",
        r"[看听吃睡用填数分记找挡买赶达够管站忍受动打装拿说想做比改逃帮治干抓弥补]不[了到出住动起着见开清完上下过得好够去来成掉懂及回]*",
    ),
    denials=_chinese(
        r"不(?:足|够|满|到|大|多|易|如|及|比|见|被|常|太|很|怎么) 必不可少 不可或缺",
        r"[少免]不了 不[愿肯] 不[多低少高早晚小大]于",
        r"接触不到 来不及 未经 选择不 再也不 尚待 还[没未] 不[\u4e00-\u9fff]{1,4}的",
        r"未必 别(?=[再忘把拿吃用让在自光只给因以指去喝为太忽放停一随想说等碰怕信吵管马立乱空轻私])",
        r"(?:太|(?<![超通经不])过)[^。；，,]{1,4}[，,]?[^。；，,]{0,3}无法",
        r"无(?!法|从|人|需|须) (?<![绝并])非 (?<![严监])禁(?![止忌卫]) (?<!切)(?<!禁)忌",
        r"除非 谢绝 拒绝 避[免开] 防止 阻止 以免 免得 缺少 缺失",
    ),
    plain=_chinese("不 无[法从人需须] 未 没有? 切[勿忌] 勿 禁止 禁忌(?![症证：:]) 严禁 [绝并]非"),
    prefixed=_NONE,
    answers=_chinese(
        "才 不少见 直[到至] 难以 很难 失去 很少 罕见 停课 消亡 空着 限 记住 记得 牢记 谨慎 慎重 小心 预防"
    ),
)

WORDS = {"en": ENGLISH, "ru": RUSSIAN, "zh": CHINESE}
