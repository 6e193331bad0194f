"""English cues. Matched against folded text: lower case, no accents, straight apostrophes."""

from lifeos.router.intents.cues import Cues

ENGLISH = Cues(
    cv=(
        r"cvs?", r"c\.v\.?", r"c v", r"resumes?", r"curriculum(?: vitae)?", r"one[- ]pager?",
        r"one page(?: version)?",
    ),
    interview=(
        r"interviews?", r"interviewing", r"interview pack", r"mock", r"behaviou?ral questions?", r"star (?:stor\w+|answers?|examples?)",
        r"practice (?:questions?|round)", r"tell me about yourself", r"why should we hire you", r"questions they(?:'ll| will| might| may)? ask",
        r"what (?:will|would|do|might|could|are) they (?:going to |gonna |likely to )?ask", r"(?:strengths? and )?weakness(?:es)? question",
        r"hiring panel",
    ),
    outreach=(
        r"messages?", r"msgs?", r"e-?mails?", r"mails?", r"dms?", r"inmails?", r"cover letters?", r"motivation letters?", r"letters?",
        r"follow[- ]?ups?", r"notes?", r"thank[- ]?you (?:note|card|line)", r"connection requests?", r"invites?", r"intro(?:duction)? (?:message|text|note)",
        r"outreach", r"nudge", r"reminder", r"repl(?:y|ies)", r"linkedin (?:text|invite|request)", r"cold (?:message|pitch)", r"pitch",
    ),
    contact=(
        r"recruiters?", r"hr", r"hiring managers?", r"head ?hunters?", r"talent (?:team|partner|people)", r"ex[- ]?boss", r"former (?:boss|manager|colleague)",
        r"old (?:boss|manager)", r"linkedin",
    ),
    command=(
        r"make", r"create", r"build", r"write", r"draft", r"generate", r"update", r"turn", r"shorten", r"rewrite", r"redo", r"improve", r"refresh",
        r"fix", r"send", r"compose", r"prepare", r"prep", r"practi[cs]e", r"train", r"give", r"let'?s", r"do", r"put", r"tailor", r"adapt", r"polish",
        r"produce", r"assemble", r"craft", r"design", r"format", r"translate", r"start", r"go ahead (?:and|with)", r"add", r"remove", r"delete", r"take",
        r"include", r"drop", r"change", r"get", r"cook up", r"whip up", r"coach", r"run", r"simulate", r"throw", r"type up", r"knock (?:up|out)",
        r"mak", r"finish", r"show me", r"drill", r"spruce up", r"tidy up", r"clean up", r"proofread", r"customi[sz]e", r"ask me", r"suggest",
    ),
    deed=(
        r"make", r"create", r"build", r"write", r"draft", r"generate", r"update", r"turn", r"shorten", r"rewrite", r"redo", r"improve", r"refresh",
        r"fix", r"send", r"compose", r"prepare", r"prep", r"practi[cs]e", r"train", r"give", r"do", r"put", r"tailor", r"adapt", r"polish", r"produce",
        r"assemble", r"craft", r"design", r"format", r"translate", r"start", r"add", r"remove", r"delete", r"take", r"include", r"drop", r"change",
        r"get", r"help", r"cook up", r"whip up", r"coach", r"run", r"simulate", r"type up", r"knock (?:up|out)", r"have", r"rehearse", r"work on",
        r"go (?:over|through)", r"contact", r"e-?mail", r"message", r"reach out", r"reply", r"answer", r"thank", r"ask", r"apply", r"ace", r"pass", r"suggest",
        r"finish", r"spruce up", r"tidy up", r"clean up", r"proofread", r"customi[sz]e", r"see", r"be ready", r"get ready", r"drill", r"mock", r"follow up",
    ),
    opener=(
        r"(?:can|could|would|will) (?:you|u|ya|we)(?: guys)?", r"can i get", r"could i (?:get|have)", r"would you mind", r"i'?d like(?: you)? to", r"i want(?: you)? to", r"i wanna", r"i need(?: you)? to",
        r"i(?:'ve| have)? (?:gotta|got to)", r"i have to", r"i must", r"i should (?:really )?", r"we (?:should|need to|could)", r"help me(?: out)?(?: to)?",
        r"i(?:'?m| am) ready to", r"time to", r"shall we", r"why don'?t (?:you|we)", r"how about we", r"i(?:'?d| would) love(?: you)? to", r"it would be (?:great|nice|good) (?:to|if you)",
        r"(?:i'm |am )?looking to", r"mind if we", r"i'd appreciate (?:it )?if you", r"wanna", r"could use (?:some )?help", r"any chance you (?:can|could)",
        r"(?:do not|don'?t|no idea|dunno) (?:know )?(?:how|what) to", r"not sure (?:how|what) to",
    ),
    need=(
        r"i(?: really| just| also| actually| still)* (?:need|want|require)", r"i(?:'?d| would) (?:like|love)", r"(?:i )?could use", r"i'?m after", r"we need",
        r"need", r"gimme", r"what about", r"how about", r"i'?ll take", r"ready for", r"in need of", r"looking for", r"desperate for", r"time for", r"where'?s (?:my|the)",
    ),
    courtesy=(r"please", r"pls", r"plz", r"for me", r"thanks in advance", r"asap", r"right now", r"now", r"next"),
    filler=(
        r"ok(?:ay)?", r"please", r"pls", r"plz", r"so", r"well", r"hey", r"hi", r"hello", r"now", r"then", r"and", r"also", r"yes", r"yeah", r"yep", r"sure", r"great", r"good",
        r"cool", r"perfect", r"right", r"alright", r"just", r"actually", r"first(?:ly)?", r"second(?:ly)?", r"finally", r"next", r"after that", r"afterwards", r"i'?m ready", r"thanks?", r"thank you",
        r"um+", r"uh+", r"hmm*", r"listen", r"look", r"antonio", r"mariana", r"alice", r"executor", r"maybe", r"plus", r"kindly", r"quickly", r"go ahead", r"that'?s it", r"done", r"lol", r"as well", r"go", r"once (?:that'?s|it'?s) done",
    ),
    write_to=(
        r"write(?: back)? (?:to|him|her|them)", r"reach out to", r"reply to", r"respond to", r"answer (?:him|her|them)", r"ping", r"nudge", r"get in touch with", r"contact",
        r"message (?:him|her|them|my|the|[a-z]+)", r"e-?mail (?:him|her|them|my|the|[a-z]+)", r"introduce me to", r"follow up (?:with|on)", r"thank (?:him|her|them|the)", r"chase",
        r"connect with", r"ask (?:him|her|them|my|the) .{0,30}(?:referral|feedback|recommend\w*|reference|vacanc\w+|status|application)", r"tell (?:him|her|them) (?:that )?i", r"invite .{0,20}on linkedin",
    ),
    practise=(
        r"quiz me", r"grill me", r"test me", r"rehearse", r"role[- ]?play", r"pretend (?:that )?(?:you'?re|you are|to be)", r"(?:be|play|act as|act like) (?:the|a|an|my) (?:interviewer|recruiter|hiring manager|boss)",
        r"simulate (?:the|an?)", r"ask me (?:the )?(?:tough|hard|typical|common|likely|some|tricky|real|questions)", r"get me ready for", r"fire (?:some )?questions at me", r"how (?:do|should|can|would) i (?:answer|respond|reply|explain|talk about|justify|handle|deal with)",
        r"what (?:do|should|can|would) i (?:say|answer|tell them) (?:if|when|about)", r"what (?:should|do) i (?:study|review|revise)", r"what questions (?:should|can|could|do|will|would|might)", r"which questions", r"practi[cs]e (?:with me|my answers?|answering)",
        r"train me", r"coach me", r"prep(?:are)? me for", r"what (?:will|would|might|could|do|are) they (?:going to |gonna |likely to |usually |normally )?ask", r"what (?:might|could|do) (?:they|you|people) (?:usually )?ask", r"drill me",
    ),
    help=(r"help", r"help me(?: out)?", r"can you help", r"give me a hand", r"i need help", r"get me ready", r"what (?:do|should) i (?:do|say|write|answer|study)", r"can we (?:practi[cs]e|rehearse|train)", r"prepare me", r"let'?s (?:practi[cs]e|rehearse|prepare|train|prep|do it|get ready)"),
    pronoun=(r"it", r"one", r"this", r"that", r"them", r"everything", r"a new one", r"mine", r"both"),
    negation=(
        r"don'?t", r"do not", r"doesn'?t", r"didn'?t", r"not", r"no", r"never", r"no need", r"hold off", r"hold on", r"wait", r"stop", r"forget(?: about)?", r"never ?mind", r"skip", r"without", r"can'?t", r"cannot",
        r"won'?t", r"isn'?t", r"wasn'?t", r"leave (?:the|it|my)", r"cancel", r"nothing", r"nobody", r"enough of", r"rather than", r"before (?:the|we|you|making|doing|writing)", r"wouldn'?t", r"neither", r"yet", r"scrap", r"hate",
    ),
    no_negation=(r"(?:don'?t|do not) forget(?: to)?", r"why (?:don'?t|not)", r"not only", r"no problem", r"no worries", r"why don'?t you", r"can'?t you", r"(?:don'?t|do not|i'?ve no|no idea|dunno)(?: really)?(?: know| have (?:a|any) (?:clue|idea))? (?:how|what) to", r"not sure (?:how|what) to", r"can'?t wait", r"no more than", r"not bad", r"no rush", r"(?:do not|don'?t) know what to"),
    instead_of=(r"instead of", r"rather than"),
    turn=(r"but", r"however", r"though", r"instead", r"only"),
    later=(r"later(?: on)?", r"another (?:day|time)", r"some ?day", r"eventually", r"at some point", r"in the future", r"when i(?:'?m| am|'?ve)? (?:ready|finish\w*|done)", r"once i(?:'?m| am|'?ve)? (?:ready|finish\w*|done)", r"tomorrow we", r"in a (?:bit|moment|minute|while)", r"thinking (?:about|of)", r"for now", r"some other time", r"after i (?:tell|finish|explain)"),
    reported=(
        r"(?:said|says|told|tells|asked|asks|wants?|keeps? (?:saying|telling)|suggested|insists?|advised)(?: me| us)?(?: to| that| for| i)?", r"everyone (?:says|needs)", r"people say", r"if i (?:had|was|were)", r"i (?:used to|always|usually|often|sometimes)", r"my (?:job|work|role) (?:is|was)", r"would (?:make|write|send|prepare)",
        r"i(?:'ll| will) (?:write|send|make|do) (?:it|that|them|the|my)?.{0,12}myself", r"for a living", r"every (?:day|week|morning)", r"used to", r"you (?:made|wrote|sent|did|said|told)", r"you need",
    ),
    product=(
        r"do you (?:also |even |really |ever |guys )?(?:make|write|do|send|create|offer|support|store|keep|save|share|know|remember|have|read|think|like|use|understand|believe)", r"how (?:does|do) (?:the|this|it|you|your|that|interviews?|recruiters?|cvs?|resumes?|an?)", r"how (?:long|much|many)", r"is (?:it|the|this|my|there|that|an?|your)", r"are (?:the|there|my|you|your|cvs|interviews|recruiters|they|cover)",
        r"what (?:is|are|'s|does|makes|happens|kind|else|can you|format|do you)", r"what'?s (?:a|an|the)", r"can (?:you|u) (?:really |actually |also )?(?:make|write|do|create|prepare|send|build|generate|draft) (?:cvs|resumes|emails|messages|letters|cover letters|interviews)", r"can i (?:download|edit|delete|print|change|see|export|share|trust|use|cancel|upload|approve)", r"(?:will|does|can|would|should) (?:it|the|my|this|they|recruiters?|an?|companies|employers|people|anyone|someone|somebody|everyone)", r"should (?:a|an|i|my|the|cvs|we)", r"who (?:can|will|are|is|sees|reads)", r"why (?:do|does|is|are|did|would)", r"where (?:is|are|do|can|does)", r"when (?:do|does|is|will|should)", r"which (?:is|one|format|font)", r"did you", r"have you",
        r"difference between", r"worth (?:it|having|writing)", r"what do (?:you|recruiters|people|employers|companies) (?:think|look|like|want|do|expect)", r"are you able", r"is it (?:ok|okay|normal|true|possible|free|safe)",
    ),
    told=(
        r"i (?:was|had|did|made|wrote|sent|got|went|failed|passed|worked|applied|used|interviewed|hired|reviewed|created|built|prepared|handled|answered|managed|hated|loved|already|just|finished|started|uploaded|posted|received|spoke|talked|met|helped|trained|ran|led|designed|taught|organi[sz]ed|read|screened|helped|lost|bombed|gave|changed|learned|moved)",
        r"i(?:'ve| have) (?:been|had|sent|written|made|done|already|applied|worked|got a cv|a cv|a resume)", r"(?:last|previous) (?:week|month|year|night|job|company|interview|time|friday|monday|tuesday|wednesday|thursday)", r"yesterday", r"(?:years?|months?|weeks?|days?) ago", r"(?:has|have|had) (?:not )?(?:called|answered|replied|written)", r"(?:went|was|were) (?:well|bad|badly|great|terrible|awful|horrible|fine|ok|good|a disaster|hard|tough|long|nice)", r"nobody", r"they (?:said|told|rejected|called|wrote|asked|never|didn'?t|hired|offered)", r"i hate", r"i love", r"in my (?:job|last|old|previous|current)", r"at my (?:last|old|previous|job)",
    ),
    sequence=(r"first", r"then", r"after(?:wards| that)", r"next", r"finally", r"plus", r"and also", r"both", r"as well"),
    indirect_cv=(
        r"(?:something|anything|a document|a doc|a paper|a sheet|a pdf|a page) (?:i can|to|that i can|for) .{0,24}(?:recruiters?|employers?|compan\w+|apply\w*|applications?|hand (?:in|out|over)|give|send|show|drop off|shops?|stores?)", r"put (?:all )?(?:this|that|it|my (?:story|experience|life|career)|everything)(?: i(?:'ve)? (?:said|told you))? (?:on|in|into) (?:paper|one page|a page|a document|a pdf|writing|order)", r"turn (?:all )?(?:this|that|it|my (?:story|experience|life|career)|everything).{0,20} into .{0,12}(?:document|page|pdf|something)",
        r"(?:want|need|like) (?:to see )?my (?:experience|career|story|work history) (?:on|in|as) (?:paper|one page|a page|a document|a pdf|writing)", r"(?:write|type) (?:up|down) my (?:experience|career|work history|story)", r"summari[sz]e my (?:career|experience|work history)(?: on| in)? .{0,12}(?:page|document|pdf)?",
    ),
    indirect_interview=(
        r"(?:i have|i've got|i got|ive got|got|there's|i've|have|having) (?:an?|my|the|another|this|two|three)?(?: \w+){0,3} ?interview(?:s)?(?: \w+){0,6} (?:tomorrow|today|tonight|on \w+day|on the \d+\w*|next \w+|this \w+|in (?:two|three|four|five|a few|an|\d+) \w+|at \d+\w*|monday|tuesday|wednesday|thursday|friday|coming up|soon)", r"(?:tomorrow|on \w+day|next \w+day|next week|this \w+day|today|tonight) (?:i have|i've got|i got|ive got|is|i'm having)(?: \w+){0,3} interview", r"my (?:\w+ )?interview(?: \w+){0,4} is (?:tomorrow|today|on|next|this|in|at|coming|monday|tuesday|wednesday|thursday|friday|soon)",
        r"i'?m (?:meeting|seeing) (?:the|their|a) (?:panel|hiring manager|team|recruiter|ceo|boss|cto)(?: \w+){0,5} (?:tomorrow|today|on \w+day|next \w+|this \w+|thursday|friday|monday|tuesday|wednesday)", r"(?:nervous|worried|scared|anxious|panicking|terrified|stressed)(?: about| for| because of)? (?:my|the|tomorrow'?s|this|an?|monday'?s|friday'?s)(?: \w+){0,3} interview(?:s)?(?: \w+){0,4} (?:tomorrow|today|on \w+day|next \w+|this \w+)", r"(?:get|be) better at (?:job )?interviews", r"(?:they|she|he)(?:'re| are|'s| is| will|'ll) (?:interview|interviewing) me",
        r"(?:invited|called) (?:me )?(?:for|to|in for) (?:an?|the) (?:\w+ )?interview(?: \w+){0,4} (?:tomorrow|today|on \w+day|next \w+|this \w+|monday|tuesday|wednesday|thursday|friday)", r"how (?:do|should|can|would) i (?:answer|explain|respond|talk about).{0,50}(?:they|asked|asks?|interviewer|weakness\w*|gap|fired|salary|yourself)", r"what (?:do|should) i (?:say|answer|tell them) (?:if|when) (?:they|someone|the interviewer)",
    ),
    indirect_outreach=(
        r"(?:don'?t know|dont know|no idea|not sure) (?:what|how) to (?:write|say|reply|answer|tell)(?: back)?(?: \w+){0,4} (?:recruiters?|hiring manager|hr|him|her|them|email|message|linkedin|boss)", r"(?:want|need|like|love|have|gotta) to (?:get in touch|reach out|write|talk|contact|introduce myself|apply|follow up|connect|speak|thank)(?: with| to)? (?:with |to )?(?!you\b)(?:\w+ ){0,4}(?:at|from|of|recruiters?|hr|hiring|on linkedin|company|boss|manager|them|him|her|team|interviewers?|panel)", r"(?:ask|get)(?: \w+){0,5} (?:for a|a) (?:referral|recommendation|reference)", r"something (?:short |nice |brief |polite )?(?:i can |to )(?:send|write|say|text|dm|post)(?: \w+){0,3} (?:to|on) (?:a |the |my |some )?(?:recruiters?|hr|hiring managers?|boss|linkedin|him|her|them|people)",
        r"want to (?:thank|contact|message|e-?mail|write to) (?:them|him|her|the|my|someone|a|some)", r"want (?:people|someone|somebody|them|the recruiter) at .{2,20} to (?:know|notice|hear)",
    ),
    called_off=(r"cancel+ed", r"postponed", r"moved", r"rescheduled", r"didn'?t (?:go|show)", r"went", r"was", r"can'?t talk", r"gotta go", r"so i can'?t", r"so i won'?t", r"not (?:going|sure if)", r"with (?:candidates|applicants)", r"i(?:'m| am) (?:the )?interview(?:er|ing)", r"is over"),
    edit=(
        r"add", r"remove", r"delete", r"change", r"replace", r"shorten", r"lengthen", r"fix", r"correct", r"move", r"swap", r"rename", r"translate", r"put", r"include", r"drop", r"take (?:out|off|away|the|my|that)", r"cut", r"highlight", r"reorder", r"make it", r"make (?:the|my) (?:cv|resume|summary|profile|headline)", r"update",
        r"edit", r"reword", r"rewrite", r"expand", r"trim", r"emphasi[sz]e", r"mention", r"leave out", r"get rid of", r"turn it", r"you (?:forgot|missed|left out)", r"it(?:'s| is) (?:too|missing)", r"bold", r"redo", r"improve", r"polish", r"merge", r"tailor", r"hide", r"delate",
    ),
    correction=(r"actually", r"in fact", r"correction", r"i meant", r"i mean", r"sorry", r"oops", r"that'?s (?:wrong|not right|incorrect)", r"it'?s not", r"it (?:was|is) not", r"it wasn'?t", r"i (?:did not|didn'?t|never)", r"not in \d+", r"wrong", r"my mistake", r"the (?:right|correct)", r"i was wrong"),
    fact=(r"joined", r"work(?:ed|ing|s)?", r"was", r"started", r"left", r"studied", r"graduated", r"name", r"called", r"spel\w+", r"title", r"year", r"date", r"company", r"job", r"degree", r"university", r"phone", r"email", r"live", r"manager", r"finished", r"people", r"level", r"until", r"since", r"months?", r"did", r"speak", r"managed", r"ended", r"position", r"role", r"city", r"team"),
)
