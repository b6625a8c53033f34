"""The address that the studio listens on: whether it is free, how others reach it, whether web answers."""

import contextlib
import errno
import http.client
import socket

from config.bootstrap.arguments import DEFAULT_PORT, LOOPBACK, UpArguments
from config.bootstrap.messages import Trouble

ANSWER_SECONDS = 1.0
EVERYWHERE = ("0.0.0.0", "::", "")


def check_free(arguments: UpArguments) -> None:
    """Raise Trouble where the port is taken or the host is none of this machine's."""
    try:
        found = socket.getaddrinfo(
            arguments.host or None, arguments.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except socket.gaierror as error:
        raise Trouble(f"{arguments.host} is no address of this machine.", "Use --host 127.0.0.1.") from error
    for family, kind, protocol, _, address in found:
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                raise refusal(arguments, error) from error


def refusal(arguments: UpArguments, error: OSError) -> Trouble:
    """Why an address cannot be used, and what would work."""
    place = f"{arguments.host}:{arguments.port}"
    if error.errno == errno.EADDRINUSE:
        free = free_port(arguments.host, arguments.port + 1)
        return Trouble(f"{place} is taken by another program.", f"Use another port: ./dailies up --port {free}")
    if error.errno == errno.EACCES:
        return Trouble(f"{place} needs rights that you do not have.", f"Use ./dailies up --port {DEFAULT_PORT}")
    return Trouble(f"{place} cannot be used: {error.strerror}.", "Use --host 127.0.0.1.")


def free_port(host: str, first: int, tries: int = 50) -> int:
    """The first free port from `first` on, to advise."""
    for port in range(first, min(first + tries, 65536)):
        kind = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(kind) as probe, contextlib.suppress(OSError):
            probe.bind((host, port))
            return port
    return first


def answers(arguments: UpArguments) -> bool:
    """Whether web says that it is healthy."""
    connection = http.client.HTTPConnection(arguments.reachable_host, arguments.port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"127.0.0.1:{arguments.port}"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def allowed_hosts(host: str) -> str:
    """ALLOWED_HOSTS for a studio that listens on `host`: always loopback; open to the network, this machine's names."""
    names = ["127.0.0.1", "localhost", "[::1]"]
    if host in EVERYWHERE:
        names += [socket.gethostname(), socket.getfqdn(), *outward_addresses()]
    elif host not in LOOPBACK:
        names.append(f"[{host}]" if ":" in host else host)
    return ",".join(dict.fromkeys(names))


def outward_addresses() -> list[str]:
    """The address that this machine shows to its network (asking the kernel; nothing is sent)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1 (RFC 5737)
            return [str(probe.getsockname()[0])]
        except OSError:
            return []
