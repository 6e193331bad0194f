"""What operators look at: each panel is one question with its queries. Metrics are named in the runtime's telemetry.py."""

from typing import NamedTuple

RATE = "[$__rate_interval]"


class Query(NamedTuple):
    """PromQL, and how its lines are called."""

    expr: str
    legend: str


class Panel(NamedTuple):
    """One question. `unit` is Grafana's id of a unit."""

    title: str
    unit: str
    about: str
    queries: tuple[Query, ...]


class Board(NamedTuple):
    """One dashboard."""

    title: str
    about: str
    panels: tuple[Panel, ...]


def quantiles(metric: str, by: str = "") -> tuple[Query, Query]:
    """The median and the 95th percentile of a histogram, by one label when one is given."""
    groups, legend = (f"le, {by}", f"{{{{{by}}}}} ") if by else ("le", "")
    buckets = f"sum by ({groups}) (rate({metric}_bucket{RATE}))"
    return (
        Query(f"histogram_quantile(0.5, {buckets})", f"{legend}p50"),
        Query(f"histogram_quantile(0.95, {buckets})", f"{legend}p95"),
    )


def per_minute(metric: str, by: str) -> Query:
    """How often something is counted in a minute, by labels."""
    legend = " ".join(f"{{{{{label.strip()}}}}}" for label in by.split(","))
    return Query(f"sum by ({by}) (rate({metric}{RATE})) * 60", legend)


BOARDS = {
    "people": Board(
        "Life-OS: what people get",
        "Begin here. Whether turns are answered, how soon, and what comes of them.",
        (
            Panel(
                "Turns answered",
                "percentunit",
                "Of the turns that ended in the last half hour, the part that did not fail. The goal is 99.5 %.",
                (
                    Query(
                        '1 - sum(increase(lifeos_turn_duration_seconds_count{outcome="failed"}[30m]))'
                        " / sum(increase(lifeos_turn_duration_seconds_count[30m]))",
                        "answered",
                    ),
                ),
            ),
            Panel(
                "Turns a minute",
                "short",
                "What was accepted, and how it ended. What goes in comes out within seconds.",
                (
                    per_minute("lifeos_turns_accepted_total", "channel"),
                    per_minute("lifeos_turn_duration_seconds_count", "outcome"),
                ),
            ),
            Panel(
                "From a turn to its answer",
                "s",
                "As the record has it, in chat and in calls. A model that thinks long shows here first.",
                quantiles("lifeos_turn_duration_seconds"),
            ),
            Panel(
                "Documents a minute",
                "short",
                "Printed, failed, or superseded by a newer version before it was printed.",
                (per_minute("lifeos_documents_printed_total", "kind, outcome"),),
            ),
            Panel(
                "Borne out by the person's words",
                "short",
                "Values in documents. What is left out was not said by the person.",
                (per_minute("lifeos_document_leaves_total", "status"),),
            ),
            Panel(
                "Facts learned a minute",
                "short",
                "By kind. None, while turns come in, means that nothing is understood.",
                (per_minute("lifeos_facts_learned_total", "kind"),),
            ),
            Panel(
                "What turns ask for",
                "short",
                "By intent, and by what recognised it.",
                (per_minute("lifeos_intents_total", "intent, tier"),),
            ),
            Panel(
                "Decisions and mails",
                "short",
                "Unknown: the mail server was cut off while it took a mail; the person is asked.",
                (
                    per_minute("lifeos_decisions_total", "verb, outcome"),
                    per_minute("lifeos_mails_total", "outcome"),
                ),
            ),
            Panel(
                "Thumbs in the last day",
                "short",
                "What people say about replies and documents.",
                (
                    Query(
                        "sum by (about, rating) (increase(lifeos_feedback_total[1d]))", "{{about}} {{rating}}"
                    ),
                ),
            ),
        ),
    ),
    "services": Board(
        "Life-OS: services",
        "Which part is slow, wrong or away.",
        (
            Panel("Up", "short", "1 for each part that answers.", (Query("up", "{{service}}"),)),
            Panel(
                "Requests a second",
                "reqps",
                "By answer.",
                (
                    Query(
                        "sum by (http_response_status_code)"
                        f" (rate(http_server_request_duration_seconds_count{RATE}))",
                        "{{http_response_status_code}}",
                    ),
                ),
            ),
            Panel(
                "Slowest routes",
                "s",
                "The 95th percentile until the answer begins; a stream begins at once.",
                (
                    Query(
                        "topk(8, histogram_quantile(0.95, sum by (le, http_route)"
                        f" (rate(http_server_request_duration_seconds_bucket{RATE}))))",
                        "{{http_route}}",
                    ),
                ),
            ),
            Panel(
                "Refused at the door",
                "short",
                "By status, a minute: 401 wrong key, 429 too fast, 503 too far behind.",
                (per_minute("lifeos_refused_requests_total", "reason"),),
            ),
            Panel(
                "Time to handle a message",
                "s",
                "The 95th percentile of each consumer.",
                (quantiles("messaging_process_duration_seconds", "durable")[1],),
            ),
            Panel(
                "Bugs",
                "short",
                "Messages whose handler raised an error, a minute. They are tried again, and parked at the tenth time.",
                (
                    Query(
                        f"(sum by (durable) (rate(messaging_process_duration_seconds_count{RATE})) - sum by (durable)"
                        f' (rate(messaging_process_duration_seconds_count{{error_type=""}}{RATE}))) * 60',
                        "{{durable}}",
                    ),
                ),
            ),
            Panel(
                "Open streams",
                "short",
                "Pages and front ends that listen.",
                (Query("sum(lifeos_streams_active)", "open"),),
            ),
            Panel(
                "Memory",
                "bytes",
                "Of each process.",
                (Query("process_resident_memory_bytes", "{{service}}"),),
            ),
            Panel(
                "Processor",
                "percentunit",
                "Of one core, by process.",
                (Query(f"rate(process_cpu_seconds_total{RATE})", "{{service}}"),),
            ),
        ),
    ),
    "bus": Board(
        "Life-OS: bus and record",
        "What waits, what is held, what was set aside, and how full the streams are.",
        (
            Panel(
                "Waiting",
                "short",
                "Messages that a consumer has still to handle.",
                (Query("max by (durable) (lifeos_waiting_messages)", "{{durable}}"),),
            ),
            Panel(
                "Held",
                "short",
                "Messages that wait for a dependency to come back. Nothing is lost meanwhile.",
                (Query("sum by (durable) (lifeos_held_messages)", "{{durable}}"),),
            ),
            Panel(
                "Set aside",
                "short",
                "Messages that cannot succeed. People were told; somebody must look why.",
                (Query('max(lifeos_stream_messages{stream="PARKED"})', "parked"),),
            ),
            Panel(
                "Published a minute",
                "short",
                "Already: somebody published the same fact before, which is no fault.",
                (per_minute("messaging_client_sent_messages_total", "template, outcome"),),
            ),
            Panel(
                "How full",
                "percentunit",
                "LIFE refuses new facts at 100 %; LIVE forgets the oldest.",
                (Query("max by (stream) (lifeos_stream_bytes / lifeos_stream_limit_bytes)", "{{stream}}"),),
            ),
            Panel(
                "Questions to the record",
                "s",
                "The 95th percentile by noun, seen by who asks.",
                (quantiles("lifeos_ask_duration_seconds", "noun")[1],),
            ),
        ),
    ),
    "models": Board(
        "Life-OS: models and money",
        "Which rung works, how fast, and what it costs. Without any model everything works offline.",
        (
            Panel(
                "Calls a minute",
                "short",
                "By rung and outcome.",
                (per_minute("gen_ai_client_operation_duration_seconds_count", "rung, outcome"),),
            ),
            Panel(
                "Duration",
                "s",
                "The 95th percentile by task.",
                (quantiles("gen_ai_client_operation_duration_seconds", "task")[1],),
            ),
            Panel(
                "First words",
                "s",
                "The 95th percentile by rung.",
                (quantiles("gen_ai_client_operation_time_to_first_chunk_seconds", "rung")[1],),
            ),
            Panel(
                "Resting",
                "short",
                "1 while a rung is left alone because it failed; the one below it answers.",
                (Query("max by (rung) (lifeos_model_rests)", "{{rung}}"),),
            ),
            Panel(
                "Tokens a minute",
                "short",
                "By rung and kind.",
                (per_minute("gen_ai_client_token_usage_total", "rung, token_type"),),
            ),
            Panel(
                "Spent in the last day",
                "currencyUSD",
                "By task; calls count their speech too.",
                (
                    Query("sum by (task) (increase(lifeos_model_cost_usd_total[1d]))", "{{task}}"),
                    Query("sum(increase(lifeos_call_cost_usd_total[1d]))", "calls"),
                ),
            ),
        ),
    ),
    "calls": Board(
        "Life-OS: calls",
        "Whether callers are answered, how soon, and what failed. Counted when a call ends.",
        (
            Panel(
                "Calls an hour",
                "short",
                "By how they ended.",
                (Query("sum by (reason) (increase(lifeos_calls_total[1h]))", "{{reason}}"),),
            ),
            Panel(
                "From the last sound of the person to the first of the reply",
                "s",
                "The goal is 0.8 s at the median and 1.2 s at the 95th percentile.",
                quantiles("lifeos_call_reply_seconds"),
            ),
            Panel("Length", "s", "Of calls.", quantiles("lifeos_call_duration_seconds")),
            Panel(
                "Parts that failed",
                "short",
                "In the last hour: ears (stt), voice (tts), replies (llm). Callers were told.",
                (Query("sum by (part) (increase(lifeos_call_troubles_total[1h]))", "{{part}}"),),
            ),
        ),
    ),
}
