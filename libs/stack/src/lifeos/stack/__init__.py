"""The whole product on one machine without Docker: NATS, Postgres and every service as child processes."""
