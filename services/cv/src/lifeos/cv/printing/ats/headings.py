"""What the field parser knows of CVs in general: section titles, month names and words for "until now"."""

SECTION_TITLES: dict[str, tuple[str, ...]] = {
    "summary": (
        "summary", "profile", "about me", "professional summary",
        "perfil", "resumen", "sobre mí", "perfil profesional", "resumo", "sobre mim",
    ),
    "work": (
        "experience", "work experience", "professional experience", "employment", "employment history",
        "experiencia", "experiencia profesional", "experiencia laboral",
        "experiência", "experiência profissional",
    ),
    "projects": ("projects", "proyectos", "projetos"),
    "education": ("education", "formación", "educación", "formación académica", "formação", "educação"),
    "skills": ("skills", "technical skills", "habilidades", "competencias", "competências", "aptidões"),
    "languages": ("languages", "idiomas", "línguas"),
    "certificates": ("certifications", "certificates", "certificaciones", "certificados", "certificações"),
    "awards": ("awards", "honors", "premios", "prêmios"),
    "publications": ("publications", "publicaciones", "publicações"),
    "volunteer": ("volunteering", "volunteer experience", "voluntariado"),
    "interests": ("interests", "intereses", "interesses"),
    "references": ("references", "referencias", "referências"),
}  # fmt: skip

MONTHS: dict[str, int] = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "ene feb mar abr may jun jul ago sep oct nov dic",
        "jan fev mar abr mai jun jul ago set out nov dez",
    )
    for number, name in enumerate(names.split(), 1)
}
"""By the first three letters, which also stand for the full names in all three languages."""

UNTIL_NOW = ("present", "current", "now", "today", "actualidad", "actual", "presente", "hoy", "atual", "hoje")

KEY_OF_TITLE: dict[str, str] = {title: key for key, titles in SECTION_TITLES.items() for title in titles}
