"""The real NATS and Postgres under the real supervisor, without services: `whole.py <folder> <port>`."""

import asyncio
import sys
from pathlib import Path

from lifeos.stack import up
from lifeos.stack.access import Login, Urls
from lifeos.stack.layout import Layout
from lifeos.stack.logs import Console
from lifeos.stack.refused import exit_code


class LocalPerson:
    """Stands for the part of the product that knows people."""

    async def ensure(self, data: Path, urls: Urls) -> Login:
        return Login(url=urls.page, api_key="lo_test", link=f"{urls.page}/#login=once")


def main(folder: str, port: str) -> int:
    layout = Layout(Path(folder), int(port))

    def start() -> int:
        prepared = up.prepare(layout, {}, services=())
        return asyncio.run(up.run(layout, prepared, Console(sys.stdout), LocalPerson()))

    return exit_code(start)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
