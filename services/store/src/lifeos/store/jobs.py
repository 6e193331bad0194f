"""Reads about the jobs that a person is after."""

from typing import Any

from lifeos.contracts.asks import AskJobs, JobList
from lifeos.contracts.job import JobView, Posting
from lifeos.store.database import Connection, query


async def jobs(connection: Connection, ask: AskJobs) -> JobList:
    """A page of jobs, the latest first; what the person set counts more than what was read."""
    before = int(ask.cursor) if ask.cursor else None
    rows = await connection.fetch(query("jobs_page"), ask.person_id, ask.job_id, before, ask.limit + 1)
    return JobList(
        items=[_job(row) for row in rows[: ask.limit]],
        next=str(rows[ask.limit - 1]["sequence"]) if len(rows) > ask.limit else None,
    )


def _job(row: Any) -> JobView:
    posting = Posting.model_validate(row["posting"])
    return JobView(
        id=row["job_id"],
        title=posting.title if row["title"] is None else row["title"],
        company=posting.company if row["company"] is None else row["company"],
        language=posting.language,
        status=row["status"] or "interested",
        next_step=row["next_step"] or "",
        next_on=row["next_on"],
        text=row["text"],
        posting=posting,
        created_at=row["at"],
        updated_at=row["updated_at"],
    )
