"""Settings come from the environment (`LIFEOS_...`), or from the file that `LIFEOS_..._FILE` names."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

PREFIX = "LIFEOS_"


def environment() -> Mapping[str, str]:
    """Every `LIFEOS_` variable of this process, with the ones given as files already read.

    The name of a file is left out where its content is put in; a variable comes before its file, unless it is empty.
    """
    given = {name: value for name, value in os.environ.items() if name.startswith(PREFIX) and value}  # noqa: TID251
    files = {name: path for name, path in given.items() if name.endswith("_FILE")}
    read = {name.removesuffix("_FILE"): path for name, path in files.items()}
    found = {name: Path(path).read_text("utf-8").strip() for name, path in read.items() if name not in given}
    return found | {name: value for name, value in given.items() if name not in files}


class _FromFiles(PydanticBaseSettingsSource):
    """Reads `LIFEOS_<FIELD>_FILE`, so that a secret needs no environment variable of its own."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"{PREFIX}{field_name.upper()}_FILE")  # noqa: TID251
        return (Path(path).read_text("utf-8").strip() if path else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        values = {
            name: self.get_field_value(field, name)[0]
            for name, field in self.settings_cls.model_fields.items()
        }
        return {name: value for name, value in values.items() if value is not None}


class Settings(BaseSettings):
    """What every process reads. Each service adds its own fields and reads nothing else."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    nats_url: str = Field(default="nats://127.0.0.1:4222", description="Where the bus is.")
    nats_user: str | None = Field(default=None, description="The bus user of this service.")
    nats_password: SecretStr | None = Field(default=None, description="Its password.")
    internal_port: int = Field(
        default=0, description="Port of /livez, /readyz and /metrics. 0: any free port."
    )
    internal_host: str = Field(default="127.0.0.1", description="Address that the internal port listens on.")
    log_level: str = Field(default="info", description="debug, info, warning or error.")
    otlp_endpoint: str | None = Field(
        default=None, description="OTLP/HTTP traces endpoint. Absent: no export."
    )
    ack_wait_s: float = Field(
        default=30.0, gt=0, description="Silence after which the bus redelivers a message."
    )
    crash_at: str | None = Field(
        default=None, description="Tests only: the named point at which this process dies."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings, env_settings, _FromFiles(settings_cls))
