"""The words by which job texts in three languages say what they ask for. Matched against folded text."""

import re
from typing import Literal

Part = Literal["must", "nice", "duties", "offer", "apply", "about"]


def _any(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(' '.join(text.split()).split(' | '))})(?!\w)")


HEADINGS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("nice", _any(
        "nice to haves? | desirable | bonus(?: points)?(?: if)? | preferred | a plus | plus if | would be great | extra points | ideally | good to have"
        " | se valorara | valoramos | valorable | deseables? | suma(?:s|n)? puntos | sumara | opcional(?:es)? | es un plus"
        " | diferenciais | diferencial | desejave(?:l|is) | valoriza\\w* | mais[- ]valias? | ganha pontos | sera um diferencial"
    )),
    ("offer", _any(
        "(?:what )?we(?:'ll)? (?:offer|give) | what's in it for you | what you(?:'ll)? get | benefits | perks | in return | why (?:join|work) | salary | our offer"
        " | (?:te |que )?ofrecemos | beneficios | te damos | que te damos | condiciones | salario | remuneracion | se ofrece | prestaciones"
        " | (?:o que )?(?:a gente |nos )?oferec(?:e|emos) | beneficios | remuneracao | damos | condicoes"
    )),
    ("duties", _any(
        "what you(?:'ll| will)? (?:be )?do(?:ing)? | (?:key |main )?responsibilities | duties | the role | your role | day to day | about the (?:role|job) | job description | tasks"
        " | actividades | funciones | responsabilidades | tareas | que haras | tu mision | descripcion | el puesto | tus retos"
        " | atividades | funcoes | o que voce vai fazer | atribuicoes | (?:as tuas )?tarefas | o teu dia | descricao(?: da vaga)? | a vaga | missao"
    )),
    ("must", _any(
        "requirements? | (?:what )?you(?:'ll)? (?:need|bring|have) | we(?:'re| are)? (?:looking|expect) | what we (?:need|want|expect|ask) | qualifications | about you | who you are"
        " | essential | must haves? | (?:the )?(?:successful|ideal) candidate | (?:your )?(?:skills|profile) | you should | minimum"
        " | requisitos? | se requiere | requerimientos | perfil(?: buscado| requerido)? | (?:que )?buscamos | lo que (?:pedimos|necesitamos|buscamos) | necesitas | imprescindible | pedimos | se exige | que esperamos"
        " | o que (?:esperamos|procuramos|pedimos|buscamos|precisamos) | procuramos | precisas | exigencias | obrigatorios? | qualificacoes | quem procuramos"
    )),
    ("apply", _any(
        "how to apply | apply(?: now)? | to apply | next steps | interested"
        " | interesad[oa]s | como (?:postular|aplicar) | postul\\w+ | inscrib\\w+ | contacto | proceso"
        " | candidaturas? | candidat\\w+ | como concorrer | interessad[oa]s | processo(?: seletivo)? | contato"
    )),
    ("about", _any(
        "about (?:us|the (?:company|team|school)) | who we are | our (?:company|story)"
        " | sobre (?:nosotros|la empresa) | quienes somos | la empresa"
        " | sobre (?:nos|a empresa) | quem somos | a empresa"
    )),
)  # fmt: skip
"""What a heading opens; the first that fits counts."""

ASKS = _any(
    "must | needs? to | you(?:'ll| will)? (?:also )?(?:need|have|be able|hold|bring|should) | should | required? | requires? | essential | we (?:want|need|ask|expect|are after|'re after|look for) | looking for | looking to appoint"
    " | (?:at least|minimum(?: of)?|min\\.?) (?:\\w+ )?(?:years?|months?|\\d) | able to | ability to | experience (?:of|in|with) | knowledge of | subject to | have to (?:pass|hold|have|be) | right to work"
    " | pedimos | exigimos | se (?:exige|requiere|pide|necesita|solicita) | requiere | requerimos | necesitamos | buscamos(?: a)? | imprescindible | indispensable | excluyente | obligatori[oa] | debera[sn]? | debe[ns]? | tienes que | al menos | minimo | experiencia (?:en|de|como|con) | saber | conocimientos? de | capacidad de"
    " | exige(?:m|-se|mos)? | requer(?:emos|-se)? | precisamos | procuramos | precisas? de | e preciso | necessario | obrigatori[oa] | deves | deve(?:m|ra)? | pelo menos | no minimo | experiencia (?:em|com|de|como) | conhecimentos? (?:de|em) | a-vontade | ter disponibilidade | disponibilidade"
)  # fmt: skip
NICE = _any(
    "bonus | (?:a |an )?(?:plus|advantage|asset) | ideally | preferred | preferably | nice | desirable | not essential | sooner | would (?:also )?be (?:great|good|ideal|nice) | would help | if you (?:also )?(?:have|know|speak)"
    " | se valorara\\w* | valoraremos | valoramos | valorable | deseable | ideal | sera un plus | plus | preferible\\w* | preferentemente | suma\\w* | no es (?:imprescindible|indispensable|excluyente) | te daria puntos"
    " | ganha pontos | valoriza\\w* | sera um diferencial | diferencial | desejavel | de preferencia | preferencialmente | dava-nos jeito | mais[- ]valia | nao (?:e|sera) (?:indispensavel|obrigatorio|eliminatorio) | seria (?:otimo|bom|ideal)"
)  # fmt: skip
NOTHING_ASKED = _any(
    "we offer | in return | apply now | please (?:email|ring|call|send) | send (?:a|your) | closing date | posted | salary | per hour | equal opportunit\\w+ | we are an | committed to | shortlisted | no agencies"
    " | ofrecemos | te damos | se entregan | el contrato | postulaciones | mandar | enviar | publicad[oa] | no se discrimina | igualdad | salario | renta | prestaciones"
    " | oferecemos | damos | temos | ordenado | salario | para se candidatar | candidate-se | envi[ae] | publicad[oa] | incentivamos"
)  # fmt: skip
INJECTED = re.compile(
    r"(?<!\w)(?:ignore|disregard|olvida|ignora|desconsidere)\W.{0,40}(?:instructions?|instrucciones|instrucoes|prompt)"
    r"|(?<!\w)(?:ai|ia|llm|chatgpt|assistants?|asistentes?|assistentes?|bots?|language models?|modelos? de (?:lenguaje|linguagem)|parsers?)\b.{0,60}(?:rate|score|rank|say|state|match|califi\w+|puntu\w+|afirma\w*|di que|avali\w+|pontu\w+|diga|recomend\w+)"
    r"|(?:rate|score|califica|avalie|pontue)\b.{0,40}\b10\s*(?:/|out of|de)\s*10"
)
"""Lines that talk to a machine and not to a candidate. They are neither obeyed nor counted as asked for."""
EMPTY_LEAD = re.compile(
    r"(?:(?:and|but|so|also|we also|you|you'll|you will|who|must|should|need|needs|be|have|having|has|a|an|the|some|ideally|please|y|e|pero|tambien|que|tener|ser|estar|contar con|con|de|un|una|el|la|los|las|ter|um|uma|o|os|as|com)\s+)+"
)
YEARS = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,2})\s*(?:\+|-\s?\d{1,2}|(?:a|to)\s+\d{1,2})?\s*(?:years?|yrs?|anos?)(?!\w)"
    r"|(?<!\w)(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|um|dois|quatro|sete|oito|nove|dez)\s+(?:years?|anos?)(?!\w)"
)
NUMBER_WORDS = {
    word: value
    for value, words in enumerate(
        ["one un um", "two dos dois", "three tres", "four cuatro quatro", "five cinco", "six seis", "seven siete sete", "eight ocho oito", "nine nueve nove", "ten diez dez"], 1
    )
    for word in words.split()
}  # fmt: skip
EXPERIENCE = re.compile(
    r"(?<!\w)(?:experien\w+|minim\w+|at least|al menos|pelo menos|como|as an?|on the tools|trayectoria|vivencia|pratica)(?!\w)"
)
