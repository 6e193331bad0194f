"""Why a call cannot be heard or spoken."""

from lifeos.runtime.errors import Rejected, Unavailable


class CannotHear(Rejected):
    """No engine of these settings understands the language."""

    def __init__(self, language: str) -> None:
        super().__init__(f"no speech recogniser is set up for {language!r}")
        self.language = language


class CannotSpeak(Rejected):
    """No engine of these settings speaks the language."""

    def __init__(self, language: str) -> None:
        super().__init__(f"no voice is set up for {language!r}")
        self.language = language


class EngineMissing(Unavailable):
    """A speech engine is not installed on this machine; the message says what to install."""

    def __init__(self, engine: str, install: str) -> None:
        super().__init__(f"{engine} is not installed: {install}", retry_after=60.0)
        self.engine = engine
