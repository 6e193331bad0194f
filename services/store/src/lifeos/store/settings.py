"""What the store reads from the environment."""

from pydantic import Field, SecretStr

from lifeos.runtime.settings import Settings


class StoreSettings(Settings):
    """Any Postgres 15 or newer, by URL; a pooler in transaction mode is fine."""

    database_url: SecretStr = Field(
        default=SecretStr("postgresql://lifeos@127.0.0.1:5432/lifeos"), description="Where Postgres is."
    )
    database_pool: int = Field(default=8, ge=1, description="Most connections this process opens.")
    life_max_bytes: int = Field(default=768 * 1024 * 1024, description="Most bytes the stream LIFE may hold.")
    stream_replicas: int = Field(default=1, description="Copies of each stream in a NATS cluster.")
    files_url: str = Field(
        default="", description="Where printed files are kept, to erase them with the person."
    )
