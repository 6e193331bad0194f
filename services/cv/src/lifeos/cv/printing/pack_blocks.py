"""An interview pack as blocks: what to expect, what to tell, what to prepare, what to ask, what not to forget."""

from uuid import UUID

from lifeos.contracts.pack import STORY_PARTS, Pack, PackQuestion, Round, Story
from lifeos.contracts.words import Locale
from lifeos.cv.printing.block import Block

ROUNDS: tuple[Round, ...] = ("screening", "manager", "skills", "behaviour", "closing")

WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "screening": "First call",
        "manager": "With the manager",
        "skills": "About the work itself",
        "behaviour": "About how you work",
        "closing": "At the end",
        "why": "Why they ask: {}",
        "story": "Your story: {}",
        "no_story": "You have told no story for this yet.",
        "stories": "Your stories, in your own words",
        "situation": "Situation",
        "task": "Task",
        "action": "What you did",
        "result": "Result",
        "reflection": "What you learned",
        "untold": "Not told yet: {}. Say it in one sentence, and it goes in.",
        "gaps": "What to prepare",
        "ask_them": "What to ask them",
        "checklist": "Before you go",
    },
    "es": {
        "screening": "Primera llamada",
        "manager": "Con la jefatura",
        "skills": "Sobre el trabajo en sí",
        "behaviour": "Sobre tu forma de trabajar",
        "closing": "Al final",
        "why": "Por qué lo preguntan: {}",
        "story": "Tu historia: {}",
        "no_story": "Todavía no contaste una historia para esto.",
        "stories": "Tus historias, con tus palabras",
        "situation": "Situación",
        "task": "Tarea",
        "action": "Qué hiciste",
        "result": "Resultado",
        "reflection": "Qué aprendiste",
        "untold": "Falta contar: {}. Dilo en una frase y lo agrego.",
        "gaps": "Qué preparar",
        "ask_them": "Qué preguntarles",
        "checklist": "Antes de ir",
    },
    "pt": {
        "screening": "Primeira ligação",
        "manager": "Com a gestão",
        "skills": "Sobre o trabalho em si",
        "behaviour": "Sobre o seu jeito de trabalhar",
        "closing": "No fim",
        "why": "Por que perguntam: {}",
        "story": "Sua história: {}",
        "no_story": "Você ainda não contou uma história para isto.",
        "stories": "Suas histórias, com as suas palavras",
        "situation": "Situação",
        "task": "Tarefa",
        "action": "O que você fez",
        "result": "Resultado",
        "reflection": "O que você aprendeu",
        "untold": "Falta contar: {}. Diga em uma frase e eu incluo.",
        "gaps": "O que preparar",
        "ask_them": "O que perguntar a eles",
        "checklist": "Antes de ir",
    },
}


def pack_blocks(pack: Pack, language: Locale) -> list[Block]:
    """The whole pack from top to bottom; empty parts do not appear."""
    words = WORDS[language]
    titles = {story.id: story.title for story in pack.stories}
    blocks: list[Block] = [Block("title", pack.heading)]
    subtitle = " · ".join(part for part in (pack.role, pack.company) if part)
    blocks += [Block("meta", subtitle)] if subtitle else []
    for name in ROUNDS:
        asked = [question for question in pack.questions if question.round == name]
        blocks += [Block("heading", words[name])] if asked else []
        for question in asked:
            blocks += _question(question, titles, words)
    blocks += [Block("heading", words["stories"])] if pack.stories else []
    for story in pack.stories:
        blocks += _story(story, words)
    blocks += [Block("heading", words["gaps"])] if pack.gaps else []
    for gap in pack.gaps:
        blocks += [Block("subheading", gap.requirement), Block("text", gap.advice)]
    for name, lines in (("ask_them", pack.ask_them), ("checklist", pack.checklist)):
        blocks += [Block("heading", words[name])] if lines else []
        blocks += [Block("item", line) for line in lines]
    return blocks


def _question(question: PackQuestion, titles: dict[UUID, str], words: dict[str, str]) -> list[Block]:
    lines: list[Block] = [
        Block("subheading", question.text),
        Block("text", words["why"].format(question.why)),
    ]
    if question.story and question.story in titles:
        lines.append(Block("text", words["story"].format(titles[question.story])))
    elif question.status == "gap":
        lines.append(Block("text", words["no_story"]))
    return [*lines, *(Block("item", line) for line in question.follow_ups)]


def _story(story: Story, words: dict[str, str]) -> list[Block]:
    told = [(part, getattr(story, part)) for part in STORY_PARTS if getattr(story, part)]
    lines: list[Block] = [Block("subheading", story.title)]
    lines += [Block("item", f"{words[part]}: {text}") for part, text in told]
    untold = [words[part].lower() for part in STORY_PARTS[:4] if not getattr(story, part)]
    if untold:
        lines.append(Block("text", words["untold"].format(", ".join(untold))))
    return lines
