"""English."""

from lifeos.grounding.tables.table import Table, groups, numbered, stepped, words

_RELATIVE = (
    r"(?:brother|sister|wife|husband|partner|mother|father|mom|mum|dad|son|daughter|cousin|uncle|aunt|friend"
    r"|girlfriend|boyfriend|flatmate|roommate)"
)

ENGLISH = Table(
    stopwords=words(
        "a an the of in on at and or nor to for from with without by as is am are was were be been being it its "
        "this that these those i me my mine we us our ours you your he him his she her they them their there here "
        "which who whom whose what when where while than then so too very also just not no do does did have has "
        "had will would can could should may might must if but up down out over under into onto about after "
        "before between during through across per each every all any some more most other such only own same "
        "both via within around like um uh yeah okay got get"
    ),
    fillers=words(
        "experience experienced including include includes various using use used well skilled skill skills "
        "responsible successfully daily role work working worked year years one "
        "kept keep keeps keeping maintain maintained maintaining achieve achieved take took taking part "
        "perform performed carry carried provide provided ensure ensured conduct conducted do make made "
        "handle handled team people person persons staff colleague colleagues member members employee "
        "employees crew about around approximately nearly almost roughly below under above least previous "
        "former prior background daily weekly monthly yearly seeking looking position "
        " participant members"
    ),
    suffixes=(
        "ifications", "ification", "ations", "ation", "ments", "ment", "ingly", "ings", "ions", "ers", "ors",
        "ing", "ion", "ied", "ies", "est", "er", "or", "ed", "es", "ly", "al", "s", "e", "y",
    ),
    irregular={
        "led": "lead", "ran": "run", "running": "run", "built": "build", "wrote": "write", "written": "write",
        "sold": "sell", "sales": "sell", "grew": "grow", "grown": "grow", "taught": "teach", "made": "make",
        "took": "take", "taken": "take", "brought": "bring", "kept": "keep", "won": "win", "began": "start",
        "oversaw": "oversee", "cutting": "cut", "shipped": "ship", "planned": "plan", "set": "set",
        "drove": "drive", "fed": "feed", "spoke": "speak", "gave": "give", "held": "hold", "met": "meet",
        "men": "man", "women": "woman", "people": "person", "children": "child", "found": "find",
        "rose": "rise", "fell": "fall", "spent": "spend", "paid": "pay", "dealt": "deal", "bought": "buy",
    },
    synonyms=groups("""
        build built create created develop developed make set establish established
        train trained teach taught coach coached mentor mentored instruct onboard
        manage lead run head supervise oversee direct look
        help support assist contribute participate
        work job employ serve act
        team staff crew people person member employee colleague personnel workforce
        write wrote author draft prepare document
        fix repair solve resolve troubleshoot
        deliver ship complete finish
        check inspect test audit verify review
        customer client account
        start begin join launch
        error mistake defect fault
        buy purchase procure order
        sell sale
        child kid pupil student
        drive operate
        clean wash
        big large
        handle process deal answer
        care look nurse attend
        organise organize arrange coordinate plan schedule
        near almost nearly approximately about roughly
        learn study
        transfer migrate move switch
        late delay
        week weekly
        month monthly
        year yearly annual annually
        day daily
        early earlier ahead
        shop store
        promote advance
    """),
    months=numbered(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
        "september/sept/sep october/oct november/nov december/dec",
        1,
    ),
    small_numbers={
        **numbered(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        ),
        **stepped("_ twenty thirty forty fifty sixty seventy eighty ninety", 10),
        "couple": 2,
    },
    scales={"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
    doubtful_numbers=words("one"),
    leading=words(
        "led lead leading leads managed manage manages managing headed heading head directed direct directs "
        "directing oversaw oversee oversees overseeing supervised supervise supervises supervising spearheaded "
        "spearhead founded founder pioneered chaired orchestrated owned championed"
    ),
    helping=words(
        "helped help helping helps contributed contribute contributing supported support supporting assisted "
        "assist assisting participated participate participating shadowed joined"
    ),
    praise=words(
        "award awards awarded winning best top world-class expert experts expertise outstanding exceptional "
        "renowned acclaimed leading-edge visionary proven unrivalled unparalleled stellar elite guru "
        "single-handedly sole solely highest record-breaking prestigious"
    ),
    multiples=words("doubled double doubling tripled triple tripling quadrupled halved halving twice"),
    up=words(
        "increase increased increases increasing raise raised raising grow grew growing grown boost boosted "
        "improve improved rise rose expand expanded lift lifted doubled tripled"
    ),
    down=words(
        "reduce reduced reduces reducing cut cuts cutting lower lowered decrease decreased decreasing shrink "
        "shrank drop dropped down halved fewer less shorten shortened save saved"
    ),
    seniority=words(
        "head director senior lead leader manager chief principal vp president supervisor executive ceo cto cfo "
        "coo owner founder partner foreman master specialist"
    ),
    leading_cues=r"\b(?:look(?:ed|s|ing)? after|in charge|ran|run|runs|running|boss|manager|head|supervisor"
    r"|leader|director|foreman|report(?:s|ed|ing)? to me|under me|my team|(?:have|had) a team)\b",
    present_cues=r"\b(?:since|current|currently|now|present|today|still|ongoing|to date|these days|at the moment)\b",
    open_start_cues=r"since",
    until_cues=r"until|till|til|through|up to|by the end of|ended in|left in|ending",
    since_cues=r"since|from|starting|started in|joined in|beginning",
    range_cues=r"to|and|through|until|till|til",
    correction_cues=r"no wait|wait|sorry|i mean|actually|no no|rather|correction",
    negator_cues=r"\b(?:not|never|no|don'?t|didn'?t|doesn'?t|haven'?t|hasn'?t|can'?t|cannot|couldn'?t|isn'?t"
    r"|wasn'?t|won'?t|without|zero|neither|nor|lack)\b",
    ability_cues=r"\b(?:know|knew|use|used|using|speak|spoke|have|had|hold|learn(?:ed|t)?|work(?:ed)?|touch(?:ed)?|do"
    r"|did|done|tried|experience|understand|write|program|familiar|certified|studied|finish(?:ed)?|get|got)\b",
    denied_after_cues=r"(?:i )?(?:don'?t|do not|didn'?t|never|can'?t|haven'?t)(?: (?:know|use|used|learn(?:ed)?|like"
    r"|do|touch(?:ed)?|speak|have|it)){0,3}|not (?:really|yet|at all)|no",
    wish_cues=r"\b(?:want to|wants? to|would like|'d like|like to|hope to|hoping to|plan to|planning to|dream of"
    r"|looking for|need to|going to|applied (?:to|for|at)|interview(?:ed|ing)? (?:at|with)|aiming"
    r"|interested in|seeking|what i want)\b",
    others_cues=rf"\b(?:my|his|her|their|our|a)(?: \w+)? {_RELATIVE}(?:'s)?\b"
    rf"|\b{_RELATIVE} (?:is|works|worked|was|has|knows|speaks|uses|got|studied)\b",
    superior_cues=r"\b(?:report(?:ed|s|ing)? (?:directly )?to|answer(?:ed|ing)? to|assistant to|assist(?:ed|ing)?"
    r"|help(?:ed|ing)?|support(?:ed|ing)?|shadow(?:ed|ing)?|my|our|under|asked|told)(?: (?:the|a|an|our|my))?$",
    customer_cues=r"\b(?:project|projects|engagements?|audits?|campaigns?|consultants?|vendors?|suppliers?|partners?|agency)"
    r"(?: \w+)? (?:for|with|from|by|at)(?: the)?\s*$|\b(?:clients?|customers?|accounts?)\b[^.;]{0,40}$",
    unfinished_cues=r"dropped out|didn'?t finish|did not finish|never finished|unfinished|not finished"
    r"|incomplete|without finishing|no degree|quit after",
    rates={
        r"(?:per|a|each|every) month|monthly|/month|/mo\b": "month",
        r"(?:per|a|each|every) year|yearly|annually|annual|per annum|/year|/yr\b": "year",
        r"(?:per|a|each|every) week|weekly|/week": "week",
        r"(?:per|a|each|every) day|daily|every single day|/day": "day",
        r"(?:per|an|each|every) hour|hourly|/hour|/h\b": "hour",
        r"(?:per|a|each|every) quarter|quarterly": "quarter",
    },
)  # fmt: skip
