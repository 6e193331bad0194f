"""What the composer says itself, in the person's language: questions, reasons, names of fields."""

from lifeos.contracts.words import Locale

_QUESTIONS: dict[str, dict[Locale, str]] = {
    "story": {
        "en": "What do you do, or what was your last job? Where was it, and from when to when?",
        "es": "¿A qué te dedicas o cuál fue tu último trabajo? ¿Dónde, y desde cuándo hasta cuándo?",
        "pt": "O que você faz, ou qual foi o seu último trabalho? Onde, e de quando até quando?",
    },
    "jobs": {
        "en": "So that I get every job right, please list them, one a line: company, job title, from when to when.",
        "es": "Para no equivocarme con ningún trabajo, escríbelos así, uno por línea: empresa, puesto, desde cuándo hasta cuándo.",
        "pt": "Para eu não errar nenhum trabalho, escreva todos assim, um por linha: empresa, cargo, de quando até quando.",
    },
    "jobs.check": {
        "en": "This is the work I understood: {jobs}. Is it right, and is nothing missing? If not, list all your jobs, one a line: "
        "company, job title, from when to when.",
        "es": "Este es el trabajo que entendí: {jobs}. ¿Está bien y no falta nada? Si no, escribe todos tus trabajos, uno por línea: "
        "empresa, puesto, desde cuándo hasta cuándo.",
        "pt": "Este é o trabalho que entendi: {jobs}. Está certo e não falta nada? Se não, escreva todos os seus trabalhos, um por linha: "
        "empresa, cargo, de quando até quando.",
    },
    "schools": {
        "en": "Please list your studies, one a line: school, degree or course, from when to when.",
        "es": "Escribe tus estudios, uno por línea: centro, título o curso, desde cuándo hasta cuándo.",
        "pt": "Escreva os seus estudos, um por linha: instituição, curso ou diploma, de quando até quando.",
    },
    "schools.check": {
        "en": "These are the studies I understood: {schools}. Are they right, and is nothing missing? If not, list them all, one a line: "
        "school, degree or course, from when to when.",
        "es": "Estos son los estudios que entendí: {schools}. ¿Están bien y no falta nada? Si no, escríbelos todos, uno por línea: "
        "centro, título o curso, desde cuándo hasta cuándo.",
        "pt": "Estes são os estudos que entendi: {schools}. Estão certos e não falta nada? Se não, escreva todos, um por linha: "
        "instituição, curso ou diploma, de quando até quando.",
    },
    "name": {
        "en": "What is your full name, as it should stand on your CV?",
        "es": "¿Cuál es tu nombre completo, tal como debe aparecer en el CV?",
        "pt": "Qual é o seu nome completo, como deve aparecer no currículo?",
    },
    "email": {
        "en": "Which e-mail address should employers write to?",
        "es": "¿A qué correo electrónico te pueden escribir las empresas?",
        "pt": "Para qual e-mail as empresas podem escrever?",
    },
    "phone": {
        "en": "Which phone number should stand on your CV?",
        "es": "¿Qué número de teléfono ponemos en el CV?",
        "pt": "Qual número de telefone colocamos no currículo?",
    },
    "location": {
        "en": "Which city do you live in?",
        "es": "¿En qué ciudad vives?",
        "pt": "Em que cidade você mora?",
    },
    "target": {
        "en": "Which role are you looking for?",
        "es": "¿Qué puesto buscas?",
        "pt": "Que cargo você procura?",
    },
    "languages": {
        "en": "Which languages do you speak, and how well?",
        "es": "¿Qué idiomas hablas y con qué nivel?",
        "pt": "Que idiomas você fala, e em que nível?",
    },
    "skills": {
        "en": "Which tools, programs or skills do you use at work?",
        "es": "¿Qué herramientas, programas o habilidades usas en tu trabajo?",
        "pt": "Que ferramentas, programas ou habilidades você usa no trabalho?",
    },
    "job.name": {
        "en": "Which company or place was that: {label}?",
        "es": "¿En qué empresa o lugar fue: {label}?",
        "pt": "Em que empresa ou lugar foi: {label}?",
    },
    "job.position": {
        "en": "What was your job title {at}?",
        "es": "¿Qué puesto tenías {at}?",
        "pt": "Qual era o seu cargo {at}?",
    },
    "job.position.now": {
        "en": "What is your job title {at}?",
        "es": "¿Qué puesto tienes {at}?",
        "pt": "Qual é o seu cargo {at}?",
    },
    "job.dates": {
        "en": "When did you work {at}? From when to when?",
        "es": "¿Cuándo trabajaste {at}? ¿Desde cuándo hasta cuándo?",
        "pt": "Quando você trabalhou {at}? De quando até quando?",
    },
    "job.startDate": {
        "en": "When did you start {at}? Month and year, if you know.",
        "es": "¿Cuándo empezaste {at}? Mes y año, si lo sabes.",
        "pt": "Quando você começou {at}? Mês e ano, se souber.",
    },
    "job.endDate": {
        "en": "Until when were you {at}, or are you still there?",
        "es": "¿Hasta cuándo estuviste {at}, o sigues ahí?",
        "pt": "Até quando você ficou {at}, ou ainda está lá?",
    },
    "job.dates.months": {
        "en": "You worked {at} from {start} to {end}. From which month to which month?",
        "es": "Trabajaste {at} de {start} a {end}. ¿De qué mes a qué mes?",
        "pt": "Você trabalhou {at} de {start} a {end}. De que mês a que mês?",
    },
    "job.startDate.months": {
        "en": "In which month of {start} did you start {at}?",
        "es": "¿En qué mes de {start} empezaste {at}?",
        "pt": "Em que mês de {start} você começou {at}?",
    },
    "job.endDate.months": {
        "en": "Until which month of {end} were you {at}?",
        "es": "¿Hasta qué mes de {end} estuviste {at}?",
        "pt": "Até que mês de {end} você ficou {at}?",
    },
    "job.highlights": {
        "en": "What are you most proud of {at}? A number helps.",
        "es": "¿De qué estás más orgulloso u orgullosa {at}? Un número ayuda.",
        "pt": "Do que você mais se orgulha {at}? Um número ajuda.",
    },
    "job.highlights.more": {
        "en": "What else did you achieve {at}? A number helps.",
        "es": "¿Qué más lograste {at}? Un número ayuda.",
        "pt": "O que mais você conseguiu {at}? Um número ajuda.",
    },
    "education.institution": {
        "en": "Where did you study, and what?",
        "es": "¿Dónde estudiaste y qué?",
        "pt": "Onde você estudou, e o quê?",
    },
    "education.institution.of": {
        "en": "Where did you study {label}?",
        "es": "¿Dónde estudiaste {label}?",
        "pt": "Onde você estudou {label}?",
    },
    "education.studyType": {
        "en": "Which degree or certificate did you get, or are you getting, {at}?",
        "es": "¿Qué título obtuviste, o vas a obtener, {at}?",
        "pt": "Que diploma ou título você obteve, ou vai obter, {at}?",
    },
    "education.dates": {
        "en": "When did you study {at}? From when to when?",
        "es": "¿Cuándo estudiaste {at}? ¿Desde cuándo hasta cuándo?",
        "pt": "Quando você estudou {at}? De quando até quando?",
    },
    "education.dates.start": {
        "en": "In which year did you begin to study {at}?",
        "es": "¿En qué año empezaste a estudiar {at}?",
        "pt": "Em que ano você começou a estudar {at}?",
    },
    "dates": {
        "en": "When was that, {label}? From when to when?",
        "es": "¿Cuándo fue, {label}? ¿Desde cuándo hasta cuándo?",
        "pt": "Quando foi, {label}? De quando até quando?",
    },
    "date": {
        "en": "In which year was that: {label}?",
        "es": "¿En qué año fue: {label}?",
        "pt": "Em que ano foi: {label}?",
    },
    "true": {
        "en": "Is it true: {value}?",
        "es": "¿Es cierto: {value}?",
        "pt": "É verdade: {value}?",
    },
    "right": {
        "en": "How is it written correctly: {value}?",
        "es": "¿Cómo se escribe correctamente: {value}?",
        "pt": "Como se escreve corretamente: {value}?",
    },
}
_REASONS: dict[str, dict[Locale, str]] = {
    "unsupported": {
        "en": "Your words do not bear this out.",
        "es": "Tus palabras no lo respaldan.",
        "pt": "As suas palavras não sustentam isso.",
    },
    "refused": {
        "en": "This is not written in a form that a CV can hold.",
        "es": "No está escrito de una forma que el CV pueda llevar.",
        "pt": "Não está escrito de uma forma que o currículo possa ter.",
    },
    "not_a_date": {
        "en": "This is not a date with a year.",
        "es": "No es una fecha con año.",
        "pt": "Não é uma data com ano.",
    },
    "contradiction": {
        "en": "It ends ({end}) before it starts ({start}).",
        "es": "Termina ({end}) antes de empezar ({start}).",
        "pt": "Termina ({end}) antes de começar ({start}).",
    },
    "open_end": {
        "en": "You said when it began, not when it ended. Alone it would read as if it still went on.",
        "es": "Dijiste cuándo empezó, no cuándo terminó. Sola parecería que sigue hoy.",
        "pt": "Você disse quando começou, não quando terminou. Sozinha pareceria que continua hoje.",
    },
}
_ALL_RIGHT: dict[Locale, list[str]] = {
    "en": ["Yes, that is all"],
    "es": ["Sí, eso es todo"],
    "pt": ["Sim, é só isso"],
}
_CHOICES: dict[str, dict[Locale, list[str]]] = {
    "jobs.check": _ALL_RIGHT,
    "schools.check": _ALL_RIGHT,
    "job.endDate": {
        "en": ["I still work there"],
        "es": ["Sigo trabajando ahí"],
        "pt": ["Ainda trabalho lá"],
    },
}
_TITLES: dict[Locale, str] = {"en": "CV", "es": "Currículum", "pt": "Currículo"}
_AT: dict[Locale, str] = {"en": "at", "es": "en", "pt": "em"}
_AS: dict[Locale, str] = {"en": "as", "es": "como", "pt": "como"}
_THERE: dict[Locale, str] = {"en": "there", "es": "ahí", "pt": "lá"}


def question_text(key: str, language: Locale, **words: str) -> str:
    """A question, with the person's own words set in."""
    return _QUESTIONS[key][language].format(**words)


def reason_text(key: str, language: Locale, **words: str) -> str:
    """Why a value was left out."""
    return _REASONS[key][language].format(**words)


def choices(key: str, language: Locale) -> list[str]:
    """Answers that a button can offer."""
    return _CHOICES.get(key, {}).get(language, [])


def title_text(name: str, language: Locale) -> str:
    """The title of a CV, such as `CV - Ana Lima`."""
    return f"{_TITLES[language]} - {name}" if name else _TITLES[language]


def at_text(name: str, language: Locale) -> str:
    """`at Acme`, in the person's language."""
    return f"{_AT[language]} {name}"


def as_text(position: str, language: Locale) -> str:
    """`as welder`, in the person's language."""
    return f"{_AS[language]} {position}"


def there_text(quote: str, language: Locale) -> str:
    """`there (...)`, with what was said of a place that has no name yet."""
    return f"{_THERE[language]} (“{quote}”)"
