"""Words whose opposite has a negative prefix: effective and ineffective, «известно» and «неизвестно», 有效 and 无效.

The end that denies is written out with its own ways to deny (not effective, не эффективен), for they are the
same side; so a word of the good end counts only where it is no part of them (see `pipeline.checks.axes`).
"""

from __future__ import annotations

from pipeline.checks.axes import axis

TWINS = (
    axis(
        (r"effective\b|efficac", r"эффектив(?:ен|н)", r"有效(?!期|成分)"),
        (
            r"ineffect|not (?:\w+ )?effective",
            r"неэффектив(?:ен|н)|не (?:\w+ )?эффектив(?:ен|н)",
            r"无效|没有效果|不起作用",
        ),
        (r"work|effect", r"эффект|действ|помога", r"效|作用|用"),
        (
            r"no effect|without effect|useless|fail|not work|los[est]|reduc|less",
            r"бесполез|без эффект|безрезультат|утра|теря|сни[жз]|потер|не (?:\w+ )?(?:действ|помо)",
            r"没有?[作疗功]?[效用]|无[用益]|不[起管]|失|降|不",
        ),
    ),
    axis(
        (r"useful", r"полез(?:ен|н)", r"有用"),
        (r"useless|of no use", r"бесполез(?:ен|н)", r"无用|没有?用处"),
        (r"use|help|benefi|work", r"польз|помо|годи", r"益|好处|用"),
        (
            r"futile|pointless|in vain|ineffect",
            r"не (?:\w+ )?(?:пользы|помо)|зря|напрасн|беспомощ",
            r"无|没|不",
        ),
    ),
    axis(
        (r"sufficient|adequate\b|enough|plenty", r"достаточ(?:ен|н)", r"充足|足够|充分"),
        (
            r"insufficien|inadequa|not (?:\w+ )?(?:enough|sufficient|adequate)|too little",
            r"недостаточ(?:ен|н)|не ?хвата",
            r"不足|不够|不充分",
        ),
        (r"suffic|satisf|well|full", r"хвата|вдоволь|в достатке|полн", r"足|够|充|满"),
        (
            r"lack|scarc|poor|little|few|less|deficien|short|no\b|limit|only|problem|difficult|fail|trouble|hard|without",
            r"мало|нехват|дефицит|недостат|нет\b|скудн|слаб|меньш|огранич|труд|проблем|без\b",
            r"不|缺|少|无|没|未|低",
        ),
    ),
    axis(
        (r"known\b", r"извест(?:ен|н)", r"已知|众所周知"),
        (
            r"unknown|not (?:\w+ )?known|unclear",
            r"неизвест(?:ен|н)|неясн|не (?:\w+ )?ясн",
            r"未知|不清楚|不明|不知",
        ),
        (
            r"know|clear|certain|establish|famous|understood",
            r"изучен|знаем|зна[юе]т|ясн|понятн|установлен|выяснен|знамен",
            r"知|清楚|明确|了解|著名|认识",
        ),
        (
            r"un(?:cert|expl|stud|ident|determ)|no\b|none|question|not\b",
            r"не\b|непонятн|вопрос|неопредел|загадк|невыясн",
            r"未|不|无|没|谜|尚",
        ),
    ),
    axis(
        (r"stable|stability", r"стабил(?:ен|ьн)|устойчив", r"稳定"),
        (
            r"unstable|instab|not (?:\w+ )?stable",
            r"нестабил(?:ен|ьн)|неустойчив|не (?:\w+ )?(?:стабил|устойчив)",
            r"不稳",
        ),
        (r"stab|steady", r"стабил|устойч|постоян", r"稳"),
        (r"not\b|chang|vary", r"не\b|меня", r"不|未|无|没|失|变"),
    ),
    axis(
        (r"possible", r"возмож(?:ен|н)", r"(?<!不)可能"),
        (r"impossib|not possible", r"невозмож(?:ен|н)", r"不可能"),
        (r"can\b|could|may\b|might|possib|able", r"мож|могут|могл|способ|удаст|возмож", r"可|能"),
        (
            r"cannot|can't|could not|unable|never|not\b|no\b|difficult|hard",
            r"нельзя|не\b|неспособ|трудн|нет\b",
            r"不|无|没|难|未",
        ),
    ),
    axis(
        (r"likely|probabl", r"вероят(?:ен|н)", r"很可能|大概率"),
        (
            r"unlikely|not likely|improbab",
            r"маловероят(?:ен|н)|вряд ли|едва ли",
            r"不太可能|不大可能|不可能|可能性不大",
        ),
        (r"may|might|can\b|possib|likel", r"мож|скорее|возможн", r"可能|会|易"),
        (
            r"hardly|rare|low|less|not\b|little",
            r"не\b|низк|редк|мало|меньш|нельзя",
            r"不|低|小|难|无|没|少|未",
        ),
    ),
    axis(
        (r"compatible", r"совместим", r"相容|兼容"),
        (r"incompatib|not compatible", r"несовместим|не совместим", r"不相容|不兼容|配伍禁忌|不可配伍"),
        (r"compatib|combin|together", r"совмест|сочета|вместе", r"容|配伍|一起|合用"),
        (r"not\b|cannot", r"не\b|нельзя", r"不|未|无|没|难"),
    ),
    axis(
        (r"active\b", r"актив(?:ен|н)", r"活化|有活性|活性形式|活跃"),
        (
            r"inactive\b|not (?:\w+ )?active",
            r"неактив(?:ен|н)|не актив(?:ен|н)",
            r"失活|无活性|没有活性|未[被经]?活化|非活性|未激活",
        ),
        (r"activ", r"актив", r"活"),
        (
            r"passive|dormant|sedentary|(?:not|de|in|less) ?activ",
            r"пассив|инактив|блокир|подав|утра|теря|малоподвиж|не(?:до)? ?акт",
            r"不活|未[被经]?[激活]|[无灭]活|非活|钝化|少活",
        ),
    ),
    axis(
        (r"significant\b", r"значим|достоверн", r"显著|统计学意义"),
        (
            r"(?:non-?|in)significant|not (?:\w+ )?significant",
            r"незначим|недостоверн|не(?: была?| были)? (?:\w+ )?(?:значим|достоверн)",
            r"不显著|(?:无|没有)(?:统计学|显著|明显)|未达",
        ),
        (
            r"signific|marked|important",
            r"значит|значим|сильн|существ|достовер|заметн",
            r"显|明显|大|重要|意义",
        ),
        (
            r"no\b|not\b|slight|minor|small|little",
            r"не\b|нет\b|мал|без|незнач|слаб|несущ",
            r"不|无|没|未|微|小",
        ),
    ),
    axis(
        (r"soluble", r"растворим", r"(?<!不)可溶|(?<![不难])溶于"),
        (r"insoluble|(?:not|poorly) soluble", r"нерастворим|не раств", r"不溶|不可溶|难溶"),
        (r"solub|dissol|\w+-soluble", r"раств|(?!не)\w+растворим", r"溶"),
        (r"undissol", r"мало|плохо раст", r"不|难"),
    ),
    axis(
        (r"acceptab|advisab|desirab", r"допустим|желательн", r"可接受|可取"),
        (
            r"unacceptab|inadvisab|undesirab|not (?:\w+ )?(?:acceptab|advisab|desirab)",
            r"недопустим|нежелательн",
            r"不宜|不可取|不可接受",
        ),
        (
            r"recommend|allow|accept|wish|good|should",
            r"можно|рекоменд|следует|стоит|лучше|разреш|жела",
            r"可|宜|应|建议",
        ),
        (
            r"not\b|avoid|side|adverse|un\w+|never|wrong",
            r"не\b|нельзя|вред|побочн|избег|плох",
            r"不|勿|避|忌|禁|无|未|没",
        ),
    ),
    axis(
        (r"reliabl", r"над[её]ж(?:ен|н)", r"可靠"),
        (r"unreliabl|not (?:\w+ )?reliabl", r"ненад[её]ж(?:ен|н)|не (?:\w+ )?над[её]ж(?:ен|н)", r"不可靠"),
        (r"reliab|trust|depend|robust", r"над[её]ж|достовер|вер\w+", r"可靠|可信"),
        (r"not\b|weak|poor|doubt", r"не\b|недостовер|сомн|слаб", r"不|未|无|没|难"),
    ),
    axis(
        (r"conclusive|convincing", r"убедительн", r"确凿|令人信服"),
        (
            r"inconclusive|unconvincing|not (?:\w+ )?(?:conclusive|convincing)",
            r"неубедительн|не убедительн",
            r"不确凿|尚?无定论",
        ),
        (r"strong|clear|reliab|persuasive", r"весом|ясн|над[её]жн|достовер", r"有力|充分|信服|明确"),
        (r"not\b|no\b|weak|mixed", r"не\b|слаб|противореч|неясн", r"不|未|无|没|尚|缺|弱"),
    ),
    axis(
        (r"reversib", r"обратим", r"可逆"),
        (r"irreversib|not reversib", r"необратим|не обратим", r"不可逆"),
    ),
    axis(
        (r"normal\b|normally", r"нормал(?:ен|ьн)|в норме", r"正常"),
        (r"abnormal|not normal", r"ненормал(?:ен|ьн)|аномальн|не в норме", r"不正常|异常"),
        (r"usual|norm|ordinar", r"норм|обыч", r"常"),
        (r"un\w+|dis\w+|patholog|deviat|irregul", r"патолог|отклон|наруш|необыч|не\b", r"异|不|非|失|障碍"),
    ),
)
