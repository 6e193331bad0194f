"""The words that introduce facts, one entry per language. Patterns are written without accents or capitals."""

from dataclasses import dataclass

from lifeos.contracts.words import Locale


@dataclass(frozen=True)
class Cues:
    """How one language says things. Every field is a list of regular expressions for whole words."""

    common: tuple[str, ...]
    fillers: tuple[str, ...]
    spoken_fillers: tuple[str, ...]
    openers: tuple[str, ...]
    corrections: tuple[str, ...]
    name: tuple[str, ...]
    living: tuple[str, ...]
    target: tuple[str, ...]
    work: tuple[str, ...]
    being: tuple[str, ...]
    role: tuple[str, ...]
    beginning: tuple[str, ...]
    promoted: tuple[str, ...]
    staying: tuple[str, ...]
    still: tuple[str, ...]
    leaving: tuple[str, ...]
    at: tuple[str, ...]
    towards: tuple[str, ...]
    articles: tuple[str, ...]
    indefinite: tuple[str, ...]
    where: tuple[str, ...]
    stop: tuple[str, ...]
    never: tuple[str, ...]
    wish: tuple[str, ...]
    kin: tuple[str, ...]
    others: tuple[str, ...]
    me: tuple[str, ...]
    private: tuple[str, ...]
    study: tuple[str, ...]
    studied: tuple[str, ...]
    speak: tuple[str, ...]
    use: tuple[str, ...]
    certified: tuple[str, ...]
    now: tuple[str, ...]
    before: tuple[str, ...]
    chatter: tuple[str, ...]
    requests: tuple[str, ...]
    nothing: tuple[str, ...]
    corrected: tuple[str, ...]
    instead_of: tuple[str, ...]
    split: tuple[str, ...]
    volunteer: tuple[str, ...]
    generic: tuple[str, ...]


def _list(text: str) -> tuple[str, ...]:
    """The alternatives of a table cell; a bar inside brackets belongs to its alternative."""
    parts = [""]
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return tuple(part.strip() for part in parts if part.strip())


ENGLISH = Cues(
    common=_list(
        "the|and|i|my|was|at|of|to|in|for|with|from|is|have|am|worked|since|now|this|that|it|as|on|years|then|me|want|not|by|an|live"
    ),
    fillers=_list("um+|uh+|uhm+|erm|er|hmm+|you know|i wanna say|i guess|basically|kind of|sort of|i mean"),
    spoken_fillers=_list("like(?= )|okay so|well(?=,? i\\b)|anyway"),
    openers=_list(
        "the thing i'?m (?:most )?proud(?:est)? of(?: there)? is(?: that)?|and|so|also|then|but|well|yeah|okay|ok|while there,?|there,?|oh"
    ),
    corrections=_list(
        "no,? wait|wait,? no|wait|sorry|no,? sorry|i mean|rather|actually|correction|no,? i lie|scratch that|make that|or rather|nope?|no"
    ),
    name=_list(
        "my name is|my name's|my full name is|i am called|i'm called|name is|they call me|this is|i'm|im|i am|name ?:"
    ),
    living=_list(
        "i live in|i'm living in|living in|i'm based in|based in|based out of|i reside in|my home is in|i live near|located in|i'm from|i moved to"
    ),
    target=_list(
        "i'?m looking (?:for|to (?:become|work as|move into))|i am looking (?:for|to (?:become|work as|move into))|looking (?:for|to (?:become|work as|move into))|i'?d (?:really )?(?:like|love) to (?:move into|get into|work as|work in|become|be|find)|i would (?:really )?(?:like|love) to (?:move into|get into|work as|work in|become|be|find)|i want to (?:be|become|work as|work in|move into|get into|find)|hoping to (?:become|work as|move into|find)|what i want is|what i'?m after is|my goal is to (?:be|become|work as|move into)|i'?m after|i'?m aiming for|aiming for|i want (?=an? )|want ?:|target ?:|goal ?:|seeking|looking to be|next i want|i'?m applying for|objective ?:"
    ),
    work=_list(
        "worked|working|work|employed|started(?: out)?|start|began|begun|hired|internship|intern|interned|apprenticeship|apprenticed|job|jobs|stint|moved(?: over)?|switched|transferred|went(?: over)?|came back|returned|went back|got (?:on|in|a job|hired|taken on)|landed|stayed|temped|served|spent|position|role|promoted|headhunted|recruited|signed on|contracting|contracted|freelanced|cooked|cooking|taught|teaching|drove|driving|nursed|nursing|managed|managing|ran|running|led"
    ),
    being=_list(
        "i'?m|i am|i was|i'?ve been|i have been|i'?d been|i became|i served as|i'?m now|i'?m currently|i am currently|i am now|was|been|became|i've just become"
    ),
    role=_list(
        "as|i'?m|i am|i was|i'?ve been|i have been|i'?d been|i became|became|i'?m (?:now|currently|still)|i am (?:now|currently|still)|been|my (?:role|title|job title|position) (?:is|was)|promoted to|moved up to|worked my way up to|made me|job as|role as|job was as|was"
    ),
    beginning=_list(
        "started(?: out)?|start|began|begun|joined|hired|got on|landed|moved to|moved over|switched|went to|signed on|first job|that was|got a job|got hired|found|recruited|taken on|went back|came on"
    ),
    promoted=_list(
        "promoted(?: me)? to|promoted(?: me)?|moved up to|became|made me|worked my way up to|stepped up to"
    ),
    staying=_list(
        "stayed|was there|i was there|there|remained|worked there|left|quit|finished|that was|lasted|been there|that lasted"
    ),
    still=_list(
        "still there|i'?m there now|where i (?:still )?work now|there ever since|been there since|that'?s where i am|still work there|where i am (?:now|today)|still here|still working there"
    ),
    leaving=_list("left|leaving|quit|resigned|was laid off|got laid off|was let go|finished there|stopped"),
    at=_list(
        "at|for|with|by|in(?= (?:the )?(?:us |u\\.s\\. |british |royal |national )?(?:army|navy|air force|marines|marine corps|military|police|coast guard|guard|nhs)\\b)"
    ),
    towards=_list("to|joined|joining|join|found|into|over to|left|leaving"),
    articles=_list("the|this|that"),
    indefinite=_list("a|an|some|another|one|any|various|several|different"),
    where=_list("where i|where we|where i'?ve|where i'?m|, who i"),
    stop=_list(
        "a|an|the|and|but|or|so|as|in|on|at|for|from|with|to|by|of(?= my)|until|till|since|then|when|where|which|who|that|this|because|while|after|before|during|is|was|were|are|am|i|i'?m|i'?ve|i'?d|im|ive|we|he|she|they|it|my|me|his|her|their|our|now|still|no|not|don'?t|didn'?t|doing|did|do|about|around|over|under|out|just|also|very|really|last|next|back|there|here|every|full|part|time|part-time|full-time|basically|till|through|between|near|if|what|how|got|get|have|had|has|been|being|went|moved|started|worked|working|leading|managing|running|making|sorry|wait|again|too|year|years|month|months|week|weeks|day|days|today|yes|yeah|ok|okay|thru|x|w/"
    ),
    never=_list(
        "never|didn'?t|did not|don'?t|do not|not|wasn'?t|was not|won'?t|haven'?t|have never|hasn'?t|without|nor|neither|doesn'?t|isn'?t|aren'?t|almost|nearly"
    ),
    wish=_list(
        "appl(?:y|ied|ying)|interview(?:ed|ing|s)?|offer(?:ed)?(?: from| at)?|rejected|turned (?:me )?down|want|wanna|will|i'?ll|would|i'?d (?:like|love)|hope|hoping|dream(?:ing|s|ed)?|wish|might|could|if|going to|considering|looking|competitors?|clients?|customers?|vendors?|suppliers?|audit(?:ed|s)? (?:for|of)|partnered|staged|trial shift|visited|bought|sold to"
    ),
    kin=_list(
        "(?:my|his|her|our)(?: \\w+)? (?:brother|sister|mom|mum|mother|dad|father|husband|wife|partner|son|daughter|friend|cousin|uncle|aunt|boss|colleague|girlfriend|boyfriend|roommate|flatmate|nephew|niece|neighbou?r|grandfather|grandmother|grandpa|grandma|parents|in-laws|kids|family|mate|buddy|ex)(?:'s|s)?|(?:brother|sister|mom|mum|mother|dad|father|husband|wife|girlfriend|boyfriend|roommate|cousin|uncle|aunt)(?:'s|s)?|a friend(?: of mine)?"
    ),
    others=_list("he|she|they|he'?s|she'?s|they'?re|he'?d|she'?d|who|his|her"),
    me=_list("i|i'?m|i'?ve|i'?d|we|we'?ve"),
    private=_list(
        "born|kids?|children|daughter|son|pregnan\\w+|divorc\\w+|married|laid off|let (?:half|me|us|go)\\b|let go|unemployed|out of work|without (?:a )?(?:work|job)|no work|nothing for|quit|i left|sick|illness|pandemic|lockdown|moved to|holiday|money|visa|fired|bored|burn(?:ed|t) out|hobby|hobbies|dropped out|don'?t (?:put|write|mention|include)|doesn'?t count|not proud|hated|years? old|straight after|drifted|no idea|went south|went under|went offshore|closed down|took (?:a|some) (?:year|time) off|home with|looking after my|cared for my"
    ),
    study=_list(
        "degree|diploma|university|college|school|bachelor\\w*|master(?:'?s)?(?= (?:in|of|degree|at|from|program))|m\\.?b\\.?a|ph\\.?d|bootcamp|graduat\\w+|studied|study|studying|majored|course|b\\.?sc|m\\.?sc|b\\.?a|b\\.?com|b\\.?eng|m\\.?eng|gcses?|a-levels?|svq|nvq|hnd|hnc|btec|associate'?s|ged|apprenticeship in|thesis|academy"
    ),
    studied=_list(
        "studied|study|studying|pgce|graduated|graduating|graduate|degree|diploma|bachelor\\w*|master(?:'?s)?|m\\.?b\\.?a|ph\\.?d|bootcamp|majored|b\\.?sc|m\\.?sc|b\\.?a|b\\.?com|b\\.?eng|m\\.?eng|gcses?|a-levels?|svq|nvq|hnd|hnc|btec|associate'?s|ged|went to|(?:finished|started|start|did|left|completed) (?:my |the |a |an |culinary |high |trade |art |law |med(?:ical)? |nursing |business )*(?:school|college|university|course|degree)|doctorate|course"
    ),
    speak=_list(
        "speak|speaks|speaking|spoken|languages?|fluent|fluently|native|bilingual|mother tongue|conversational"
    ),
    use=_list(
        "i use|i can use|i know|can use|i'?m (?:good|great|comfortable|confident|proficient|skilled|experienced) (?:with|in|at)|(?:good|comfortable|proficient|skilled|experienced) (?:with|in|at)|my (?:main |key |core )?skills (?:are|include)|skills ?(?:include|are|:)|i work with|i'?ve used|tools ?:|tech(?: stack)? ?:|stack ?:|know how to use|familiar with|using mostly|i code in|i program in|i write"
    ),
    certified=_list(
        "certificat(?:e|es|ion|ions|ed)|certified|licen[cs]ed?|licen[cs]es|i hold an?|chartered|accredited|accreditation"
    ),
    now=_list("now|these days|nowadays|right now|currently|current|today|at present|presently"),
    before=_list("before that|before|previously|prior|earlier|then|prev|ex"),
    chatter=_list(
        "hi|hello|hey(?: there)?|thanks?(?: you)?(?: so much| very much)?|ok(?:ay)?|yes|yeah|yep|no|nope|sure|great|cool|good (?:morning|afternoon|evening)|bye|how are you|nice to meet you|let me (?:think|see)|that'?s (?:it|all|me|about it)|haha+|lol|please|right|alright|so|well|where do i start|(?:then )?make it(?: then| now)?|go ahead|do it(?: then| now)?|i don'?t know where to start|let'?s (?:start|go|see)|here (?:it is|goes)|and|anyway|there you go|hope that helps"
    ),
    requests=_list(
        "(?:can|could|would|will) you (?:please )?(?:\\w+ )?(?:help|make|write|create|build|do|prepare|update|draft|give|send)|(?:please )?(?:help me|make (?:me )?(?:a|my)|write (?:me )?(?:a|my)|create (?:a|my)|build (?:me )?(?:a|my)|update my|prepare (?:a|my))|i need (?:a|my|you to \\w+ (?:a|my)) (?:cv|resume|cover letter|curriculum)|i(?:'d| would) like (?:a|my) (?:cv|resume)|i want (?:a|my) (?:cv|resume)"
    ),
    nothing=_list(
        "skip|next|none|nothing|no|nope|pass|n/?a|i don'?t know|don'?t know|dunno|not sure|no idea|i (?:don'?t|do not) have (?:one|any|it|a \\w+)|no (?:e-?mail|phone|number|website|link|linkedin|languages?|skills?|idea|comment|certificates?|thanks?)|i'?d rather not(?: say)?|prefer not to say|later|maybe later|can'?t remember|i (?:can'?t|don'?t) remember|not yet|let'?s skip(?: it| this| that)?"
    ),
    corrected=_list(
        "actually|correction|that'?s wrong|no,? it (?:was|is)|it (?:was|is) (?:really|actually)|i meant|sorry,? (?:it|i)|instead of|not in|let me correct|to correct|is now|has changed|changed to|my (?:new|correct)|i (?:made a mistake|was wrong|misspoke)|should be"
    ),
    instead_of=_list("not in|not|instead of|rather than"),
    split=_list(
        "and then|and after that|after that|but then|but|and so|so then|and|then|because|also|so|when|until i|anyway"
    ),
    volunteer=_list("volunteer(?:ed|ing|s)?|voluntary"),
    generic=_list(
        "night|nights|home|school|work|works|time|times|place|places|company|companies|restaurant|restaurants|bar|shop|store|hospital|office|firm|agency|client|clients|customers?|people|them|him|it|myself|someone|everyone|least|first|last|all|moment|end|beginning|start|weekends?|family|business|university|college|least|scale|sea|once|kids|three|two|hand|hands|heart|sales|marketing|retail|hospitality|finance|construction|logistics|it|tech|team|teams|staff|parents|money|years|months|example|fun|free|living|now|good|ease|risk|best|most|many|more|warehouse|warehouses|factory|bank|hotel|kitchen|agencies|others|what|which|both|same|new|old|local|big|small|little|large|different|hours|weeks|days|minutes|long|short|while|ages|god|real|sure|today|here|there"
    ),
)

SPANISH = Cues(
    common=_list(
        "el|la|los|las|de|que|en|un|una|con|por|para|mi|soy|como|desde|hasta|y|trabaje|trabajo|ano|anos|me|del|al|pero|muy|vivo|ahora|hace|fue|es|lo|se|estudie|yo|hoy|antes|tengo|quiero"
    ),
    fillers=_list("eh+|em+|mmm+|o sea|este(?= pues\\b)|digamos|la verdad(?= es que)?|como que"),
    spoken_fillers=_list(
        "este(?! (?:ano|mes|verano|trabajo|puesto|momento|lugar|sitio|link|ultimo))|pues|bueno|a ver|verdad|nomas|mas o menos|eso si|sabes"
    ),
    openers=_list(
        "lo que mas me enorgullece(?: de alli| de ahi)? es(?: que)?|y|tambien|ademas|luego|despues|entonces|pero|pues|bueno|alli|ahi|durante la \\w+ \\w+,?|ah"
    ),
    corrections=_list(
        "no,? perdon|perdon|no,? espera|espera|no,? miento|miento|digo|mejor dicho|quiero decir|no,? no|corrijo|me equivoque|en realidad|nope?|no"
    ),
    name=_list("me llamo|mi nombre es|mi nombre completo es|nombre ?:|soy|me dicen|yo soy"),
    living=_list(
        "vivo en|viviendo en|resido en|radico en|radicado en|radicada en|estoy en|afincado en|afincada en|residente en|con base en|aqui en|me mude a|soy de"
    ),
    target=_list(
        "busco|estoy buscando|me gustaria (?:ser|trabajar (?:de|como|en)|pasar a|encontrar|conseguir)|quisiera (?:ser|trabajar (?:de|como|en)|encontrar|conseguir)|quiero (?:ser|trabajar (?:de|como|en)|encontrar|conseguir|llegar a ser|pasar a)|mi (?:objetivo|meta) es (?:ser|trabajar (?:de|como|en))|mi ilusion es ser|aspiro a(?: ser| un puesto de)?|objetivo ?:|me interesa (?:un puesto|trabajar|una plaza)(?: de| como)?|en busca de|lo que quiero es(?: ser)?"
    ),
    work=_list(
        "trabaje|trabajo|trabajaba|trabajando|trabajar|entre(?= (?:a|en|al|de|como)\\b)|empece|comence|inicie|ingrese|pase|me pase|me fui|me meti|me cambie|me contrataron|me contrato|me ficharon|me incorpore|me sume|estuve|estoy|estaba|anduve|curre|curro|chambee|labore|laboro|fiche|volvi|regrese|practicas|pasantia|becario|becaria|me desempene|me desempeno|ejerci|ejerzo|hice (?:las |mis |unas )?practicas|puesto|empleo|empezando|di clases|doy clases|clases|cociné|cocine|llevo(?= \\w+ anos)|me jalaron|me llamaron|me quede|me ascendieron|me subieron|sigo|actualmente|ahora"
    ),
    being=_list("soy|fui|era|estoy de|estuve de|he sido|yo era|yo soy|yo fui|trabajo de|trabaje de"),
    role=_list(
        "como|(?:trabaj\\w+|empece|entre|comence|estuve|estoy|curre|curro|puesto|chambee|contrato|contrataron|practicas|sigo|anduve|ejerci|ejerzo|hacia|hice) de|soy|fui|era|he sido|mi puesto (?:es|era|fue)|(?:ascendieron|subieron|promovieron|ascendi) a|pusieron de|pase a ser|siendo|(?:trabajo|empleo) (?:fue|es|era) (?:de|como)"
    ),
    beginning=_list(
        "entre|primer (?:trabajo|empleo)|empece|comence|inicie|ingrese|pase|me pase|me fui|me meti|me cambie|me contrataron|me contrato|me incorpore|me sume|fiche|eso fue|me ficharon|entro"
    ),
    promoted=_list(
        "me (?:ascendieron|subieron|promovieron|nombraron|hicieron)(?: a)?|ascendi a|pase a ser|me pusieron de"
    ),
    staying=_list(
        "estuve|anduve|me quede|alli|ahi|segui|dure|trabaje alli|trabaje ahi|me fui|lo deje|sali|renuncie|eso fue|aguante|estaba"
    ),
    still=_list(
        "ahi sigo|alli sigo|sigo ahi|sigo alli|donde sigo|donde estoy|sigo trabajando ahi|sigo trabajando alli|donde trabajo|hasta hoy|hasta ahora|hasta la fecha|todavia estoy|aun estoy|sigo en lo mismo|ahi estoy|alli estoy|sigo aqui"
    ),
    leaving=_list("me fui|saliendo|lo deje|deje|sali|renuncie|me echaron|me despidieron|termine"),
    at=_list("en|para|con"),
    towards=_list("a|al|en"),
    articles=_list("el|la|los|las|lo|este|esta|ese|esa"),
    indefinite=_list(
        "un|una|unos|unas|otro|otra|algun|alguna|varios|varias|distintos|distintas|diferentes|cualquier"
    ),
    where=_list("donde|en la que|en el que|en donde"),
    stop=_list(
        "un|una|unos|unas|el|la|los|las|y|e|o|pero|en|a|al|con|por|para|desde|hasta|como|que|donde|cuando|porque|mientras|durante|entre|es|soy|fui|fue|era|eran|estuve|estoy|estaba|yo|el|ella|ellos|me|mi|mis|su|sus|nos|se|lo|le|les|ya|no|si|ahi|alli|aqui|eso|esto|ese|esa|este|esta|luego|despues|antes|ahora|hoy|muy|mas|menos|tambien|todo|todos|puro|x|hace|hacia|haciendo|siendo|encadenando|llevando|vendiendo|primero|tipo|entonces|tengo|del(?= (?:20|19|dos|mil|ano)\\b)|perdon|miento|espera|digo|sigo|unos|cada|ni|sin|sobre|bajo|tras|actualmente|media|jornada|vez|veces|manejando|trabajando|anos|ano|meses|mes"
    ),
    never=_list("nunca|jamas|no|ni|tampoco|sin|casi"),
    wish=_list(
        "aplique|postule|me postule|postulando|entrevista\\w*|me ofrecieron|oferta|me rechazaron|quiero|quisiera|me gustaria|me encantaria|ojala|sueno|si me|podria|ire|voy a|clientes?|proveedor\\w*|competencia|quiso|quisieron|para que|pensando|considerando|candidatura|prueba en"
    ),
    kin=_list(
        "(?:mi|mis|su|sus|un|una)(?: \\w+)? ?(?:hermano|hermana|madre|padre|mama|papa|marido|esposo|esposa|mujer|pareja|hijo|hija|hijos|amigo|amiga|primo|prima|tio|tia|jefe|jefa|colega|companero|companera|novio|novia|compadre|comadre|cunado|cunada|suegro|suegra|abuelo|abuela|vecino|vecina|sobrino|sobrina|padres|familia|viejo|vieja|cuate)"
    ),
    others=_list("ella|ellos|ellas|quien|el(?= (?:es|trabaja|estaba|era|fue)\\b)"),
    me=_list("yo|soy|fui|me|nosotros|nos|he|hemos"),
    private=_list(
        "nacio|naci|hijos?|hija|embaraz\\w+|divorci\\w+|me case|me despidieron|despidi\\w+|en paro|desemple\\w+|sin (?:chamba|trabajo|empleo|curro)|enferm(?:o|a)|cuidandol[oa]s?|cuidando (?:a|de)|pandemia|volvi|regrese|me mude|me fui a|anos de edad|plata|dinero|dinero|visa|aburr\\w+|hobby|no (?:lo |la )?(?:pongas|cuenta|pongan|incluyas|poner)|deje (?:los|la|el)|parad[oa]|me gusta|me encanta|hasta que|quiero que quede|jaja\\w*|tenia que|no se hizo"
    ),
    study=_list(
        "estudi\\w+|grado|licenciatura|licenciad[oa]|titulo|titulad[oa]|diplomad[oa]|diplomatura|master|maestria|doctorado|bachillerato|bachiller|carrera|formacion|universidad|univ\\.?|facultad|instituto|escuela|colegio|prepa|preparatoria|secundaria|f\\.?p\\.?|ciclo|curso|bootcamp|tecnicatura|tecnico (?:superior|en)|ingenieria|pedagogia|posgrado|postgrado|me gradue|me recibi|egres\\w+|profesorado|u\\.(?= )"
    ),
    studied=_list(
        "estudi(?:e|o|aba|ando|ar)|grado|licenciatura|licenciad[oa]|titulo|titulad[oa]|diplomad[oa]|diplomatura|master|maestria|doctorado|bachillerato|bachiller|carrera|formacion|prepa|preparatoria|secundaria|f\\.?p\\.?|ciclo|curso|cursando|curse|bootcamp|tecnicatura|tecnico superior|ingenieria|pedagogia|posgrado|postgrado|me gradue|me recibi|me titule|me licencie|egres\\w+|profesorado|me forme"
    ),
    speak=_list(
        "hablo|habla|idiomas?|lenguas?|nativ[oa]|fluid[oa]|bilingue|lengua materna|me defiendo|mi ingles"
    ),
    use=_list(
        "uso|manejo|se usar|se manejar|domino|conozco|utilizo|(?:mis )?(?:habilidades|competencias|conocimientos)(?: son|:| incluyen)?|trabajo con|herramientas ?:|se(?= (?:de |algo de )?(?:excel|python|sap|photoshop|word))|me manejo (?:con|en)|manejo de|programo en|soy buen[oa] (?:con|en)|tengo experiencia (?:con|en|usando)"
    ),
    certified=_list(
        "certificad[oa]s?|certificacion(?:es)?|licencia|licencias|carnet|carne|permiso de conducir|acreditacion|acreditad[oa]|soporte vital \\w+|colegiad[oa]|titulo oficial"
    ),
    now=_list("hoy|hoy en dia|hoy por hoy|ahora|actualmente|actual|hoy en dia|ahorita|en la actualidad"),
    before=_list("antes|antes de eso|previamente|anteriormente|primero"),
    chatter=_list(
        "hola|buenas|buenos dias|buenas tardes|buenas noches|gracias|muchas gracias|si|no|vale|ok|okey|claro|listo|que tal|como estas|encantad[oa]|mucho gusto|bueno|pues|a ver|perfecto|por favor|jaja\\w*|eso es todo|ya esta|nada mas|y ya|no se por donde empezar|espero que sirva|saludos|oye|mira"
    ),
    requests=_list(
        "(?:me )?(?:puedes|podrias|puede) (?:\\w+ )?(?:ayudar\\w*|hacer\\w*|escribir\\w*|crear\\w*|preparar\\w*|armar\\w*|actualizar\\w*)|ayudame|haz(?:me)?|hazme|creame|crea|escribe(?:me)?|prepara(?:me)?|armame|necesito (?:un|mi|el|hacer) (?:cv|curriculum|hoja de vida)|quiero (?:un|mi|el|hacer) (?:cv|curriculum|hoja de vida)|actualiza mi"
    ),
    nothing=_list(
        "saltar|salta|siguiente|nada|ninguno|ninguna|no|no tengo|paso|no se|no lo se|ni idea|no me acuerdo|no recuerdo|no tengo (?:correo|telefono|email|movil|celular|web|linkedin|idiomas|otros?|ninguno|ninguna|uno|una)|prefiero no (?:decirlo|decir)|luego|mas tarde|despues|omitir|sin (?:telefono|correo)|no aplica|todavia no|aun no"
    ),
    corrected=_list(
        "en realidad|de hecho|correccion|me equivoque|esta mal|no,? (?:fue|era|es)|no es asi|quise decir|quiero decir|perdon,? (?:fue|era|es)|en vez de|en lugar de|corrijo|ahora es|ha cambiado|cambio a|mi nuevo|mi nueva|cambie de"
    ),
    instead_of=_list("no en|y no en|y no|no|en vez de|en lugar de"),
    split=_list(
        "y luego|y despues|y entonces|luego|despues|pero|y|porque|entonces|ahi|alli|asi|tambien|eso fue|despues de eso|por eso"
    ),
    volunteer=_list("voluntari\\w+"),
    generic=_list(
        "casa|noche|noches|tiempo|empresa|empresas|restaurante|bar|tienda|hospital|oficina|agencia|cliente|clientes|gente|ellos|mi|todo|todos|lugar|sitio|fin|final|principio|planta|turno|equipo|ventas|marketing|hosteleria|finanzas|construccion|logistica|tecnologia|educacion|salud|campo|calle|negro|blanco|esto|eso|realidad|verdad|general|total|cuanto|vez|ejemplo|pandemia|familia|negocio|universidad|escuela|colegio|cocina|almacen|banco|hotel|fabrica|sala|barra|obra|obras|paro|produccion|administracion|contabilidad|recepcion|caja|atencion|remoto|prueba|practicas|marcha|cargo|manos|nada|algo|mismo|otra|otro|jardin|medio|media|parcial|completa|pequena|pequeno|grande|local|distintas|edad|ingles|urgencias|lo|unos|donde|adelante|eso"
    ),
)

PORTUGUESE = Cues(
    common=_list(
        "o|a|os|as|de|que|em|um|uma|com|por|para|meu|minha|sou|como|desde|ate|e|trabalhei|trabalho|ano|anos|me|do|da|no|na|mas|muito|moro|agora|fui|eu|nao|estudei|foi|ai|tenho|pra|quero|comecei|entrei"
    ),
    fillers=_list("eh+|hum+|hmm+|ne(?=[ ,.]|$)|tipo assim|quer dizer assim|sabe(?=[,?])|bom(?=, )"),
    spoken_fillers=_list(
        "tipo(?! de| a\\b| o\\b)|entao|e o seguinte|assim|sabe|mais ou menos|ta(?! (?:em|no|na|nos|nas|com|de|a|o|la|aqui|bem|\\w+ndo)\\b)|bom"
    ),
    openers=_list(
        "o que (?:mais )?me (?:da|deu) (?:mais )?orgulho(?: la)? e(?: que)?|e|tambien|tambem|alem disso|depois|entao|mas|la|ai|e ai|ah|bom"
    ),
    corrections=_list(
        "nao,? perai|perai|nao,? espera|espera|quer dizer|ou melhor|melhor dizendo|desculpa|desculpe|perdao|nao,? desculpa|minto|alias|corrigindo|na verdade|digo|nao"
    ),
    name=_list(
        "me chamo|meu nome e|o meu nome e|chamo-me|meu nome completo e|nome ?:|sou [oa]|eu sou [oa]|sou|eu sou|me chamam de"
    ),
    living=_list(
        "moro em|moro no|moro na|vivo em|vivo no|vivo na|resido em|morando em|residente em|baseado em|baseada em|aqui em|me mudei para|me mudei pra|sou de|estou em"
    ),
    target=_list(
        "procuro|estou procurando|to procurando|busco|estou buscando|estou a procura de|a procura de|gostaria de (?:ser|trabalhar (?:como|com|em)|encontrar|conseguir)|queria (?:ser|trabalhar (?:como|com|em)|uma vaga de)|quero (?:ser|trabalhar (?:como|com|em)|encontrar|conseguir|uma vaga (?:de|como)|virar|me tornar|um emprego de)|meu (?:objetivo|sonho) e (?:ser|trabalhar (?:como|com|em)|virar)|objetivo ?:|em busca de|uma vaga de|o que eu quero e(?: ser)?"
    ),
    work=_list(
        "trabalhei|trabalho|trabalhava|trabalhando|trabalhar|entrei|comecei|iniciei|ingressei|passei(?= (?:pra|para|a|pro|no|na)\\b)|passei(?= (?:\\w+ ){1,2}(?:anos?|meses)\\b)|fui(?= (?:pra|para|pro|parar|contratad))|me mudei|mudei(?= (?:pra|para|pro))|fui contratad[oa]|me contrataram|estive|estou|estava|to|tava|atuei|atuo|estagiei|estagio|voltei|fiquei|exerci|exerco|emprego|vaga|servi|dei aulas?|dou aulas?|aulas?|leciono|lecionei|me chamaram|contratad[oa]|fui promovid[oa]|fui efetivad[oa]|agora|hoje|atualmente|juridico|integrei"
    ),
    being=_list("sou|fui|era|eu era|eu sou|eu fui|tenho sido|virei|estou como|fiz"),
    role=_list(
        "como|(?:trabalh\\w+|comecei|entrei|estou|to|estive|vaga|contratad[oa]|estagio|estagiei) de|sou|fui|era|virei|meu cargo (?:e|era|foi)|(?:promovid[oa]|promoveram|subi) (?:a|para|pra)|passei a ser|me tornei|(?:trabalho|emprego) (?:foi|e|era) (?:de|como)"
    ),
    beginning=_list(
        "entrei|primeiro (?:emprego|trabalho)|comecei|iniciei|ingressei|passei|fui(?= (?:pra|para|pro))|mudei|fui contratad[oa]|me contrataram|isso foi|foi em"
    ),
    promoted=_list(
        "(?:fui )?promovid[oa] (?:a|para|pra)|virei|me promoveram (?:a|para|pra)|passei a ser|me tornei|subi (?:a|para|pra)"
    ),
    staying=_list(
        "fiquei|estive|la|isso|trabalhei la|sai|pedi demissao|permaneci|durou|isso foi|continuei|estava"
    ),
    still=_list(
        "continuo la|ainda estou la|onde estou|onde eu to|onde eu estou|onde to|estou la ate hoje|e la que estou|onde trabalho|ate hoje|ate agora|la ate hoje|sigo la|ainda to la|ainda trabalho la|to la ate hoje|continuo nela"
    ),
    leaving=_list("sai|saindo|pedi demissao|fui demitid[oa]|fui mandad[oa] embora|deixei"),
    at=_list("no|na|nos|nas|em|para|pra|pro|com|do|da"),
    towards=_list("para|pra|pro|a|ao|no|na|em"),
    articles=_list("o|a|os|as|este|esta|esse|essa"),
    indefinite=_list(
        "um|uma|uns|umas|outro|outra|algum|alguma|varios|varias|diferentes|qualquer|duma|dum|numa|num"
    ),
    where=_list("onde|em que|na qual|no qual"),
    stop=_list(
        "um|uma|uns|umas|o|a|os|as|e|ou|mas|em|no|na|nos|nas|com|por|para|pra|pro|desde|ate|como|que|onde|quando|porque|enquanto|durante|entre|sou|fui|foi|era|eram|estive|estou|estava|to|tava|eu|ele|ela|eles|me|meu|minha|meus|minhas|seu|sua|se|ja|nao|sim|la|ai|aqui|ali|isso|isto|esse|essa|este|esta|depois|antes|agora|hoje|muito|mais|menos|tambem|tudo|todos|faz|fazia|fazendo|sendo|vendendo|primeiro|tipo|entao|tenho|perai|desculpa|quer|continuo|sigo|uns|cada|nem|sem|sobre|sob|atualmente|meio|periodo|mesmo|vez|vezes|ne|e|trabalhando|anos|ano|meses|mes|de(?= (?:20|19|dois|mil|ano)\\b)|bati|peraí|remoto|x"
    ),
    never=_list("nunca|jamais|nao|nem|tampouco|sem|quase"),
    wish=_list(
        "me candidatei|candidatei|candidatura|inscrevi|entrevista\\w*|me ofereceram|proposta|rejeitad\\w+|quero|queria|gostaria|adoraria|sonho|tomara|se me|poderia|vou|clientes?|fornecedor\\w*|concorren\\w+|processo seletivo|pensando|construtora dele|teste em|quis"
    ),
    kin=_list(
        "(?:(?:o|a|os|as|um|uma)? ?(?:meu|minha|meus|minhas|seu|sua|um|uma)) ?(?:irmao|irma|mae|pai|marido|esposo|esposa|mulher|namorado|namorada|filho|filha|filhos|amigo|amiga|primo|prima|tio|tia|chefe|colega|cunhado|cunhada|sogro|sogra|avo|vizinho|vizinha|sobrinho|sobrinha|pais|familia|companheiro|companheira|parceiro|parceira|padrinho|madrinha|compadre|patrao)"
    ),
    others=_list("ela|eles|elas|ele|quem"),
    me=_list("eu|sou|fui|nos|a gente|me"),
    private=_list(
        "nasceu|nasci|filhos?|filha|gravid\\w+|divorci\\w+|casei|demitid\\w+|desempreg\\w+|sem (?:trabalho|emprego|trampo)|doente|cuidando d\\w+ (?:meu|minha|mae|pai)|pandemia|voltei|me mudei|parad[oa]|tirei 20\\d\\d|anos de idade|tenho \\d+ anos|dinheiro|grana|visto|hobby|nao precisa|nao conta|nao coloca|tranquei|larguei|gosto|gostava|foi ai que|emprestou|percebi|kk+|quero voltar|bolo"
    ),
    study=_list(
        "estud\\w+|formei|formad[oa]|graduacao|graduad[oa]|licenciatura|licenciad[oa]|bacharel\\w*|tecnologo|mestrado|doutorado|pos-graduacao|pos graduacao|mba|faculdade|universidade|instituto|escola|colegio|curso|cursei|cursando|curso tecnico|bootcamp|ensino medio|supletivo|eng\\.|semestre|periodo"
    ),
    studied=_list(
        "estud(?:ei|o|ando|ava|ar)|formei|formad[oa]|graduacao|graduad[oa]|licenciatura|licenciei|licenciad[oa]|bacharel\\w*|tecnologo|mestrado|doutorado|pos-graduacao|pos graduacao|mba|faculdade|curso|cursei|cursando|bootcamp|ensino medio|supletivo|conclui"
    ),
    speak=_list("falo|fala|idiomas?|linguas?|nativ[oa]|fluente|bilingue|lingua materna|meu ingles|me viro"),
    use=_list(
        "uso|sei usar|sei mexer (?:em|no|na|com)|mexo (?:em|no|na|com)|domino|conheco|utilizo|(?:minhas )?(?:habilidades|competencias|conhecimentos)(?: sao|:| incluem)?|trabalho com(?= [A-Z])|ferramentas ?:|manjo de|programo em|tenho experiencia (?:com|em)|sou bo[am] (?:com|em)|mexer (?:em|no|na|com)"
    ),
    certified=_list(
        "certificad[oa]s?|certificac(?:ao|oes)|carteira|cnh|carta de conducao|licenca|passei na oab|registro no|habilitacao|acreditacao"
    ),
    now=_list("hoje|hj|agora|atualmente|atual|no momento"),
    before=_list("antes|antes disso|anteriormente|previamente|primeiro"),
    chatter=_list(
        "oi|ola|bom dia|boa tarde|boa noite|obrigad[oa]|muito obrigad[oa]|sim|nao|ok|beleza|claro|certo|tudo bem|tudo bom|prazer|bom|perfeito|por favor|kk+|haha+|e isso|e so isso|so isso|nao sei por onde comecar|espero que ajude|abracos|olha|entao|e o seguinte|valeu"
    ),
    requests=_list(
        "(?:voce )?(?:pode|poderia|consegue) (?:me )?(?:ajudar|fazer|escrever|criar|preparar|montar|atualizar)|me ajud[ae]|ajude-me|faca|faz (?:um|o|meu)|crie|cria|escreva|monte|monta|prepare|preciso (?:de )?(?:um|do|meu|fazer) (?:cv|curriculo)|quero (?:um|o|meu|fazer) (?:cv|curriculo)|atualize meu"
    ),
    nothing=_list(
        "pular|pula|proximo|proxima|nada|nenhum|nenhuma|nao|nao tenho|passo|nao sei|sei la|nem ideia|nao lembro|nao me lembro|nao tenho (?:e-?mail|telefone|celular|site|linkedin|idiomas|outros?|nenhum|nenhuma|um|uma)|prefiro nao (?:dizer|falar)|depois|mais tarde|sem (?:telefone|e-?mail)|nao se aplica|ainda nao"
    ),
    corrected=_list(
        "na verdade|alias|correcao|me enganei|esta errado|ta errado|nao,? (?:foi|era|e)|quis dizer|quero dizer|desculp[ae],? (?:foi|era|e)|em vez de|ao inves de|corrigindo|agora e|mudou para|meu novo|minha nova|mudei de"
    ),
    instead_of=_list("nao em|e nao em|e nao|nao|em vez de|ao inves de"),
    split=_list("e depois|e entao|depois|mas|e ai|ai|e|porque|entao|tambem|isso|por isso|foi ai que"),
    volunteer=_list("voluntari\\w+"),
    generic=_list(
        "casa|noite|noites|tempo|empresa|empresas|restaurante|bar|loja|lojas|hospital|escritorio|agencia|cliente|clientes|gente|eles|mim|tudo|todos|lugar|fim|final|inicio|comeco|turno|equipe|vendas|marketing|financas|construcao|logistica|tecnologia|educacao|saude|campo|rua|isso|verdade|geral|total|vez|exemplo|pandemia|familia|negocio|universidade|faculdade|escola|colegio|cozinha|armazem|banco|hotel|fabrica|sala|obra|obras|producao|administracao|contabilidade|recepcao|caixa|atendimento|remoto|teste|mao|nada|algo|outra|outro|meio|periodo|pequena|pequeno|grande|local|idade|ingles|area|ano|anos|mes|semestre|juridico|direito|departamento|setor|time|comercio|informal|la|cima|onde|frente"
    ),
)

CUES: dict[Locale, Cues] = {"en": ENGLISH, "es": SPANISH, "pt": PORTUGUESE}
