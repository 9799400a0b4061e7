"""Opposite ends of what medicine speaks of: to inhibit and to activate, an empty stomach and a meal (see `axes`)."""

from __future__ import annotations

from pipeline.checks.axes import axis

MEDICAL = (
    axis(
        (
            r"inhibit|suppress|block(?:s|ed|ing)?\b",
            r"подавл|ингибир|тормоз|блокир|угнета",
            r"抑制|阻断|阻碍|拮抗",
        ),
        (r"activat|promot|stimulat", r"активир|стимулир|способству", r"激活|促进|刺激|活化|促使"),
        (
            r"prevent|reduc|stop|slow|against|interfer|hinder|antagon|anti|protect|lower|decreas|limit|\w+suppress",
            r"препятств|предотвр|сни[жз]|замедл|меша|против|уменьш|защищ|огранич|анти",
            r"防止|阻|减|降|预防|抗|缓|避免|干扰|限制",
        ),
        (
            r"increas|help|support|improv|trigger|induc|accelerat|contribut|caus|boost|enhanc|act\w*\b",
            r"помога|улучш|увелич|усил|вызыва|повы|поддерж|ускор|акти|стимул",
            r"帮助|有助|增|提高|改善|引起|加速|推动|导致|活性",
        ),
    ),
    axis(
        (r"(?:on|with) an empty stomach|fasting|fasted", r"натощак|(?:на )?голодный желудок", r"空腹"),
        (
            r"with (?:food|(?:\w+ )?(?:meal|breakfast|lunch|dinner)s?)|(?:during|at) (?:a )?meal",
            r"во время еды|с (?:едой|пищей)|за (?:едой|завтраком|обедом|ужином)|после еды",
            r"随餐|与(?:食物|餐)|餐中|进餐时|饭时",
        ),
        (r"before|without|empty|fast", r"до\b|перед|без|голод", r"饭前|餐前|禁食|不吃|空"),
        (r"after|full|food|meal|eat", r"после|сыт|еду|едой|пищ", r"后|饱|食|餐|饭"),
    ),
    axis(
        (r"excess|too much|overload|surplus", r"избыт|переизбыт|слишком много", r"过量|过多|过剩"),
        (
            r"deficien|shortage|too little|insufficien",
            r"дефицит|нехват|недостат",
            r"缺乏|不足|缺[钙镁铁锌碘少]|过少",
        ),
        (
            r"high|more|hyper|over|above|large|much|many|toxic|big",
            r"много|высок|гипер|больш|превы|лишн|сверх|передоз|чрезмер|перебор|лишк",
            r"高|超|多|大|过",
        ),
        (
            r"low|less|hypo|little|lack|few|short|poor|miss|without|enough|need|inadeq|fail",
            r"мал|низк|гипо|меньш|пони|без|не хват|хвата|редк",
            r"低|少|缺|不够|不到",
        ),
    ),
    axis(
        (r"caus(?:e|es|ed|ing)\b", r"вызыва|вызвать|вызвал|провоцир", r"引起|导致|引发|诱发"),
        (
            r"reliev|prevent|alleviat",
            r"облегча|предотвр|предупрежда[ею]т(?!,| о)|устраня|снима[ею]т",
            r"缓解|预防|减轻|防止",
        ),
        (
            r"lead|led\b|result|due|induc|bring|trigger|produc|mak|because|giv|creat|from|effect|happen|reason|contribut",
            r"причин|прив[оё]д|прив[её]л|из-за|вед[её]|обусл|дел|да[её]т|возник|след|созда|вызов|способств|становит",
            r"使|造成|因|致|带来|产生|令|让|由|出现|会",
        ),
        (
            r"treat|reduc|help|protect|stop|avoid|against|lower|cure|keep|eas(?:e|y|ing)|remed|without",
            r"леч|помо|защи|против|профилакт|избе|сни|уменьш|не да|изба|без|облегч",
            r"治|防|避|减|助|护|止|缓|免",
        ),
    ),
    axis(
        (
            r"dilat|widen|relax(?:es|ed|ing)?\b",
            r"расшир|расслаб",
            r"扩张|舒张(?![压期])|放松|松弛",
        ),
        (
            r"constrict|narrow|tighten|tens(?:e|es|ing)\b",
            r"сужа|суже|сужив|сузи|напряга",
            r"收缩(?![压期])|缩窄|变窄|狭窄|绷紧",
        ),
    ),
    axis(
        (
            r"hyper(?=calc|magn|tens|thyr|glyc|kal|natr|vitamin|phosph|parathyr)|high blood (?:pressure|sugar)",
            r"гипер(?=каль|магн|тон|тен|тир|глик|кали|натр|витам|фосф|парат)|(?:повышенн|высок)\w+ (?:\w+ )?давлен",
            r"高(?=[钙镁钾钠磷]血|血压|血糖)|亢进",
        ),
        (
            r"hypo(?=calc|magn|tens(?!iv)|thyr|glyc|kal|natr|vitamin|phosph|parathyr)|low blood (?:pressure|sugar)",
            (
                r"гипо(?=каль|магн|тон|тен(?!зивн)|тир|глик|кали|натр|витам|фосф|парат)|"
                r"(?:пониженн|низк)\w+ (?:\w+ )?давлен"
            ),
            r"低(?=[钙镁钾钠磷]血|血压|血糖)|减退",
        ),
        (
            r"\w*hyper|high|elevat|excess|overactive|rais",
            r"\w*гипер|высок|повы|избыт|давлени",
            r"高|升|过|亢",
        ),
        (
            r"\w*hypo|low|deficien|underactive|lack|reduc",
            r"\w*гипо|низк|пони|дефицит|сни|нехват",
            r"低|降|不足|缺|减",
        ),
    ),
    axis(
        (r"fat[- ]soluble", r"жирорастворим", r"脂溶"),
        (r"water[- ]soluble", r"водорастворим", r"水溶"),
        (r"fat|oil", r"жир", r"脂|油"),
        (r"water", r"вод", r"水"),
    ),
    axis(
        (r"thin(?:s|ned|ning)\b", r"разжиж", r"稀释|变稀"),
        (r"thicken", r"сгущ", r"变稠|浓缩"),
    ),
)
