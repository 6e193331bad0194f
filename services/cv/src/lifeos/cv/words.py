"""The words a printed CV adds to the person's own: section titles, month names, "present"."""

from dataclasses import dataclass

from lifeos.contracts.words import Locale


@dataclass(frozen=True)
class PrintWords:
    """What the page says by itself in one language."""

    sections: dict[str, str]
    months: tuple[str, ...]
    present: str
    grade: str
    courses: str
    keywords: str


WORDS: dict[Locale, PrintWords] = {
    "en": PrintWords(
        sections={
            "summary": "Summary",
            "work": "Experience",
            "projects": "Projects",
            "education": "Education",
            "skills": "Skills",
            "languages": "Languages",
            "certificates": "Certifications",
            "awards": "Awards",
            "publications": "Publications",
            "volunteer": "Volunteering",
            "interests": "Interests",
            "references": "References",
        },
        months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        present="Present",
        grade="Grade",
        courses="Courses",
        keywords="Keywords",
    ),
    "es": PrintWords(
        sections={
            "summary": "Perfil",
            "work": "Experiencia",
            "projects": "Proyectos",
            "education": "Formación",
            "skills": "Habilidades",
            "languages": "Idiomas",
            "certificates": "Certificaciones",
            "awards": "Premios",
            "publications": "Publicaciones",
            "volunteer": "Voluntariado",
            "interests": "Intereses",
            "references": "Referencias",
        },
        months=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
        present="actualidad",
        grade="Nota",
        courses="Asignaturas",
        keywords="Palabras clave",
    ),
    "pt": PrintWords(
        sections={
            "summary": "Resumo",
            "work": "Experiência",
            "projects": "Projetos",
            "education": "Formação",
            "skills": "Competências",
            "languages": "Idiomas",
            "certificates": "Certificações",
            "awards": "Prêmios",
            "publications": "Publicações",
            "volunteer": "Voluntariado",
            "interests": "Interesses",
            "references": "Referências",
        },
        months=("jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"),
        present="atual",
        grade="Nota",
        courses="Disciplinas",
        keywords="Palavras-chave",
    ),
}


def date_text(iso: str, language: Locale) -> str:
    """A JSON Resume date as a CV shows it: `2016-03` is `Mar 2016`; what is no such date stays as it is."""
    parts = iso.split("-")
    if len(parts) < 2 or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return iso
    return f"{WORDS[language].months[int(parts[1]) - 1]} {parts[0]}"


def period_text(start: str, end: str, language: Locale) -> str:
    """`Mar 2016 - Jun 2021`. A start without an end goes on (JSON Resume leaves the end out); no start: the end."""
    first, last = (date_text(iso, language) if iso else "" for iso in (start, end))
    if first and not last:
        last = WORDS[language].present
    return " - ".join(dict.fromkeys(part for part in (first, last) if part))
