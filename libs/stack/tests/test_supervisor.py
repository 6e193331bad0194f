"""The supervisor, over real child processes."""

import os
import signal
import socket
import time
from collections.abc import Callable

import psutil

from lifeos.stack.lock import holder, is_alive

from .conftest import Running, wait_until

Supervise = Callable[..., Running]


def test_a_part_starts_only_when_what_it_needs_serves(supervise: Supervise, base_port: int) -> None:
    stack = supervise({"name": "web", "after": ["base"]}, {"name": "base", "port": base_port, "delay": 0.4})
    stack.wait_ready()
    wait_until(lambda: len(stack.events) == 3, "all started")
    assert stack.events == ["base started", "base listening", "web started"]


def test_a_killed_part_is_started_again(supervise: Supervise, base_port: int) -> None:
    stack = supervise({"name": "base", "port": base_port})
    stack.wait_ready()
    first = stack.state("base")["pid"]
    os.kill(first, signal.SIGKILL)
    wait_until(
        lambda: stack.state("base")["state"] == "ready" and stack.state("base")["pid"] != first, "restart"
    )
    assert stack.state("base")["restarts"] == 1
    assert "base ended (signal 9, Killed); restart 1" in stack.output


def test_a_killed_part_is_noticed_although_its_grandchild_holds_its_output(supervise: Supervise) -> None:
    stack = supervise({"name": "base", "grandchildren": True})
    stack.wait_ready()
    wait_until(lambda: len(stack.events) == 3, "grandchildren")
    in_session = int(stack.events[1].split()[-1])
    os.kill(stack.state("base")["pid"], signal.SIGKILL)
    wait_until(lambda: stack.state("base")["restarts"] == 1, "restart")
    assert not is_alive(in_session)


def test_a_part_that_always_ends_is_given_up_after_twenty_restarts(supervise: Supervise) -> None:
    stack = supervise({"name": "broken", "program": ["/bin/false"]}, {"name": "sound"})
    assert stack.process.wait(30) == 1
    assert stack.state("broken")["restarts"] == 20
    assert "broken ended 21 times in a row and is given up" in stack.output
    assert "sound stopped" in stack.events


def test_a_program_that_does_not_exist_is_named(supervise: Supervise) -> None:
    stack = supervise({"name": "ghost", "program": ["/no/such/program"]}, restarts=1)
    assert stack.process.wait(15) == 1
    assert "ghost cannot be started: No such file or directory: /no/such/program" in stack.output


def test_parts_stop_before_what_they_need(supervise: Supervise, base_port: int) -> None:
    stack = supervise(
        {"name": "base", "port": base_port},
        {"name": "middle", "after": ["base"]},
        {"name": "top", "after": ["middle"]},
    )
    stack.wait_ready()
    wait_until(lambda: sum("started" in line for line in stack.events) == 3, "all started")
    stack.process.send_signal(signal.SIGINT)
    assert stack.process.wait(15) == 0
    stopped = [line for line in stack.events if line.endswith("stopped")]
    assert stopped == ["top stopped", "middle stopped", "base stopped"]


def test_a_second_ctrl_c_kills_what_does_not_listen(supervise: Supervise) -> None:
    stack = supervise({"name": "deaf", "stubborn": True, "grace": 50.0})
    stack.wait_ready()
    wait_until(lambda: "deaf started" in stack.events, "started")
    stack.process.send_signal(signal.SIGINT)
    wait_until(lambda: "deaf got SIGTERM" in stack.events, "the polite request")
    asked = time.monotonic()
    stack.process.send_signal(signal.SIGINT)
    assert stack.process.wait(15) == 0
    assert time.monotonic() - asked < 10


def test_a_part_that_does_not_stop_in_its_time_is_killed(supervise: Supervise) -> None:
    stack = supervise({"name": "deaf", "stubborn": True, "grace": 0.3})
    stack.wait_ready()
    wait_until(lambda: "deaf started" in stack.events, "started")
    stack.process.send_signal(signal.SIGTERM)
    assert stack.process.wait(15) == 0
    assert "deaf did not stop within 0.3 s and is killed" in stack.output


def test_a_killed_supervisor_leaves_nobody_behind(supervise: Supervise) -> None:
    stack = supervise(
        {"name": "one", "grandchildren": True}, {"name": "two", "grandchildren": True, "stubborn": True}
    )
    stack.wait_ready()
    wait_until(lambda: len(stack.events) == 6, "grandchildren")
    family = [int(line.split()[-1]) for line in stack.events if "grandchild" in line]
    family += [stack.state("one")["pid"], stack.state("two")["pid"]]
    assert all(is_alive(pid) for pid in family)
    stack.process.kill()
    stack.process.wait(5)
    wait_until(lambda: not any(is_alive(pid) for pid in family), "an empty house")
    wait_until(lambda: holder(stack.folder / "stack.lock") is None, "a free folder")


def test_children_die_with_the_supervisor_even_without_the_guardian(supervise: Supervise) -> None:
    stack = supervise({"name": "one", "stubborn": True})
    stack.wait_ready()
    child = stack.state("one")["pid"]
    [guardian] = [
        process
        for process in psutil.Process(stack.process.pid).children()
        if "guardian.py" in " ".join(process.cmdline())
    ]
    guardian.kill()
    stack.process.kill()
    stack.process.wait(5)
    wait_until(lambda: not is_alive(child), "an empty house")


def test_a_database_may_close_in_order_when_the_supervisor_is_killed(supervise: Supervise) -> None:
    stack = supervise({"name": "database", "stop": "SIGINT"})
    stack.wait_ready()
    wait_until(lambda: "database started" in stack.events, "started")
    stack.process.kill()
    wait_until(lambda: "database stopped" in stack.events, "an orderly end")


def test_a_normal_stop_also_ends_grandchildren_that_left_the_session(supervise: Supervise) -> None:
    stack = supervise({"name": "one", "grandchildren": True})
    stack.wait_ready()
    wait_until(lambda: len(stack.events) == 3, "grandchildren")
    family = [int(line.split()[-1]) for line in stack.events if "grandchild" in line]
    stack.process.send_signal(signal.SIGTERM)
    assert stack.process.wait(15) == 0
    assert not any(is_alive(pid) for pid in family)


def test_a_second_stack_on_the_same_folder_is_refused(supervise: Supervise) -> None:
    first = supervise({"name": "one"})
    first.wait_ready()
    second = supervise({"name": "one"})
    assert second.process.wait(10) == 1
    said = (first.folder / "output-1").read_text()
    assert said.strip() == (
        f"A stack already runs on {first.folder} (process {first.process.pid}); `lifeos down` stops it."
    )


def test_a_new_stack_waits_until_a_killed_one_is_gone(supervise: Supervise) -> None:
    first = supervise({"name": "slow", "stop": "SIGINT", "stubborn": True})
    first.wait_ready()
    wait_until(lambda: "slow started" in first.events, "started")
    old = first.state("slow")["pid"]
    first.process.kill()
    first.process.wait(5)
    second = supervise({"name": "slow"})
    wait_until(lambda: "everything is ready" in (first.folder / "output-1").read_text(), "the second one", 20)
    assert not is_alive(old)
    assert second.process.poll() is None


def test_what_a_part_says_is_prefixed_and_kept(supervise: Supervise, base_port: int) -> None:
    stack = supervise({"name": "base", "port": base_port})
    stack.wait_ready()
    assert any(line.endswith("base  | hello from base") for line in stack.output.splitlines())
    assert (stack.folder / "base.log").read_text() == "hello from base\n"
    with socket.create_connection(("127.0.0.1", base_port)):
        assert stack.state("base")["state"] == "ready"
