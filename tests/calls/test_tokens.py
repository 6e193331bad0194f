"""Who may call, and what is decided for them."""

import base64
import hashlib
import json
from uuid import uuid4

import httpx
import pytest
from livekit import api, rtc

from tests.calls.caller import Caller
from tests.spine import Spine
from tests.test_api_examples import PAGE, broken_promises, examples_of, play

pytestmark = [
    pytest.mark.slow,
    pytest.mark.needs_livekit,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(90),
]

ABOUT_CALLS = [each for each in examples_of(PAGE.read_text("utf-8")) if each.is_about_calls]


def claims(token: str) -> dict[str, object]:
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


async def test_a_token_lets_one_person_into_one_room_with_a_microphone(web: httpx.AsyncClient) -> None:
    answer = await web.post("/v1/voice/token", json={"persona": "mariana"})
    assert answer.status_code == 201
    token = answer.json()
    said = claims(token["participant_token"])
    video = said["video"]
    assert isinstance(video, dict)
    me = (await web.get("/v1/me")).json()
    assert said["sub"] == f"person-{me['id']}"
    assert video["room"] == token["room_name"] == f"lifeos-{token['session_id']}"
    assert video["canPublishSources"] == ["microphone"]
    assert not video.get("roomAdmin")
    assert not video.get("canUpdateOwnMetadata")
    assert video["canPublishData"] is False
    assert int(str(said["exp"])) - int(str(said["nbf"])) <= 600
    agents = said["roomConfig"]["agents"]  # type: ignore[index]
    assert [agent["agentName"] for agent in agents] == ["lifeos-voice"]
    order = json.loads(agents[0]["metadata"])
    assert (order["person_id"], order["persona"]) == (me["id"], "mariana")


@pytest.mark.parametrize(
    "wish",
    [
        {"room_name": "lifeos-somebody-elses"},
        {"participant_identity": "person-other"},
        {"participant_metadata": "{}x"},
        {"participant_attributes": {"lifeos.persona": "x"}},
        {"room_config": {"agents": [{"agent_name": "another"}]}},
        {"room_config": {"egress": {}}},
    ],
    ids=lambda wish: str(next(iter(wish))),
)
async def test_what_is_decided_here_cannot_be_chosen(web: httpx.AsyncClient, wish: dict[str, object]) -> None:
    answer = await web.post("/v1/voice/token", json=wish)
    assert answer.status_code == 422
    assert next(iter(wish)) in answer.json()["detail"]


async def test_livekits_own_client_may_name_our_agent(web: httpx.AsyncClient) -> None:
    wish = {"room_config": {"agents": [{"agent_name": "lifeos-voice"}]}}
    assert (await web.post("/v1/voice/token", json=wish)).status_code == 201


async def test_a_conversation_of_somebody_else_is_not_talked_in(line: Spine, web: httpx.AsyncClient) -> None:
    session = (await web.post("/v1/sessions", json={})).json()["id"]
    async with line.client(await line.new_key("stranger")) as stranger:
        answer = await stranger.post("/v1/voice/token", json={"session_id": session})
        assert answer.status_code == 404
        assert (await stranger.get(f"/v1/sessions/{session}/calls")).status_code == 404
    async with httpx.AsyncClient(base_url=line.url) as nobody:
        assert (await nobody.post("/v1/voice/token", json={})).status_code == 401


@pytest.mark.parametrize(
    ("language", "words"), [("es", "solo entienden inglés"), ("pt", "só entendem inglês")]
)
async def test_a_language_that_is_not_understood_is_refused_in_it(
    web: httpx.AsyncClient, language: str, words: str
) -> None:
    session = (await web.post("/v1/sessions", json={"locale": language})).json()["id"]
    for wish in ({"language": language}, {"session_id": session}):
        answer = await web.post("/v1/voice/token", json=wish)
        assert answer.status_code == 409
        assert words in answer.json()["detail"]
    said = await web.post("/v1/chat/turn", json={"session_id": session, "message": "Hola, trabajo de cocinera."},
                          headers={"Idempotency-Key": str(uuid4())})  # fmt: skip
    assert said.status_code == 200


async def test_a_token_of_another_key_opens_no_room(line: Spine, web: httpx.AsyncClient) -> None:
    token = (await web.post("/v1/voice/token", json={})).json()
    forged = (
        api.AccessToken("lifeos", "0" * 64)
        .with_identity("person-x")
        .with_grants(api.VideoGrants(room_join=True, room=token["room_name"]))
        .to_jwt()
    )
    with pytest.raises(rtc.ConnectError):
        await Caller().join({"server_url": token["server_url"], "participant_token": forged})


async def test_a_report_that_livekit_did_not_sign_is_refused(line: Spine) -> None:
    body = json.dumps({"event": "room_finished", "room": {"name": f"lifeos-{uuid4()}", "sid": "RM_x"}})
    assert line.secrets
    hashed = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
    signed = api.AccessToken("lifeos", line.secrets.livekit).with_sha256(hashed).to_jwt()
    forged = api.AccessToken("lifeos", "0" * 64).with_sha256(hashed).to_jwt()
    async with httpx.AsyncClient(base_url=line.url) as nobody:
        for authorization, status in (("", 401), (forged, 401), (signed, 204)):
            answer = await nobody.post(
                "/v1/livekit/webhook", content=body, headers={"Authorization": authorization}
            )
            assert answer.status_code == status
        changed = body.replace("room_finished", "room_started")
        answer = await nobody.post("/v1/livekit/webhook", content=changed, headers={"Authorization": signed})
        assert answer.status_code == 401


async def test_the_examples_about_calls_work_as_written(line: Spine) -> None:
    known = {"key": await line.new_key("api examples of calls")}
    assert ABOUT_CALLS
    async with httpx.AsyncClient(base_url=line.url, timeout=30) as client:
        for example in ABOUT_CALLS:
            received = await play(client, example, known)
            assert not broken_promises(example, received, known), example.title
