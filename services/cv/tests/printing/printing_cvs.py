"""CVs of invented people, as JSON Resume: one ordinary, one long, one sparse, one full, in three languages."""

from typing import Any

from lifeos.contracts.words import Locale

ENGLISH: dict[str, Any] = {
    "basics": {
        "name": "Alice Chen",
        "label": "Senior Software Engineer",
        "email": "alice.chen@example.com",
        "phone": "+1 415 555 0142",
        "url": "https://alicechen.example.com",
        "summary": (
            "Backend engineer with nine years in payments and developer tools. Known for the unglamorous half of "
            "reliability: verification workflows, honest dashboards and migrations that nobody notices."
        ),
        "location": {"city": "San Francisco", "region": "CA"},
        "profiles": [
            {"network": "LinkedIn", "username": "alicechen", "url": "https://www.linkedin.com/in/alicechen"},
            {"network": "GitHub", "username": "alchen", "url": "https://github.com/alchen"},
        ],
    },
    "work": [
        {
            "name": "Northwind Payments",
            "position": "Senior Software Engineer",
            "location": "San Francisco, CA",
            "startDate": "2020-01",
            "highlights": [
                "Designed the verification workflow that cut fraud losses by 31% in its first year",
                "Led an efficient rollout to 14 offices with a staff of six, two weeks ahead of plan",
                "Moved 2.4 billion ledger rows to a new cluster with no downtime and no lost cent",
                "Mentored four engineers; two of them now lead teams of their own",
            ],
        },
        {
            "name": "Brightwater Systems",
            "position": "Software Engineer",
            "location": "Oakland, CA",
            "startDate": "2016-03",
            "endDate": "2019-12",
            "highlights": [
                "Built the profiling tools used every day by 120 engineers",
                "Reduced the median build time by 45%, from 11 minutes to 6",
                "Wrote the on-call handbook that four other teams adopted",
            ],
        },
        {
            "name": "Harbor & Finch",
            "position": "Junior Developer",
            "location": "San Jose, CA",
            "startDate": "2014-06",
            "endDate": "2016-02",
            "highlights": [
                "Shipped the first self-service returns page, used by 40,000 customers a month",
                "Replaced a nightly batch of spreadsheets by an audited import",
            ],
        },
    ],
    "education": [
        {
            "institution": "San Jose State University",
            "studyType": "Bachelor of Science",
            "area": "Computer Science",
            "startDate": "2010-09",
            "endDate": "2014-05",
        }
    ],
    "skills": [
        {"name": "Languages", "keywords": ["Python", "Go", "SQL", "TypeScript"]},
        {"name": "Platforms", "keywords": ["PostgreSQL", "Kubernetes", "NATS", "Terraform"]},
        {"name": "Practices", "keywords": ["Incident response", "Capacity planning", "Code review"]},
    ],
    "languages": [
        {"language": "English", "fluency": "native"},
        {"language": "Mandarin", "fluency": "fluent"},
        {"language": "Spanish", "fluency": "B1"},
    ],
    "certificates": [
        {"name": "Certified Kubernetes Administrator", "issuer": "CNCF", "date": "2022-05"},
    ],
}

SPANISH: dict[str, Any] = {
    "basics": {
        "name": "María José Muñoz Ibáñez",
        "label": "Enfermera de cuidados intensivos",
        "email": "mj.munoz@example.es",
        "phone": "+34 612 345 678",
        "summary": "Enfermera con doce años en UCI pediátrica y de adultos. Formadora de equipos y tutora clínica.",
        "location": {"city": "Zaragoza", "region": "Aragón", "countryCode": "ES"},
    },
    "work": [
        {
            "name": "Hospital Universitario Miguel Servet",
            "position": "Supervisora de enfermería",
            "location": "Zaragoza",
            "startDate": "2018-09",
            "highlights": [
                "Coordiné un equipo de 24 enfermeras durante la pandemia",
                "Reduje las infecciones asociadas a catéter un 38 % en dos años",
                "Organicé la formación de 60 profesionales en ventilación mecánica",
            ],
        },
        {
            "name": "Clínica Montpellier",
            "position": "Enfermera de UCI",
            "startDate": "2012-02",
            "endDate": "2018-08",
            "summary": "Atención directa a pacientes críticos en turnos rotatorios.",
            "highlights": ["Atendí a 6 pacientes críticos por turno", "Introduje la hoja de relevo única"],
        },
    ],
    "education": [
        {
            "institution": "Universidad de Zaragoza",
            "studyType": "Diplomatura",
            "area": "Enfermería",
            "startDate": "2007",
            "endDate": "2010",
            "score": "8,7",
            "courses": ["Farmacología clínica", "Bioética"],
        }
    ],
    "skills": [{"name": "Ventilación mecánica"}, {"name": "Triaje", "level": "avanzado"}, {"name": "RCP"}],
    "languages": [{"language": "Español", "fluency": "nativo"}, {"language": "Inglés", "fluency": "B2"}],
    "volunteer": [
        {
            "organization": "Cruz Roja",
            "position": "Monitora de primeros auxilios",
            "startDate": "2011-05",
            "endDate": "2015-06",
            "highlights": ["Impartí 30 talleres en colegios públicos"],
        }
    ],
}

PORTUGUESE: dict[str, Any] = {
    "basics": {
        "name": "João Gonçalves de Araújo",
        "label": "Analista de dados",
        "email": "joao.araujo@example.com.br",
        "phone": "+55 11 91234-5678",
        "location": {"city": "São Paulo", "region": "SP"},
        "profiles": [{"network": "LinkedIn", "username": "joao-araujo"}],
    },
    "work": [
        {
            "name": "Mercado Aurora",
            "position": "Analista de dados pleno",
            "startDate": "2021-02",
            "highlights": [
                "Criei o painel de estoque usado por 85 lojas",
                "Reduzi a ruptura de estoque em 17% com previsão de demanda",
            ],
        },
        {
            "name": "Cooperativa Três Irmãos",
            "position": "Assistente de informação",
            "startDate": "2018-07",
            "endDate": "2021-01",
            "highlights": ["Automatizei relatórios que levavam três dias por mês"],
        },
    ],
    "education": [
        {
            "institution": "Universidade de São Paulo",
            "studyType": "Bacharelado",
            "area": "Estatística",
            "startDate": "2014-02",
            "endDate": "2018-06",
        }
    ],
    "skills": [{"name": "SQL"}, {"name": "Python"}, {"name": "Power BI"}],
    "languages": [
        {"language": "Português", "fluency": "nativo"},
        {"language": "Inglês", "fluency": "avançado"},
    ],
}

SPARSE: dict[str, Any] = {"work": [{"position": "Kitchen porter", "startDate": "2023-04"}]}

FULL: dict[str, Any] = {
    **ENGLISH,
    "projects": [
        {
            "name": "Open Ledger",
            "description": "A small double-entry library.",
            "roles": ["Author", "Maintainer"],
            "startDate": "2019-05",
            "endDate": "2021-06",
            "keywords": ["accounting", "audit"],
            "highlights": ["1,900 stars, 31 contributors"],
            "url": "https://openledger.example.org/",
        }
    ],
    "awards": [
        {
            "title": "Engineer of the Year",
            "date": "2021-11",
            "awarder": "Northwind",
            "summary": "For the migration.",
        }
    ],
    "publications": [
        {
            "name": "Ledgers that never lie",
            "publisher": "Example Press",
            "releaseDate": "2022-02-14",
            "url": "https://press.example.com/ledgers",
            "summary": "A field report.",
        }
    ],
    "volunteer": [
        {
            "organization": "Code Club",
            "position": "Mentor",
            "startDate": "2017",
            "endDate": "2019",
            "highlights": ["Taught 12 children to program"],
        }
    ],
    "interests": [{"name": "Climbing"}, {"name": "Choir", "keywords": ["alto", "Renaissance"]}],
    "references": [{"name": "Dana Whitfield", "reference": "Alice finds the failure before it finds you."}],
}


LONG_WORDS: dict[str, Any] = {
    **ENGLISH,
    "basics": {
        "name": "Maximiliana Aurora de la Concepción Fernández-Villaverde y Montenegro",
        "label": "Principal Programme Manager for Cross-Border Transformation and Operational Resilience",
        "email": "maximiliana.aurora.fernandez-villaverde@international-institute.example.org",
        "phone": "(555) 010-0199 ext. 12",
        "location": {"address": "12 Long-Meadow Street, 3/B", "postalCode": "94105", "city": "San Francisco"},
        "profiles": [{"network": "Portfolio", "url": "https://example.com/" + "a1" * 70}],
    },
    "work": [
        {
            "name": "International Institute for Advanced Cross-Disciplinary Research in Regulatory Affairs and Law",
            "position": "Deputy Director of the Department for Harmonised Standards, Interoperability and Planning",
            "location": "San Francisco Bay Area, California",
            "startDate": "2019-11",
            "highlights": [
                "Full-stack re-engineering of state-of-the-art, cross-region/cross-cloud delivery " * 2
            ]
            * 9,
        },
        {"name": "Expo 2020 Dubai", "position": "Host", "startDate": "2019", "endDate": "2019"},
        {"name": "Projects", "position": "Skills", "startDate": "2018-05", "endDate": "2019-02"},
    ],
}


def long_career(jobs: int) -> dict[str, Any]:
    """A CV with that many jobs, each with three points, newest first."""
    work = [
        {
            "name": f"Company Number {jobs - index} Limited",
            "position": f"Engineer Grade {jobs - index}",
            "startDate": f"{2025 - index}-01",
            "endDate": f"{2025 - index}-11",
            "highlights": [
                f"Delivered programme {jobs - index}-{point} on budget with a team of {point + 3} people"
                for point in range(3)
            ],
        }
        for index in range(jobs)
    ]
    return {**ENGLISH, "work": work}


DOCUMENTS: dict[str, tuple[Locale, dict[str, Any]]] = {
    "english": ("en", ENGLISH),
    "spanish": ("es", SPANISH),
    "portuguese": ("pt", PORTUGUESE),
    "sparse": ("en", SPARSE),
    "full": ("en", FULL),
    "long-words": ("en", LONG_WORDS),
    "six-jobs": ("en", long_career(6)),
}
