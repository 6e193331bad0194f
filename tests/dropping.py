"""Words of a story that appear neither in the CV nor in what is shown as unplaced. Independent of how they were read."""

import itertools
import re
from collections.abc import Iterator

from lifeos.contracts.resume import PRESENT
from lifeos.cv.drafts import value_at
from lifeos.cv.learning.passage import fold
from lifeos.cv.learning.vocabulary import SECTIONS
from tests.stories import Story
from tests.storytelling import Telling

LONG_RUN = 5
"""Content words in a row whose loss counts, even without a number or a name among them."""
BREAK = re.compile(r"[.!?;:\n(),|·•–—]+(?=\s|$)|\n")
WORD = re.compile(r"[^\W_](?:[\w'’+#./@%-]*[\w+#%])?")
NUMBERING = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]+(?=\S)|^[ \t]*\d{1,2}\.\d{1,2}[ \t]+(?=\S)", re.MULTILINE)
"""How lines are numbered: "5.1 Employer: ..." says no number."""
_STOP = """
    a an the and or but so to of in on at for from with by as it its that this these those is are was were be been am i me
    my we our they them he she his her you your do did does not no if then than when while which who what there here about
    just more less very can could would should will also into out up over after before until since because have has had
    i'm i've i'd it's that's didn't don't got get last next one two three job jobs work worked working works title role
    started start left went going go moved joined name called contact phone mail e-mail email reach live living lives
    speak looking want use year years month months now currently still between like another some under using each every
    all off back down ago first straight
    el la los las un una unos unas y o u pero de del al en a por para con sin como que es son fue era ser soy mi mis me se
    su sus lo le les nos ya muy mas menos no si también tambien cuando donde desde hasta entre sobre este esta esto ese esa
    eso aqui ahi alli hoy antes luego despues entonces pues bueno trabajo trabaje trabajaba empleo puesto cargo empece
    entre estuve entro pase llamo nombre vivo hablo busco correo movil telefono cel celular quiero gustaria año años ano
    anos mes meses hace ahora actualmente actual mismo misma hay tengo todo toda estudie sigo porque fui hice soy
    o os as um uma uns umas e ou mas do da dos das no na nos nas em ao aos pelo pela com sem sou era foi ser meu minha meus
    minhas eu me se seu sua isso isto esse essa este esta ja mais muito nao tambem quando onde ate sobre aqui ali la hoje
    antes depois entao trabalho trabalhei emprego cargo comecei entrei fiquei moro falo procuro quero numero telefone
    whats gostaria agora atualmente atual mesmo mesma tenho tudo estudei ainda porque fui fiz anos ano ha tem que aí ai
    estou tive present onde nele nela dele dela daquele daquela desse dessa
"""
_FILLER = """
    okay ok um uh yeah well guess basically wanna say hi hello hey please cv resume anyway
    bueno pues ver sea digamos este nomas sabes verdad oye hola jaja haha currículum curriculum
    oi tudo bem né ne tipo assim peraí perai hum sabe então olha bom seguinte é curriculo
"""
STOP, FILLER = frozenset(_STOP.split()), frozenset(_FILLER.split())
CORRECTED = re.compile(
    r"(?:no,? wait|wait,? no|no,? sorry|sorry|i lie|no,? miento|miento|perdon|digo|mejor dicho|no,? espera|"
    r"perai|pera|desculpa|quer dizer|minto|alias|ou melhor|or rather|scratch that)(?!\w)"
)
NUMBER = re.compile(
    r"\d|^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundred|thousand|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|veint\w+|treinta|"
    r"cuarenta|cincuenta|noventa|cien|ciento|mil|dois|duas|quatro|sete|oito|nove|dez|onze|doze|treze|quinze|vinte|trinta|quarenta|"
    r"cinquenta|sessenta|setenta|oitenta)$"
)


def dropped_words(story: Story, telling: Telling) -> Iterator[str]:
    """Runs of content words of a sentence that are nowhere, when they hold a number, a name or five words.

    A word is represented when it lies in the evidence of a value of the CV or of an unplaced text, or stands in one of
    them; what a later answer made more exact counts as well. Words that the person takes back at once ("2016, no wait, 2017") need not be.
    """
    shown = _shown_words(telling)
    for turn_id, text in telling.said.items():
        if text not in story.turns:
            continue
        covered = _covered(telling, turn_id, len(text))
        yield from _runs(text, covered, shown)


def _shown_words(telling: Telling) -> frozenset[str]:
    values = [value_at(telling.cv.document, leaf.pointer) for leaf in telling.cv.leaves]
    texts = [
        *values,
        *(each.text for each in telling.cv.unplaced),
        *(each.value for each in telling.cv.left_out),
    ]
    return frozenset(match.group() for text in texts for match in WORD.finditer(fold(text)))


def _covered(telling: Telling, turn_id: str, length: int) -> bytearray:
    marks = bytearray(length)
    for number in NUMBERING.finditer(telling.said[turn_id]):
        marks[number.start() : number.end()] = b"\x01" * (number.end() - number.start())
    cited = [each for leaf in telling.cv.leaves for each in leaf.evidence]
    cited += [each.evidence for each in telling.cv.unplaced]
    cited += [each for m in telling.corrected for claim in m.claims.values() for each in claim.evidence]
    goes_on = [c for m in telling.memories for c in m.claims.values() if c.value == PRESENT]
    cited += [each for claim in goes_on for each in claim.evidence]
    for each in cited:
        if each.id == turn_id:
            marks[each.start : each.end] = b"\x01" * max(0, min(each.end, length) - each.start)
    return marks


def _runs(text: str, covered: bytearray, shown: frozenset[str]) -> Iterator[str]:
    edges = [0, *(m.end() for m in BREAK.finditer(text)), len(text)]
    for start, end in itertools.pairwise(edges):
        if fold(text[start:end]).strip(" :\n") in SECTIONS:
            continue
        run: list[re.Match[str]] = []
        for word in WORD.finditer(text, start, end):
            plain = fold(word.group())
            if plain in STOP or plain in FILLER:
                continue
            if plain in shown or 1 in covered[word.start() : word.end()]:
                yield from _lost(text, run, start)
                run = []
            else:
                run.append(word)
        yield from _lost(text, run, start)


def _lost(text: str, run: list[re.Match[str]], start: int) -> Iterator[str]:
    """The run as one line when its loss counts."""
    if not run:
        return
    after = fold(text[run[-1].end() : run[-1].end() + 16])
    if CORRECTED.match(after.strip(" ,.")):
        return
    opening = text[start : run[0].start()].strip() == ""
    names = [word for number, word in enumerate(run) if word.group()[0].isupper() and (number or not opening)]
    if names or len(run) >= LONG_RUN or any(NUMBER.search(fold(word.group())) for word in run):
        yield text[run[0].start() : run[-1].end()]
