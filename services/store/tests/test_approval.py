"""The rules of approving and sending, walked at random: nothing is ever sent that was not approved in exactly that text."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from lifeos.contracts.decision import Verb
from lifeos.contracts.letter import Problem, Way
from lifeos.store.approval import Ended, Standing, Step, progress, refusal, shown_stage

AT = datetime(2026, 11, 25, tzinfo=UTC)
VERBS: tuple[Verb, ...] = ("approve", "reject", "send", "mark_sent", "replied")
STEPS = 100_000
GAP = Problem(rule="placeholder", detail="[name]")


@dataclass
class Message:
    """A message and an independent account of what happened to it, kept without the rules under test."""

    way: Way = "email"
    version: int = 1
    gap: bool = False
    stale: bool = False
    steps: list[Step] = field(default_factory=list[Step])
    ends: dict[str, Ended] = field(default_factory=dict[str, Ended])
    approved: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])
    voided: set[str] = field(default_factory=set[str])
    mails: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """Every text that really left."""

    @property
    def sha(self) -> str:
        return f"text {self.version}"

    def standing(self) -> Standing:
        problems = [GAP] if self.gap else []
        return Standing(self.version, self.sha, self.way, problems, self.stale, self.steps, self.ends)

    def decide(self, verb: Verb, version: int, sha: str) -> bool:
        granted = refusal(verb, version, sha, self.standing()) is None
        if granted:
            self.steps.append(Step(f"command {len(self.steps)}", verb, version, sha, AT))
        if granted and verb == "approve":
            assert not self.gap
            assert not self.stale
            assert (version, sha) == (self.version, self.sha)
            self.approved.add((version, sha))
        if granted and verb == "send":
            assert not self.stale
            assert (version, sha) == (self.version, self.sha)
            assert (version, sha) in self.approved
            assert self.way == "email"
            # One approval is good for one sending: after a failure it must be given again.
            self.approved.discard((version, sha))
        return granted

    def sending(self) -> Step | None:
        last = self.steps[-1] if self.steps else None
        return last if last and last.verb == "send" and last.command not in self.ends else None

    def end(self, outcome: str, left: bool) -> None:
        step = self.sending()
        if step is None:
            return
        if left:
            self.mails.append((step.version, step.sha256))
        self.ends[step.command] = Ended(outcome, "", AT)  # type: ignore[arg-type]


def test_a_hundred_thousand_random_steps_send_nothing_that_was_not_approved() -> None:
    rng = random.Random(20261125)
    taken, messages, sent = 0, 0, 0
    while taken < STEPS:
        message = Message(way=rng.choice(("email", "email", "email", "linkedin", "paper")))
        messages += 1
        for _ in range(rng.randint(5, 60)):
            taken += 1
            _random_step(message, rng)
            _check(message)
        sent += len(message.mails)

    assert taken >= STEPS
    assert sent > 500, "the walk hardly ever sent anything, so it proved little"
    assert messages > 1_000


def _random_step(message: Message, rng: random.Random) -> None:
    match rng.randrange(10):
        case 0:
            message.version += 1
            message.gap = rng.random() < 0.3
            message.stale = False
        case 1:
            message.stale = rng.random() < 0.5
        case 2 | 3:
            # A mail that is said to have failed has never left; of an unknown one nobody knows.
            outcome = rng.choice(("sent", "sent", "failed", "unknown"))
            message.end(outcome, left=outcome == "sent" or (outcome == "unknown" and rng.random() < 0.5))
        case _:
            verb = rng.choice(("approve", "approve", "send", "send", *VERBS))
            old = rng.random() < 0.15
            version = rng.randint(1, message.version) if old else message.version
            sha = f"text {rng.randint(1, message.version)}" if old else message.sha
            message.decide(verb, version, sha)


def _check(message: Message) -> None:
    """What must hold whatever happened."""
    for text in message.mails:
        assert any(step.verb == "approve" and (step.version, step.sha256) == text for step in message.steps)
    sends = [step for step in message.steps if step.verb == "send"]
    for step, later in zip(sends, sends[1:], strict=False):
        between = message.steps[message.steps.index(step) : message.steps.index(later)]
        assert any(each.verb == "approve" for each in between), "sent twice on one approval"
    known = [text for text in message.mails if message.mails.count(text) > 1]
    for text in known:
        ends = [
            message.ends[s.command].outcome
            for s in sends
            if (s.version, s.sha256) == text and s.command in message.ends
        ]
        assert ends.count("sent") <= 1, "a text that is known to have left was sent again"
    assert sum(step.command not in message.ends for step in sends) <= 1


class Approving(RuleBasedStateMachine):
    """The same, searched by hypothesis: it shrinks what it finds."""

    def __init__(self) -> None:
        super().__init__()
        self.message = Message()

    @rule(verb=st.sampled_from(VERBS), back=st.integers(0, 2), other=st.booleans())
    def decide(self, verb: Verb, back: int, other: bool) -> None:
        version = max(1, self.message.version - back)
        sha = f"text {self.message.version + 1}" if other else f"text {version}"
        self.message.decide(verb, version, sha)

    @rule(gap=st.booleans())
    def edit(self, gap: bool) -> None:
        self.message.version += 1
        self.message.gap = gap

    @rule(stale=st.booleans())
    def take_back(self, stale: bool) -> None:
        self.message.stale = stale

    @precondition(lambda self: self.message.sending() is not None)
    @rule(outcome=st.sampled_from(["sent", "failed", "unknown"]), left=st.booleans())
    def end(self, outcome: str, left: bool) -> None:
        self.message.end(outcome, left=outcome == "sent" or (outcome == "unknown" and left))

    @invariant()
    def holds(self) -> None:
        _check(self.message)
        if shown_stage(self.message.standing()) == "approved":
            assert not self.message.stale


TestApproving = Approving.TestCase
TestApproving.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)


def approved(**fields: object) -> Message:
    message = Message(**fields)  # type: ignore[arg-type]
    assert message.decide("approve", 1, "text 1")
    return message


def test_an_edit_voids_the_approval() -> None:
    message = approved()
    message.version = 2

    assert shown_stage(message.standing()) == "draft"
    assert refusal("send", 2, "text 2", message.standing()) == "not_approved"
    assert refusal("send", 1, "text 1", message.standing()) == "changed"


def test_a_fact_taken_back_voids_the_approval() -> None:
    message = approved()
    message.stale = True

    assert shown_stage(message.standing()) == "draft"
    assert refusal("send", 1, "text 1", message.standing()) == "stale"


def test_a_gap_cannot_be_approved() -> None:
    message = Message(gap=True)

    assert refusal("approve", 1, "text 1", message.standing()) == "not_ready"


def test_approving_twice_is_approving_once() -> None:
    message = approved()

    assert message.decide("approve", 1, "text 1")
    assert progress(message.steps, message.ends).stage == "approved"


def test_sending_twice_at_once_is_refused() -> None:
    message = approved()
    assert message.decide("send", 1, "text 1")

    assert refusal("send", 1, "text 1", message.standing()) == "under_way"
    message.end("sent", left=True)
    assert refusal("send", 1, "text 1", message.standing()) == "was_sent"


@pytest.mark.parametrize("outcome", ["failed", "unknown"])
def test_after_a_failure_it_must_be_approved_again(outcome: str) -> None:
    message = approved()
    message.decide("send", 1, "text 1")
    message.end(outcome, left=False)

    assert shown_stage(message.standing()) == outcome
    assert refusal("send", 1, "text 1", message.standing()) == "not_approved"
    assert message.decide("approve", 1, "text 1")
    assert message.decide("send", 1, "text 1")


def test_an_unknown_mail_can_be_said_to_have_arrived() -> None:
    message = approved()
    message.decide("send", 1, "text 1")
    message.end("unknown", left=True)

    assert message.decide("mark_sent", 1, "text 1")
    assert shown_stage(message.standing()) == "sent"
    assert message.decide("replied", 1, "text 1")


def test_what_is_no_mail_is_not_sent_from_here() -> None:
    message = approved(way="linkedin")

    assert refusal("send", 1, "text 1", message.standing()) == "not_by_mail"
    assert message.decide("mark_sent", 1, "text 1")


def test_a_cv_is_not_approved() -> None:
    assert refusal("approve", 1, "text 1", Standing(1, "text 1", None)) == "not_a_message"


def test_nobody_replies_to_what_was_not_sent() -> None:
    assert refusal("replied", 1, "text 1", approved().standing()) == "not_sent"


def test_the_time_of_an_approval_does_not_move_when_the_mail_leaves() -> None:
    later = AT + timedelta(hours=1)
    steps = [Step("a", "approve", 1, "text", AT), Step("b", "send", 1, "text", later)]
    for ends in ({}, {"b": Ended("sent", "", later)}, {"b": Ended("unknown", "", later)}):
        assert progress(steps, ends).approved_at == AT
    edited = [*steps, Step("c", "approve", 2, "another text", later)]
    assert progress(edited, {}).approved_at == later
