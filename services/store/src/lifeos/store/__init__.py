"""The only owner of Postgres: keeps every fact, projects it into tables, answers reads."""
