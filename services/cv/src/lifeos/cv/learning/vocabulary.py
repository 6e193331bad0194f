"""Names of months, languages, degrees, roles, places and CV sections. All folded: no accents, no capitals."""

import re

from lifeos.contracts.words import Locale


def _table(lines: str) -> dict[str, int]:
    rows = [line.split() for line in lines.strip().splitlines()]
    return {name: number for number, names in enumerate(rows, 1) for name in names}


MONTHS: dict[str, int] = _table("""
january enero janeiro jan ene
february febrero fevereiro feb fev
march marzo marco mar
april abril abr apr
may mayo maio mai
june junio junho jun
july julio julho jul
august agosto aug ago
september septiembre setiembre setembro sep sept set
october octubre outubro oct out
november noviembre novembro nov
december diciembre dezembro dec dic dez
""")

ENGLISH_WORDS_TOO = frozenset({"out", "ago", "set"})
"""Abbreviations of months in Spanish or Portuguese that are everyday words in English."""

NUMBERS: dict[Locale, dict[str, int]] = {
    "en": {
        **_table("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve\nthirteen"),
        **{"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19},
        **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80},
        **{"ninety": 90},
    },
    "es": {
        **_table(
            "un uno una\ndos\ntres\ncuatro\ncinco\nseis\nsiete\nocho\nnueve\ndiez\nonce\ndoce\ntrece\ncatorce"
        ),
        **{"quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20},
        **{"veintiuno": 21, "veintiun": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24},
        **{"veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29},
        **{"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80},
        **{"noventa": 90},
    },
    "pt": {
        **_table(
            "um uma\ndois duas\ntres\nquatro\ncinco\nseis meia\nsete\noito\nnove\ndez\nonze\ndoze\ntreze"
        ),
        **{"quatorze": 14, "catorze": 14, "quinze": 15, "dezesseis": 16, "dezasseis": 16, "dezessete": 17},
        **{"dezassete": 17, "dezoito": 18, "dezenove": 19, "dezanove": 19, "vinte": 20, "trinta": 30},
        **{"quarenta": 40, "cinquenta": 50, "sessenta": 60, "setenta": 70, "oitenta": 80, "noventa": 90},
    },
}

_LANGUAGE_NAMES = """
    marathi gujarati tamil telugu bengali punjabi urdu kannada malayalam sinhala nepali tagalog
    filipino cebuano yoruba igbo hausa swahili zulu xhosa afrikaans amharic somali shona twi lingala
    changana xichangana makua kimbundu umbundu quechua guarani nahuatl mapudungun aymara gallego
    euskera galego valenciano creole criollo crioulo irish welsh gaelic norwegian danish finnish
    czech slovak hungarian serbian croatian albanian lithuanian latvian estonian hebrew persian
    farsi pashto thai vietnamese khmer indonesian malay english spanish german french italian
    portuguese catalan valencian galician basque chinese mandarin cantonese arabic russian polish
    ukrainian romanian bulgarian greek turkish hindi japanese korean dutch swedish ingles espanol
    castellano aleman frances italiano portugues vasco chino arabe ruso polaco ucraniano rumano
    bulgaro griego turco japones coreano neerlandes holandes sueco noruego danes finlandes checo
    hungaro hebreo espanhol alemao catalao chines russo polones romeno grego libras
"""
LANGUAGES = frozenset(_LANGUAGE_NAMES.split())

LEVEL = re.compile(
    r"(?<![\w])(?:[abc][12]\+?|a\d|native(?: speaker| level|ly)?|nativ[oa]s?|bilingual|bilingue|mother tongue|lengua materna|"
    r"lingua materna|fluent(?:ly)?|fluente(?:mente)?|fluid[oa]|con fluidez|proficient|professional(?: working)?(?: proficiency)?|"
    r"profesional|profissional|advanced|avanzad[oa]|avancad[oa]|upper[- ]intermediate|intermediate|intermedi[oa]|"
    r"intermediari[oa]|conversational|conversacional|basic|basic[oa]|beginner|elementary|principiante|iniciante|"
    r"limited(?: working)?(?: proficiency)?|full professional(?: proficiency)?|good|bueno|bom|some|a bit of|a little|"
    r"un poco de|algo de|um pouco de|nivel (?:alto|medio|bajo)|working knowledge|tecnic[oa])(?![\w])"
)

DEGREE = re.compile(
    r"(?<![\w])(?:bachelor(?:'?s)?(?: degree)?(?: of (?:science|arts|engineering|commerce|business administration|laws))?|"
    r"master(?:'?s)?(?: degree)?(?: of (?:science|arts|engineering|business administration|laws|education))?|"
    r"associate(?:'?s)?(?: degree)|ph\.?d\.?|doctorate|m\.?b\.?a\.?|b\.?sc\.?(?: hons)?|m\.?sc\.?|b\.?com\.?|b\.?eng\.?|m\.?eng\.?|"
    r"b\.?tech\.?|m\.?tech\.?|b\.a\.?|m\.a\.?|ba(?= in| \(| hons)|ma(?= in)|b\.s\.?|m\.s\.?|bs(?= in)|ms(?= in)|llb|llm|m\.?phil|pgce|gcses?|"
    r"a-levels?|[sng]vq(?: level)?(?: \d)?|hnd|hnc|btec(?: level \d)?|ged|high school diploma|(?:higher |advanced |graduate |postgraduate |vocational |national )?diploma|"
    r"foundation degree|degree|vocational (?:degree|training)|bootcamp|culinary school|nursing school|law school|medical school|trade school|"
    r"(?:doble )?grado(?: superior| medio)?|licenciatura|licenciad[oa]|maestria|master(?:s)?(?: universitario)?|doctorado|doutorado|"
    r"diplomatura|diplomado|tecnicatura(?: superior)?|tecnico superior|tecnic[oa] en|ciclo(?: formativo)?(?: de)?(?: grado)?(?: superior| medio)?|"
    r"f\.?p\.?(?: ii?| de grado (?:superior|medio))?|bachillerato|bachiller|prepa(?:ratoria)?|secundaria|profesorado|ingenieria|pedagogia|"
    r"posgrado|postgrado|especializacion|especializacao|curso(?: tecnico)?|titulad[oa]|"
    r"graduacao|bacharelado|bacharel|tecnologo|mestrado(?: integrado)?|pos[- ]graduacao|ensino medio|ensino superior|magisterio|"
    r"certificate of higher education|apprenticeship)(?![\w])"
)

SCHOOL = re.compile(
    r"(?<![\w])(?:universit\w*|universidade?s?|univ|uniwersytet|university|college|polytechnic|politecnic[oa]|politecnico|institut\w*|"
    r"escola|escuela|school|faculdades?|facultad|colegio|academy|academia|bootcamp|ies|instituto|liceo|liceu|fatec|"
    r"senai|senac|sena|cetis|conalep|cecyt|unam|uned|uba|usp|ufrj|ufmg|ufpe|ufpb|ufrgs|ufba|ufsc|ufpr|unicamp|unesp|puc|fgv|ipn|uam|itesm|"
    r"utn|uoc|mit|ucla|lse|iscte|etec|ifsp|ifes|fiap|insper|mackenzie|fisk|conservato\w+|seminary|center for|tec de monterrey|u\.)(?![\w])"
)

ORGANISATION = re.compile(
    r"(?<![\w])(?:hospital|clinic|clinica|bank|banco|group|grupo|ltd|llc|llp|inc|gmbh|plc|corp|corporation|company|co|s\.?a\.?|s\.?l\.?|ltda|"
    r"partners|sons|restaurant|restaurante|hotel|hoteles|cafe|bar|bakery|panaderia|padaria|supermercados?|transportes|"
    r"logistics|logistica|school|college|university|universidad|universidade|colegio|escuela|escola|liceo|instituto|"
    r"council|trust|foundation|fundacion|fundacao|ministry|ministerio|ayuntamiento|prefeitura|museum|museo|museu|labs?|"
    r"studios?|estudio|agency|agencia|store|stores|airlines|consulting|consultores|systems|solutions|technologies|"
    r"construtora|constructora|taller|talleres|oficina|farmacia|pharmacy|industries|industrias|foods|media|motors|clinicas)(?![\w])"
)

ROLE = re.compile(
    r"(?<![\w])(?:"
    r"sommelier|concierge|vice president|chairman|chairwoman|dean|registrar|curator|archivist|broadcaster|"
    r"presenter|illustrator|tailor|upholsterer|glazier|plasterer|bricklayer|tiler|scaffolder|rigger|"
    r"millwright|lineman|technologist|radiographer|sonographer|phlebotomist|orderly|soldier|sergeant|"
    r"corporal|lieutenant|firefighter|policeman|constable|detective|caretaker|janitor|groundskeeper|valet|"
    r"doorman|bellhop|croupier|teller|actuary|banker|adjuster|appraiser|canvasser|telemarketer|promoter|"
    r"ambassador|dba|sysadmin|aide|childminder|pastor|chaplain|caseworker|proofreader|typist|"
    r"subjef[ea]|sumiller|maitre|pasteler[oa]|repostero|heladero|bomber[oa]|policia|soldado|militar|"
    r"sargento|marinero|pescadora?|ganader[oa]|agricultora?|jornaler[oa]|peon|gruista|tornero|fresadora?|"
    r"ajustadora?|cristalero|yesero|encofrador|ferrallista|jardiner[oa]|florista|modista|sastre|"
    r"esteticista|masajista|matrona|celadora?|higienista|podolog[oa]|pediatra|cirujan[oa]|veterinari[oa]|"
    r"odontolog[oa]|dentista|terapeuta|logopeda|psicopedagog[oa]|sociolog[oa]|biolog[oa]|geolog[oa]|"
    r"agronomo|topografo|delineante|proyectista|ilustradora?|realizadora?|productora|guionista|locutora?|"
    r"orientadora?|tutora?|planificadora?|tesorer[oa]|cobradora?|azafat[oa]|tripulante|piloto|taxista|"
    r"mensajer[oa]|camioner[oa]|maquinista|controladora?|conserje|ordenanza|canguro|socorrista|"
    r"encuestadora?|captadora?|formadora?|"
    r"chefe|subchefe|bombeir[oa]|policial|motoboy|entregadora?|frentista|manicure|biomedic[oa]|"
    r"fonoaudiolog[oa]|empregad[oa]|pasteleir[oa]|confeiteir[oa]|churrasqueir[oa]|governanta|camareir[oa]|"
    r"arrumadeira|torneir[oa]|montadora?|serralheir[oa]|vidraceir[oa]|marceneir[oa]|contramestre|"
    r"conferente|separadora?|empilhadorista|manobrista|escrevente|escriturari[oa]|tesoureir[oa]|"
    r"bancari[oa]|corretora?|publicitari[oa]|revisora?|roteirista|diagramadora?|jardineir[oa]|carteir[oa]|"
    r"rececionista|sapateir[oa]|peixeir[oa]|bilheteir[oa]|explicadora?|locutora?|figurinista|"
    r"alfaiate|engomadeira|lavadora?|tratorista|vaqueir[oa]|marinheir[oa]|comissari[oa]|"
    r"nurse|chef|cook|head|lead|leader|stacker|manager|intern|clerk|apprentice|assistant|analyst|architect|technician|tech|"
    r"engineer|developer|designer|director|officer|consultant|accountant|attendant|teacher|tutor|lecturer|professor|"
    r"coach|nanny|au pair|barista|waiter|waitress|server|bartender|host|hostess|guard|rep|representative|associate|"
    r"agent|advisor|adviser|specialist|coordinator|supervisor|superintendent|foreman|forewoman|labou?rer|operative|"
    r"operator|mechanic|plumber|electrician|carpenter|joiner|welder|driver|courier|picker|packer|porter|cleaner|maid|"
    r"housekeeper|caregiver|carer|care worker|social worker|therapist|physio\w*|pharmacist|doctor|surgeon|dentist|vet|paramedic|"
    r"midwife|lawyer|paralegal|solicitor|barrister|secretary|receptionist|administrator|planner|buyer|merchandiser|cashier|"
    r"salesman|saleswoman|salesperson|seller|marketer|editor|writer|copywriter|journalist|reporter|translator|"
    r"interpreter|researcher|scientist|chemist|biologist|economist|statistician|programmer|tester|qa|sre|devops|cto|ceo|cfo|coo|"
    r"founder|co-founder|owner|partner|president|vp|treasurer|trainee|trainer|instructor|librarian|pilot|steward|stewardess|"
    r"dispatcher|controller|auditor|bookkeeper|underwriter|broker|recruiter|inspector|surveyor|estimator|fitter|machinist|"
    r"roofer|painter|gardener|farmer|fisherman|butcher|baker|pastry|dishwasher|line cook|team member|crew member|staff|"
    r"volunteer|fellow|postdoc|practitioner|hygienist|optician|stylist|hairdresser|barber|beautician|warehouse|runner|busser|"
    r"strategist|producer|photographer|videographer|animator|artist|musician|dancer|actor|actress|executive|principal|"
    r"scrum master|product owner|stocker|loader|handler|worker|support|freelancer|counselor|counsellor|captain|monitor|"
    r"chofer|conductora?|camarer[oa]|cociner[oa]|mesero|mesera|mozo|moza|garcom|garconete|jef[ea]|auxiliar|ayudante|asistente|"
    r"assistente|ajudante|analista|gerente|gestora?|directora?|diretora?|subdirectora?|encargad[oa]|encarregad[oa]|responsable|responsavel|"
    r"coordinadora?|coordenadora?|supervisora?|tecnic[oa]|ingenier[oa]|engenheir[oa]|enfermer[oa]|enfermeir[oa]|medic[oa]|"
    r"abogad[oa]|advogad[oa]|maestr[oa]|profesora?|professora?|profe|docente|educadora?|monitora?|contable|contadora?|"
    r"administrativ[oa]|recepcionista|secretari[oa]|vendedora?|comercial|dependient[ea]|cajer[oa]|caixa|operari[oa]|operadora?|"
    r"mont[ao]carguista|mozo de almacen|repartidora?|transportista|caminhoneiro|motorista|mecanic[oa]|electricista|eletricista|"
    r"fontaner[oa]|plomero|encanador|pedreiro|albanil|carpinter[oa]|carpinteir[oa]|soldadora?|pintora?|costureira|peluquer[oa]|"
    r"cabeleireir[oa]|limpiadora?|faxineir[oa]|diarista|empleada|cuidadora?|ninera|baba|periodista|jornalista|redactora?|redatora?|"
    r"disenadora?|desarrolladora?|desenvolvedora?|programadora?|consultora?|asesora?|assessora?|arquitect[oa]|arquitet[oa]|"
    r"investigadora?|pesquisadora?|cientifica|cientista|farmaceutic[oa]|psicolog[oa]|fisioterapeuta|nutricionista|trabajadora? social|"
    r"becari[oa]|practicante|pasante|estagiari[oa]|aprendiz|trainee|voluntari[oa]|ejecutiv[oa]|executiv[oa]|representante|"
    r"promotora?|teleoperadora?|atendente|agente|vigilante|guardia|porteiro|portera?|zelador|padeiro|panader[oa]|carnicer[oa]|"
    r"acougueiro|pizzer[oa]|pizzaiolo|barman|bartender|cantante|musico|fotograf[oa]|socio|socia|fundadora?|duen[oa]|dona?|"
    r"autonom[oa]|independiente|mentora?|capataz|mestre de obras|inspectora?|inspetora?|auditora?|compradora?|despachante|almacenista|almoxarife|"
    r"estoquista|repositora?|balconista|copeira|cozinheir[oa]|lavaplatos|bedel|interventora?|oficial|perita?|traductora?|tradutora?|"
    r"interprete|bibliotecari[oa]|guia|animadora?|entrenadora?|treinadora?|preparadora?|instrutora?|instructora?|lider|staff nurse|sous chef|"
    r"[a-z]{4,}(?:ologist|ographer|ician|keeper|maker|smith|monger|minder))s?(?![\w])"
)

PLACES = frozenset(
    """
england|scotland|wales|ireland|uk|united kingdom|usa|us|united states|canada|australia|new zealand|india|spain|france|germany|
italy|portugal|brazil|mexico|argentina|chile|peru|colombia|ecuador|uruguay|paraguay|bolivia|venezuela|netherlands|belgium|
switzerland|austria|poland|romania|japan|china|london|manchester|birmingham|leeds|glasgow|edinburgh|bristol|liverpool|
sheffield|cardiff|belfast|dublin|cork|york|newcastle|nottingham|new york|boston|chicago|houston|austin|dallas|seattle|denver|
miami|atlanta|phoenix|portland|los angeles|san francisco|san diego|philadelphia|milwaukee|toronto|vancouver|montreal|sydney|
melbourne|brisbane|perth|auckland|mumbai|delhi|bangalore|chennai|paris|lyon|berlin|munich|hamburg|frankfurt|rome|milan|
amsterdam|brussels|zurich|geneva|vienna|warsaw|krakow|tokyo|singapore|dubai|hong kong|texas|california|florida|ohio|
inglaterra|escocia|irlanda|reino unido|estados unidos|espana|francia|alemania|italia|brasil|paises bajos|suiza|polonia|
madrid|barcelona|valencia|sevilla|malaga|bilbao|zaragoza|granada|murcia|alicante|getafe|vigo|cordoba|valladolid|salamanca|
ciudad de mexico|cdmx|guadalajara|monterrey|puebla|queretaro|tijuana|merida|leon|laredo|buenos aires|rosario|mendoza|la plata|
santiago|valparaiso|temuco|concepcion|lima|arequipa|cusco|bogota|medellin|cali|barranquilla|quito|guayaquil|montevideo|
asuncion|la paz|caracas|panama|costa rica|san jose|guatemala|el salvador|honduras|nicaragua|cuba|la habana|republica dominicana|
santo domingo|puerto rico|
franca|alemanha|espanha|suica|estados unidos|lisboa|porto|braga|coimbra|aveiro|faro|setubal|matosinhos|maia|sao paulo|
rio de janeiro|rio|belo horizonte|brasilia|salvador|fortaleza|recife|curitiba|porto alegre|florianopolis|campinas|santos|
niteroi|goiania|manaus|belem|natal|joao pessoa|maceio|vitoria|londrina|ribeirao preto|sorocaba|valinhos|minas gerais|bahia|
acre|alagoas|amapa|amazonas|ceara|espirito santo|goias|maranhao|mato grosso|mato grosso do sul|paraiba|parana|pernambuco|piaui|rio grande do norte|rio grande do sul|rondonia|roraima|santa catarina|sergipe|tocantins|maputo|matola|beira|nampula|luanda|benguela|huambo|praia|mindelo|
londres|nova york|nueva york|paris|berlim|madri
""".replace("\n", "").split("|")
)

SECTIONS: dict[str, str] = {
    heading: section
    for section, headings in {
        "work": "experience|work experience|professional experience|employment|employment history|work history|career|career history|"
        "relevant experience|experiencia|experiencia laboral|experiencia profesional|trayectoria|trayectoria profesional|empleo|historial laboral|"
        "experiencia profissional|experiencias|experiencias profissionais|historico profissional|percurso profissional|trajetoria profissional",
        "education": "education|academic background|studies|qualifications|education and training|training|educacion|formacion|"
        "formacion academica|estudios|educacion y formacion|formacao|formacao academica|educacao|escolaridade|habilitacoes|habilitacoes literarias",
        "skills": "skills|technical skills|key skills|core skills|competencies|tools|technologies|tech stack|stack|conocimientos|habilidades|"
        "competencias|aptitudes|herramientas|tecnologias|destrezas|conhecimentos|habilidades tecnicas|ferramentas|competencias tecnicas|conocimientos tecnicos|conhecimentos tecnicos|it skills|informatica",
        "languages": "languages|idiomas|lenguas|linguas",
        "certificates": "certificates|certifications|licencias y certificaciones|licencas e certificados|licencas e certificacoes|licenses|licences|licenses and certifications|licenses & certifications|courses|certificados|"
        "certificaciones|cursos|cursos y certificados|licencias|certificacoes|cursos e certificados|cursos e certificacoes|formacion complementaria|formacao complementar|formacao profissional|cursos complementares",
        "volunteer": "volunteering|volunteer|volunteer experience|volunteer work|voluntariado|trabajo voluntario|trabalho voluntario",
        "projects": "projects|personal projects|side projects|proyectos|proyectos personales|projetos|projetos pessoais",
        "awards": "awards|honors|honours|achievements|honors and awards|premios|reconocimientos|premios e reconhecimentos|logros|distinciones|reconhecimentos",
        "summary": "summary|profile|about|about me|professional summary|personal statement|acerca de|acerca de mi|sobre mi|perfil|"
        "perfil profesional|resumen|extracto|sobre mim|resumo|perfil profissional|resumo profissional|sobre|apresentacao|presentacion",
        "target": "objective|career objective|objetivo|objetivo profesional|objetivo profissional",
        "contact": "contact|contact info|informacion de contacto|informacoes de contato|contact details|personal details|contacto|datos personales|datos de contacto|contato|contatos|dados pessoais|informacoes pessoais",
        "interests": "interests|hobbies|hobbies and interests|intereses|aficiones|interesses|passatempos",
        "references": "references|referees|recommendations|recomendaciones|recomendacoes|activity|actividad|atividade|people also viewed|people you may know|"
        "personas que quiza conozcas|otras personas vieron|mas perfiles para ti|pessoas que talvez voce conheca|outras pessoas viram|"
        "referencias|referencias personales|referencias laborales|referencias profissionais|referencias pessoais",
        "other": "other|otros|outros|additional information|informacion adicional|otros datos|informacoes adicionais|outras informacoes|publications|publicaciones|publicacoes",
    }.items()
    for heading in headings.split("|")
}
"""Heading of a CV section to the section it opens."""

ACRONYMS = frozenset(
    [
        "dhl",
        "ibm",
        "bmw",
        "ups",
        "nhs",
        "bbc",
        "hsbc",
        "kpmg",
        "sap",
        "bp",
        "cvs",
        "h&m",
        "jp",
        "jpmorgan",
        "tcs",
        "uba",
        "unam",
        "uned",
        "usp",
        "ufrj",
        "ufmg",
        "ufpe",
        "ufpb",
        "puc",
        "fgv",
        "ipn",
        "uam",
        "cobaq",
        "sena",
        "senai",
        "senac",
        "etec",
        "fatec",
        "ibge",
        "sus",
        "imss",
        "issste",
        "cfe",
        "pemex",
        "bbva",
        "ing",
        "tui",
        "iese",
        "ie",
        "ucla",
        "mit",
        "lse",
        "totvs",
        "pwc",
        "ey",
        "abb",
        "ge",
        "ikea",
        "oab",
        "sql",
        "html",
        "css",
        "php",
        "aws",
        "gcp",
        "crm",
        "erp",
    ]
)
