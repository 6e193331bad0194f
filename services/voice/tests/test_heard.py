"""CV is put right where nothing else can be meant, and nowhere else."""

import pytest

from lifeos.voice.speech import as_meant


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        (
            "I need a new CD for a backend engineer job in Berlin.",
            "I need a new CV for a backend engineer job in Berlin.",
        ),
        ("Hi, I need a new CB for a sales role.", "Hi, I need a new CV for a sales role."),
        ("Can you make me a CD?", "Can you make me a CV?"),
        ("Make a CD.", "Make a CV."),
        ("Please write my C V.", "Please write my CV."),
        ("Please make my C, B..", "Please make my CV."),
        ("Create a C. V. for me.", "Create a CV for me."),
        ("Update my C. V. Please hurry.", "Update my CV. Please hurry."),
        ("Update my C.V. and send it.", "Update my CV and send it."),
        ("Update my C.V.", "Update my CV."),
        ("Do the CD now.", "Do the CV now."),
        ("Let us finish the see vee.", "Let us finish the CV."),
        ("I want a sea vee in English.", "I want a CV in English."),
        ("Is my see V ready?", "Is my CV ready?"),
        ("Show me your C D.", "Show me your CV."),
        ("my c d is too long", "my CV is too long"),
        ("Please make a new short English CD for me.", "Please make a new short English CV for me."),
        ("I am preparing a two-page CD.", "I am preparing a two-page CV."),
        ("Write C V for me.", "Write CV for me."),
        ("The recruiter wants the CD by Monday.", "The recruiter wants the CV by Monday."),
        ("I built our CI/CD and now I need a CD.", "I built our CI/CD and now I need a CV."),
        ("My CD, please, and a cover letter.", "My CV, please, and a cover letter."),
    ],
)
def test_a_misheard_cv_becomes_a_cv(heard: str, meant: str) -> None:
    assert as_meant(heard) == meant


@pytest.mark.parametrize(
    "text",
    [
        "I burned CDs for my friends.",
        "He burned a CD for the team.",
        "I set up the CI/CD.",
        "I improved our CI/CD pipeline.",
        "I want to improve the CD pipeline.",
        "We need a CD process for every team.",
        "I repaired my CD player.",
        "Please make CDs.",
        "I need a CD drive for my job.",
        "I want to make a CD with my band.",
        "My CD is scratched.",
        "We recorded a CD in the studio.",
        "I sold a CD collection.",
        "I opened a CD at the bank, a certificate of deposit.",
        "I need a CB radio for my truck.",
        "I bought the CD.",
        "The CD is on the table.",
        "C. V. Raman won the Nobel Prize.",
        "I studied the C. V. Raman papers.",
        "I want to create a C. V. Raman award.",
        "Do you see Victor?",
        "I see very many jobs.",
        "Did you see V for Vendetta?",
        "I can see V shapes.",
        "Vitamin C, D and E.",
        "I got grades A, B, C, D.",
        "I write C and C++.",
        "My C++ job.",
        "I make C D E chords.",
        "My CD-ROM driver.",
        "Update my resume.",
        "Please improve my résumé.",
        "My curriculum is ready.",
        "I need a new CV.",
        "my cv",
        "The disc jockey at my job.",
        "I need a cd4 count.",
        "Our CD's cover.",
        "",
    ],
)
def test_every_other_word_stays(text: str) -> None:
    assert as_meant(text) == text


@pytest.mark.parametrize("text", ["Make my CD.", "Update my C. V. Please.", "I need a see vee for a job."])
def test_putting_right_twice_changes_nothing_more(text: str) -> None:
    assert as_meant(as_meant(text)) == as_meant(text)
