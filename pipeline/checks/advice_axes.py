"""Opposite ends of what readers are told: allowed and forbidden, must and may, mild and severe (see `axes`)."""

from __future__ import annotations

from pipeline.checks.axes import axis

ADVICE = (
    axis(
        (
            r"allowed|permitted|indicat(?:ed|ions?)\b|suitable|approved (?:for|in)",
            r"показани(?:е|я|ем)\b|показан[оаы]? (?:при|для|к\b|\w+ым\b)|разреш[её]н|разрешается",
            r"适用于|适应[症证]|(?<!不)可用于|允许|适合",
        ),
        (
            r"contraindicat|forbidden|prohibited|banned",
            r"противопоказ|запрещ|под запретом",
            r"禁忌[症证]|禁用|忌用|禁止|禁服",
        ),
        (
            r"can\b|may\b|indicat|allow|permit|safe",
            r"можно|показ|разреш|допус",
            r"可|宜|适|允许",
        ),
        (
            r"not\b|never|no\b|avoid|without|un\w+",
            r"не\b|нельзя|без\b|нет\b|избег|против|исключ",
            r"不|勿|禁|忌|无|未|没|避|慎",
        ),
    ),
    axis(
        (
            r"rare\b|rarely|seldom|uncommon|infrequent",
            r"редк(?:о|ий|ая|ое|ие|им|их|ой|ую)\b|нечаст",
            r"罕见|少见|很少",
        ),
        (
            r"common\b|commonly|frequent|(?<!most )often",
            r"част(?:о|ый|ая|ое|ые|ым|ых|ой|ую)\b|распространён|распространен",
            r"常见|经常|频繁|多见|往往",
        ),
        (
            r"few|low|little|less|exception|occasional|hardly",
            r"мал|единич|исключ|реж|почти|низк|немног|иногда",
            r"少|罕|鲜|偶|极|个别",
        ),
        (
            r"many|most|usual|regular|frequen|general|high",
            r"мног|обыч|чаще|больш|нередк|постоян",
            r"常|多|频|普遍|一般",
        ),
    ),
    axis(
        (
            r"well[- ]tolerated|tolerate[sd]? (?:\w+ )?well",
            r"хорошо (?:\w+ )?перенос|перенос\w+ (?:\w+ )?хорошо|хорошая переносим",
            r"耐受性[良较很]?好|耐受良好",
        ),
        (
            r"(?:poorly|badly) tolerated",
            r"плохо (?:\w+ )?перенос|перенос\w+ (?:\w+ )?плохо|непереносим",
            r"耐受性[很较]?差|不耐受|难以耐受",
        ),
        (r"well|good", r"хорош|легк", r"好|良"),
        (r"poor|bad|ill|not\b", r"плох|не\b|тяж", r"差|不|难"),
    ),
    axis(
        (
            r"mild\b|slight\b",
            r"л[её]гк(?:ая|ой|ую|ое|ие|их|им|ий|ого)\b|незначит",
            r"轻度|轻微",
        ),
        (r"severe\b|severely", r"тяж[её]л\w+", r"重度|严重|重症(?!监护)"),
        (r"moder|minor|small|weak|light|mild", r"умерен|слаб|л[её]гк|небольш|мал", r"轻|小|微|中度"),
        (
            r"serious|grave|heavy|strong|bad|acut|critic|advanced|intens|great",
            r"серь[её]зн|сильн|остр|тяж|выражен|значит|интенсив",
            r"重|大|剧|严|急",
        ),
    ),
    axis(
        (
            r"must\b|have to\b|has to\b",
            r"обязан|обязательно|необходимо|нужно|долж(?:ен|н[аоы])",
            r"必须|务必|一定要",
        ),
        (r"may\b|can\b", r"можно|может|могут|можете", r"可以|可(?=[在由用选])"),
        (
            r"should|need|necess|requir|oblig|always|sure\b|only|essential|important",
            r"след|надо|нужн|необходим|требу|долж|обяза|только|важно|лишь|стоит|прид",
            r"应|须|要|必|需|才|务|得",
        ),
        (
            r"could|might|possib|allow|able|perhaps|optional|if you",
            r"мог|мож|возмож|разреш|допус",
            r"可|能|也许|或许|允许",
        ),
    ),
    axis(
        (
            r"except\b|apart from|excluding|with the exception|other than|everyone but|all but|everybody but",
            r"кроме\b|за исключением|исключая",
            r"除[^，。；]{1,14}外[，均都]|除[^，。；]{1,14}外(?!还)|除了",
        ),
        (
            r"includ(?:e|es|ing)\b|especially|even\b",
            r"включая|в том числе|даже|особенно",
            r"包括|尤其|甚至|特别是|也适用|即使",
        ),
        (r"but\b|only|not\b|save|exclu|without", r"исключ|помимо|не\b|но\b|нельзя|только", r"除|不|非|排除"),
        (r"too\b|also|as well|inclu|besides|addition", r"также|тоже|и\b|включ|помимо", r"还|也|且|包|含"),
    ),
    axis(
        (
            r"increas|strengthen|enhanc|boost|rises?\b|rose\b|go(?:es)? up|went up|gr[eo]w|retain|higher\b",
            r"повы[шс]|увелич|усил|раст[её]т|растут|выр[оа]с|задержива[ею]т",
            r"增[加高多大强长]|升高|提[高升]|上升|升[到至]",
        ),
        (
            (
                r"decreas|reduc|weaken|impair|lower(?:s|ed)?\b|falls?\b|fell\b|drops?\b|dropped|go(?:es)? down|"
                r"went down|deplet|drain|declin"
            ),
            r"сни[жз]|уменьш|пони[жз]|ослаб|пада[ею]т|упал|истоща|теря|выводит",
            r"减[少低轻小缓慢弱]|降[低到至]|下降|削弱|消耗|流失",
        ),
        (
            (
                r"more\b|great|larg|times\b|ris|gain|up\b|high|stronger|rais|eleva|potent|better|rapid|fast|recover|"
                r"protect|help|further|improv"
            ),
            (r"больш|раз\b|раза\b|рос|раст|сильн|превы|много|вдвое|част|высок|выше|лучш|ускор|стимул|задерж"),
            r"更|较|最|大|升|涨|倍|超过|增|高|强|改善|好",
        ),
        (
            (
                r"less\b|few|shr|smaller|poor|down|lost|los[es]|cut|below|half|slow|low|weak|hind|inhib|prevent|worse|"
                r"suppress|deficien|lack"
            ),
            (
                r"мен[ьее]|пад|упа|спад|худш|хуже|слаб|нижн|плох|потер|мало|сни|тормоз|ниже|низк|замед|меша|угнет|сокра|"
                r"предот|дефицит|нехват"
            ),
            r"少|小|弱|降|减|低|萎缩|差|慢|缓|抑|丢|防|流失|失|缺",
        ),
    ),
)
