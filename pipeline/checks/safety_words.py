"""Words of what a reader's safety hangs on, in English, Russian and Chinese."""

from __future__ import annotations

import re
from typing import NamedTuple


class Family(NamedTuple):
    """Words of one thing. What asks for it is narrow, what answers wide: there are many good translations."""

    name: str
    asks: dict[str, re.Pattern[str]]
    answers: dict[str, re.Pattern[str]]


def _family(name: str, asks: tuple[str, str, str], more: tuple[str, str, str] = ("", "", "")) -> Family:
    """Words of English, Russian and Chinese; `more`: what answers besides."""
    languages = ("en", "ru", "zh")

    def compiled(words: str, language: str) -> re.Pattern[str]:
        return re.compile(words if language == "zh" else rf"\b(?:{words})", re.IGNORECASE)

    wide = [f"{a}|{m}" if m else a for a, m in zip(asks, more, strict=True)]
    return Family(
        name,
        {code: compiled(words, code) for code, words in zip(languages, asks, strict=True)},
        {code: compiled(words, code) for code, words in zip(languages, wide, strict=True)},
    )


FAMILIES = (
    _family(
        "danger",
        (
            r"danger|hazard|unsafe|harmful",
            r"(?:небез)?опас(?:ен\b|н)|вред(?:ен|н|ит)",
            r"危险|有害(?!处)|危害",
        ),
        (
            r"risk|harm|threat|peril|safe|damag|hurt|toxic|bad\b|severe|serious|grave|adverse|injur|negative",
            r"риск|угро|безопас|вред|поврежд|губ|тяж[её]л|серь[её]зн|плох|хуже|бед|страшн",
            r"险|害|危|威胁|安全|毒|伤|坏|严重|有损",
        ),
    ),
    _family(
        "caution",
        (r"with caution", r"с осторожност", r"慎[用服]"),
        (
            r"caution|careful|care\b|prudent|avoid|not\b|warn|advice|consult|doctor|watch",
            r"осторож|вниматель|аккурат|избег|не\b|врач|предупре|следит",
            r"慎|小心|注意|谨|避|不|忌|勿|医",
        ),
    ),
    _family(
        "bleeding",
        (r"bleed|bled\b|ha?emorrhag", r"кровотеч|кровоточ|кровоизл", r"出血|流血"),
        (r"\w*bleed|blood", "кров|геморр", "血"),
    ),
    _family(
        "death",
        (
            r"deaths?\b|died?\b(?! down)|dying|fatal|mortality|lethal",
            r"смерт(?!ник)|умер(?!енн)|умирать|умира[ею]т|леталь|погиб",
            r"(?<![梗坏])死|致命|丧生",
        ),
        (
            (
                r"dead|kill|\w*lethal|surviv|lives?\b|liv(?:ed|ing)|life|end\b|perish|late\b|lost|pass(?:ed|es|ing)?\b|tolls?\b|"
                r"victim|casualt"
            ),
            (
                r"гиб|убив|уби[тл]|жизн|жив|м[её]ртв|жертв|скончал|выжи|конец|насмерть|уш[её]л|ушла|кончин|потер|трагич|"
                r"покойн"
            ),
            r"亡|命|去世|存活|逝|活|杀|遇难|生还|毙|故|牺牲|丧|过世",
        ),
    ),
    _family(
        "doctor",
        (r"doctors?\b|physicians?\b", r"врач(?!ева)|доктор", r"医生|医师"),
        (
            (
                r"clinician|GP\b|medic|specialist|cardiolog|\w+olog(?:ist|y)\b|surgeon|prescrib|practitioner|Dr\b|PhD|health|"
                r"pa?ediatric|geriatric|nurse|\w+olog|\w+ist\b|intern\b|professor|opinion|appoint|consult|dentist|psychiatr"
            ),
            (
                r"медиц|медик|медраб|специалист|\w+олог|терапевт|хирург|клиницист|\w+иатр|лечащ|д-р|здравоохр|рецепт|диагност|"
                r"при[её]м|назнач|стаж[её]р|ординатор|интерн"
            ),
            r"医|大夫|博士|专家|科",
        ),
    ),
    _family(
        "pregnancy",
        (r"pregnan", r"беремен", r"怀孕|妊娠|孕妇|孕期"),
        (
            r"gestat|expect|m(?:other|om|um)s?-to-be|maternal|prenatal|antenatal|trimester|conce(?:pt|iv)",
            r"гестац|вынашив|триместр|зачат|матер|рожениц|будущ\w+ мам|в положении|(?:ожида|жд)\w+ (?:реб|малыш)",
            r"孕|怀|产|准妈妈",
        ),
    ),
    _family(
        "children",
        (
            r"child(?:ren)?\b|infants?\b|newborns?\b|bab(?:y|ies)\b",
            r"дет(?:и|ей|ям|ьми|ях)\b|реб[её]н|младен|новорожд",
            r"儿童|孩子|婴儿|新生儿|小孩",
        ),
        (
            (
                r"kid|infan|pa?ediatric|neonat|son\b|sons\b|daughter|young|boy|girl|toddler|school|offspring|youth|minor|teen|"
                r"birth|famil|juvenile|pupil|student|little ones"
            ),
            (
                r"дет|малыш|сын|доч|мальчик|девоч|школь|юн|маленьк|грудн|подрост|педиатр|неонат|несоверш|рожд|отпрыск|"
                r"чад|потом|родит|малолет|ребят|семь|молод"
            ),
            r"儿|孩|童|婴|宝宝|子女|女儿|小|幼|孙|青少年|未成年|子|娃|少年|胎|学生|断奶",
        ),
    ),
    _family(
        "teenagers",
        (r"teenag|adolescen", r"подрост", r"青少年"),
        (
            r"teen|young|youth|child|minor|juvenile",
            r"тинейдж|юн|молод|дет|несоверш|переходн",
            r"少年|青年|年轻|孩|未成年|青春|儿",
        ),
    ),
    _family(
        "poisoning",
        (r"poison|overdos|toxic", r"отрав|передоз|токсич|ядовит", r"(?<!酸)(?<!碱)中毒|有毒|服药过量"),
        (
            r"harm|venom|intoxic|danger|\w*tox|too much|excess|heavy metal",
            r"яд|\w*токс|вред|опас|избыт|тяж[её]л\w+ метал",
            r"毒|害|过量|重金属",
        ),
    ),
    _family(
        "allergy",
        (r"allerg|anaphyla", r"аллерг|анафил", r"过敏"),
        (r"sensitiv|intoleran|hay fever|urticaria", r"чувствит|непереносим", r"敏|变态反应|不耐"),
    ),
    _family(
        "kidneys",
        (r"kidney|renal", r"почк|почек|почеч", r"肾"),
        (r"neph|dialy", r"нефр|диализ|мочекам", r"透析|尿"),
    ),
    _family(
        "liver",
        (r"liver\b(?! oil)|hepat", r"печен(?:ь|и|ью|очн)\b|печеноч", r"(?<!鱼)肝(?!素|油)"),
        (r"\w*hepat|hepar|cirrhos|foie|liver", r"гепат|цирроз", r"肝"),
    ),
    _family(
        "evidence",
        (r"evidence|proof\b", r"доказательств", r"证据"),
        (
            (
                r"prov(?:e|en|ing|ed)|show|data|demonstrat|finding|suggest|support|confirm|indicat|establish|"
                r"certif|testif|studies|trial|scien|reveal|document|known|verif|sign|grounds|reason|basis|justif|argu|case|witness"
            ),
            (
                r"доказ|показ|данны|подтвер|свидетельств|обоснов|установ|удостов|основани|говор|факт|исследован|признак|аргум|"
                r"подкреп|научн|выясн|улик|известно"
            ),
            r"证|数据|依据|表明|显示|研究|说明|根据|佐|试验|迹象|凭|理由|支持",
        ),
    ),
    _family(
        "breastfeeding",
        (
            r"breast-?fe(?:ed|d)|lactati|nursing (?:mother|wom[ae]n|mom)",
            r"кормящ|(?:кормл\w+|корм\w+) грудью|грудн\w+ (?:вскармл|кормл)|лактац",
            r"哺乳(?!动物|类|纲)|母乳喂养|喂奶",
        ),
        (r"breast|nurs|lactat|milk|feed|wean|suckl", r"корм|груд|лактац|молок|вскарм", r"乳|奶|喂"),
    ),
    _family(
        "emergency",
        (r"emergenc(?:y|ies)", r"экстренн|неотложн|скор(?:ая|ую|ой) помощ", r"急诊|急救|紧急"),
        (
            (
                r"emerg|urgen|ambulance|first[- ]aid|immediat|911|ER\b|ED\b|ICU|acute|cris[ie]s|at once|critical|"
                r"rescue|poison|right away|intensive|extra|disaster|paramedic|quick"
            ),
            (
                r"экстр|неотлож|скор|срочн|чрезвычайн|немедл|крити|авар|реаним|ЧП\b|ЧС\b|МЧС|бедств|кризис|"
                r"опасн|при[её]мн\w+ (?:отдел|поко)|травм|перв\w+ помощ|токсиколог|непредвид|сразу|форс"
            ),
            r"急|立即|马上|立刻|危机|抢救|突发|救|险|[迫紧][切迫]",
        ),
    ),
    _family(
        "reach of children",
        (
            r"out of (?:the |their )?reach of (?:\w+ )?child|out of (?:\w+ )?child(?:ren)?['’]s? reach",
            r"(?:недоступн|недосягаем)\w+ для (?:\w+ )?дет",
            r"(?:儿童|孩子|小孩)[^。；，]{0,4}(?:[触及拿够碰取摸]不[到着]|不[可易能][接触拿够碰取及])",
        ),
        (
            r"out of|away from|inaccess|not (?:be )?(?:reach|access)|can(?:not|['’]t)|beyond|lock|hid|keep\w* from",
            r"недоступ|недосяг|подальше|не (?:\w+ )?(?:дост|добер|дотян|попа)|вне досяг|пряч|прят|убер|бере[гч]",
            r"不[到着可易能及]|够不|远离|避开|锁|收好|藏|无法",
        ),
    ),
    _family(
        "consciousness",
        (
            r"comas?\b|comatose|unconscious(?!ly)|los[est]\w* (?:of )?consciousness|fainted|fainting",
            r"кома\b|комы\b|коме\b|в кому\b|коматозн|(?:потер|теря)\w+ сознани|обморо|без сознания",
            r"昏迷|晕厥|失去意识|昏厥|不省人事",
        ),
        (
            r"coma|conscious|collaps|pass(?:ed|es|ing)? out|black|syncop|stupor|faint",
            r"ком[аыуе]\b|сознани|обморо|коматоз|отключ|синкоп|упал",
            r"昏|晕|意识|知觉|厥|不省",
        ),
    ),
)
