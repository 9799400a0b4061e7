"""Opposite ends of certainty, freedom, number and keeping: perhaps and surely, need not and must not (see `axes`)."""

from __future__ import annotations

from pipeline.checks.axes import axis

USAGE = (
    axis(
        (
            r"may\b|might\b|possibl[ey]|perhaps|probabl[ey]|presumabl[ey]|likely\b",
            r"возможно|вероятно|может быть|по-видимому|видимо|предположительно",
            r"可能|也许|或许|大概|疑似",
        ),
        (
            r"certainly|definitely|undoubtedly|without (?:a )?doubt|surely|proven\b|(?:has|have) been (?:shown|proved)",
            r"безусловно|несомненно|бесспорно|определ[её]нно|наверняка|доказано",
            r"肯定|必然|毫无疑问|无疑|已[经被]?证[实明]",
        ),
        (
            r"can\b|could|suggest|seem|appear|potential|believ|think|thought|suspect|chance|risk",
            r"мо[гж]|возмож|вероят|кажется|предпол|считается|похоже|риск|шанс|склонн",
            r"或|似|怀疑|推测|认为|估计|风险|能|会",
        ),
        (
            r"clear|sure|certain|prove|proof|evident|know|must|establish|confirm|always|fact|show|demonstrat|found|find",
            r"точно|ясно|очевидн|извест|доказ|уверен|конечно|подтвер|установ|факт|показ|выяв|обнаруж",
            r"确|证|定|明|显|必|实|知|发现",
        ),
    ),
    axis(
        (
            r"(?:need|do|does)(?: not|n['’]t) (?:have to|need)|need(?: not|n['’]t)|not (?:necessary|required|obliged)",
            r"не обязательно|можно не\b|не нужно|не надо|необязательно|нет необходимости|не требуется",
            r"不必|无需|不需要?|无须|(?<![来从])不用(?!药)|可以不",
        ),
        (
            r"must(?: not|n['’]t)|may not\b|cannot|can['’]t|never|forbidden|prohibited|not allowed",
            r"нельзя|запрещ|недопустимо|не должн|ни в коем случае",
            r"不得|切勿|禁止|严禁|不能|不可(?!或缺|避免|少)|绝不",
        ),
        (
            r"without|optional|can\b|unnecess|needless|no need|enough|even if|skip|rather",
            r"без\b|можно|необяз|лишн|незачем|излишн|достаточно|не стоит|не след|хватит",
            r"可|免|毋|多余|即使|不要|不宜|不应",
        ),
        (
            r"not\b|should|avoid|do not|don['’]t|ban|contraindicat|unable|no\b|refrain",
            r"не\b|след|избег|противопоказ|без\b",
            r"不|勿|禁|忌|避|莫",
        ),
    ),
    axis(
        (
            r"few (?:people|patients|women|men|children|adults|studies|trials|of)|hardly any",
            r"мало кто|немногие|мало (?:людей|больных|пациентов|исследований)",
            r"很少有|极少数|少数|为数不多",
        ),
        (
            r"(?:many|most) (?:people|patients|women|men|children|adults|studies|trials|of)",
            r"многие|большинств|почти все",
            r"许多|很多|大多数?|多数|大部分",
        ),
        (
            r"few|little|rare|minor|small|some\b|only|hardly|not\b|scarce|limited",
            r"мал|редк|немно|единич|лишь|только|не\b|меньш|скуд",
            r"少|罕|不|仅|只|个别|有限",
        ),
        (
            r"many|most|major|much|common|often|plenty|numerous|lot|all\b|every|wide",
            r"мног|больш|част|все\b|масс|кажд|немало",
            r"多|大|常|众|不少|都|全|每",
        ),
    ),
    axis(
        (
            r"away from (?:sun)?light|(?:protect\w*|shield\w*|kept) from (?:sun)?light|dark (?:place|cupboard)",
            r"в (?:защищ[её]нном от света|т[её]мном) месте|беречь от (?:света|солнца)|вдали от (?:света|солн)",
            r"避光|遮光|阴暗|远离阳光",
        ),
        (
            r"(?:in|to) (?:direct )?(?:sun)?light|bright|in the sun",
            r"на (?:солнце|свету)|на ярком|светлом месте|под солнцем",
            r"阳光下|日光下|光亮|明亮",
        ),
        (r"dark|shade|shadow|opaque|light", r"т[её]мн|тень|тени|свет", r"暗|阴|光"),
        (
            r"dark|shade|away|avoid|not\b|protect|never|out of",
            r"т[её]мн|тен|избег|не\b|бере[гч]|защи|без\b",
            r"避|暗|阴|不|防|勿",
        ),
    ),
    axis(
        (
            r"refrigerat|in the fridge|in a cool place",
            r"в холодильник|прохладн\w+ месте",
            r"冷藏|冰箱(?!冷冻)|阴凉",
        ),
        (
            r"room temperature|freez\w+|in a warm place|warm\b",
            r"комнатной температур|морозил|замора|замороз|тепле\b|т[её]пл(?:ом|ый|ое)",
            r"室温|常温|冷冻|温暖",
        ),
        (r"cool|cold|chill|fridge|ice", r"холод|прохлад|л[её]д", r"冷|冰|凉|低温"),
        (r"room|frozen|freez|warm|thaw|hot", r"комнат|замор|мороз|т[её]пл|жар", r"室|常|冻|温|热"),
    ),
    axis(
        (
            r"gets? worse|got worse|getting worse|worsen",
            r"усил(?:ится|ивается|илась|ился)|ухудш",
            r"加重|恶化|加剧",
        ),
        (
            r"goes? away|went away|disappear|subside|passes\b|gone\b",
            r"пройд[её]т|пройдут|прош(?:ла|ло|ли|[её]л)\b|проходит|проходят|исчез|утих",
            r"消失|消退|缓解",
        ),
        (
            r"wors|sever|bad|stronger|increas|aggrav|acute|grow",
            r"ухуд|хуже|сильн|обостр|тяж|нараст|усил",
            r"重|恶|剧|更|差|强",
        ),
        (
            r"better|improv|reliev|eas(?:e|es|ed)\b|stop|over\b|end|vanish|gone|away|resolv|no longer",
            r"лучш|легч|прош|прой|прекра|законч|облегч|сни[жз]|ослаб|уйд",
            r"好|减|轻|停|退|消|缓|愈|没",
        ),
    ),
    axis(
        (r"slow(?:ly)?\b", r"медленн", r"缓慢|慢慢|缓缓"),
        (r"rapid|quick|fast(?:er)?\b|swift", r"быстр|стремительн|скоренько", r"快速|迅速|快慢"),
        (
            r"slow|gradual|long|delay|lag|linger|tak(?:e|es|ing) (?:time|years|months)|prolong|weak",
            r"медл|постеп|долг|дл[ия]т|нескор|поздн|вял|слаб",
            r"慢|缓|渐|迟|久|长|滞",
        ),
        (
            r"quick|rapid|fast|soon|prompt|speed|accelerat|immediate|short|sudden",
            r"быстр|скор|срочн|немедл|ускор|момент|вскоре|сразу|резк",
            r"快|速|急|迅|即|立|马上|早|短",
        ),
    ),
)
