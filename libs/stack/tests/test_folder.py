"""Where a stack lives: folder, ports, secrets, lock and logs."""

import json
import os
import socket
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lifeos.stack.layout import Layout, as_running, find_layout, make_folders, write_private
from lifeos.stack.lock import hold, holder
from lifeos.stack.logs import LogFile
from lifeos.stack.part import Part, stop_order
from lifeos.stack.ports import check_ports
from lifeos.stack.refused import Refused
from lifeos.stack.secrets import load_secrets
from lifeos.stack.services import SERVICES
from lifeos.stack.tail import follow, last_lines
from lifeos.stack.up import ports_of

USERS = ("gateway", "operator")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_data_folder_is_in_the_checkout_unless_root_or_a_setting_says_otherwise(tmp_path: Path) -> None:
    assert find_layout({}, tmp_path, root=False).data == tmp_path / ".data"
    assert find_layout({"LIFEOS_DATA": "here"}, tmp_path, root=True).data == tmp_path / "here"
    under_root = find_layout({}, tmp_path, root=True).data
    assert under_root.parent == Path("/var/lib/lifeos")
    assert under_root.name.startswith(tmp_path.name)
    assert under_root != find_layout({}, tmp_path / "other" / tmp_path.name, root=True).data


def test_every_port_follows_from_one_base_and_none_is_used_twice(tmp_path: Path) -> None:
    layout = find_layout({"LIFEOS_PORT": "9000"}, tmp_path, root=False)
    ports = ports_of(layout)
    assert len(set(ports.values())) == len(ports) == 5 + len(SERVICES)
    assert (layout.port, layout.nats_port, layout.nats_monitor_port, layout.postgres_port) == (
        9000,
        9001,
        9002,
        9003,
    )
    assert [layout.internal_port(name) for name in ("store", "router", "cv", "gateway")] == [
        9010,
        9011,
        9012,
        9013,
    ]


def test_a_running_stack_is_found_at_the_port_that_it_was_started_with(tmp_path: Path) -> None:
    layout = Layout(data=tmp_path, port=8080)
    assert as_running(layout) == layout
    layout.stack_json.write_text('{"url": "http://127.0.0.1:18300", "api_key": "lo_x"}', "utf-8")
    assert as_running(layout).nats_port == 18301
    layout.stack_json.write_text("not json", "utf-8")
    assert as_running(layout) == layout


@pytest.mark.parametrize("text", ["80", "no", "65530", "-1", "8080.5"])
def test_a_base_port_that_cannot_work_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused, match="LIFEOS_PORT must be a number from 1024 to 65515"):
        find_layout({"LIFEOS_PORT": text}, tmp_path, root=False)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refused, match="cannot be used"):
        make_folders(Layout(tmp_path / "file" / "data", 8080))


def test_a_taken_port_is_refused_with_the_name_of_who_holds_it(base_port: int) -> None:
    with socket.create_server(("0.0.0.0", base_port)), pytest.raises(Refused) as why:
        check_ports({"NATS": base_port})
    assert f"Port {base_port} (needed for NATS) is taken by " in str(why.value)
    assert f"(process {os.getpid()})" in str(why.value)


def test_a_free_port_is_not_complained_about(base_port: int) -> None:
    check_ports({"NATS": base_port})
    with socket.create_server(("127.0.0.1", base_port)):
        check_ports({"Postgres": base_port + 1})


def test_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    first = load_secrets(tmp_path, USERS)
    assert load_secrets(tmp_path, USERS) == first
    assert len(bytes.fromhex(first.key_pepper)) == 32
    values = [
        first.key_pepper,
        first.cookie_secret,
        first.postgres_admin,
        first.postgres_owner,
        first.livekit,
        *first.nats.values(),
    ]
    assert len(set(values)) == 7
    assert {mode(path) for path in tmp_path.iterdir()} == {0o600}
    assert not any(value in repr(first) for value in values)


def test_a_new_service_gets_a_password_and_the_others_keep_theirs(tmp_path: Path) -> None:
    first = load_secrets(tmp_path, USERS)
    later = load_secrets(tmp_path, (*USERS, "voice"))
    assert later.nats == {**first.nats, "voice": later.nats["voice"]}
    assert later.key_pepper == first.key_pepper


def test_a_broken_secrets_file_is_never_replaced(tmp_path: Path) -> None:
    load_secrets(tmp_path, USERS)
    (tmp_path / "gateway.json").write_text("{ half a file")
    with pytest.raises(Refused, match=r"gateway\.json cannot be read"):
        load_secrets(tmp_path, USERS)
    assert (tmp_path / "gateway.json").read_text() == "{ half a file"


def test_folders_with_secrets_are_closed_and_the_way_to_the_database_is_open(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "between" / "data", 8080)
    before = os.umask(0o077)
    try:
        make_folders(layout)
    finally:
        os.umask(before)
    assert mode(layout.data) == mode(layout.data.parent) == 0o711
    assert {mode(layout.data / name) for name in ("secrets", "logs", "nats", "files")} == {0o700}


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    make_folders(Layout(tmp_path, 8080))
    assert mode(tmp_path) == 0o750


def test_a_private_file_replaces_one_that_everybody_could_read(tmp_path: Path) -> None:
    path = tmp_path / "stack.json"
    path.write_text("{}")
    path.chmod(0o644)
    write_private(path, json.dumps({"url": "x"}))
    assert mode(path) == 0o600
    assert json.loads(path.read_text()) == {"url": "x"}


def test_a_folder_is_held_once_and_free_again_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "stack.lock"
    assert holder(path) is None
    descriptor = hold(path)
    assert holder(path) == os.getpid()
    with pytest.raises(Refused, match=f"process {os.getpid()}"):
        hold(path)
    os.close(descriptor)
    assert holder(path) is None


def test_a_log_is_rotated_and_its_end_can_be_read(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "cv.log", limit=100)
    for number in range(30):
        log.write(f"line {number:02}")
    log.close()
    assert (tmp_path / "cv.log").stat().st_size < 110
    assert (tmp_path / "cv.log.1").stat().st_size < 110
    kept = last_lines(tmp_path / "cv.log.1") + last_lines(tmp_path / "cv.log")
    assert kept == [f"line {number:02}" for number in range(30 - len(kept), 30)]


def test_a_followed_log_goes_on_after_it_was_rotated(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "cv.log", limit=1_000)
    log.write("before")
    followed = follow([tmp_path / "cv.log"], pause_s=0.01)
    with ThreadPoolExecutor(1) as other:
        first = other.submit(next, followed)
        time.sleep(0.1)  # so that it has looked at the file
        log.write("first")
        assert first.result(5) == ("cv", "first")
        log.path.replace(tmp_path / "cv.log.1")
        log.close()
        log.write("after")
        assert other.submit(next, followed).result(5) == ("cv", "after")
    log.close()


def test_parts_that_wait_for_each_other_are_refused() -> None:
    one, two = (Part(name, ("x",), {}, after=(other,)) for name, other in (("one", "two"), ("two", "one")))
    with pytest.raises(ValueError, match="one, two wait for each other"):
        stop_order((one, two))
    with pytest.raises(ValueError, match="one waits for two, which does not exist"):
        stop_order((one,))
