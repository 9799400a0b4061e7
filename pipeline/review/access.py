"""Who may use the page: a token in the address, or a password; then a cookie."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import UsageError

LEAST = 8
"""Characters of a password."""


@dataclass(slots=True)
class Access:
    """The secrets of one server."""

    password: str = ""
    """Empty where the page is for this computer alone."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    sessions: set[str] = field(default_factory=set)
    names: frozenset[str] = frozenset()
    """Names by which a request may call this server, beside its addresses."""

    def opened_by(self, token: str) -> str:
        """A new session for who knows the token; empty for others."""
        return self._session() if _same(token, self.token) else ""

    def opened_with(self, password: str) -> str:
        """A new session for who knows the password; empty for others, and where there is none."""
        fits = _same(password, self.password)
        return self._session() if self.password and fits else ""

    def _session(self) -> str:
        session = secrets.token_urlsafe(24)
        self.sessions.add(session)
        return session

    def knows(self, session: str) -> bool:
        return session in self.sessions

    def is_own(self, host: str) -> bool:
        """Whether a `Host` names this server: a page of another name that leads here must not speak to it."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        name = name.strip("[]").lower()
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return name == "localhost" or name in self.names
        return address.is_loopback or bool(self.password)


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same, told in a time that does not depend on where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this computer alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def access_for(host: str, password_file: Path | None) -> Access:
    """The secrets of a server on an address. Raises UsageError where it would be open to others without a password."""
    if password_file is None:
        if not is_loopback(host):
            raise UsageError(
                "password-missing",
                f"On {host} everyone in the network could read and change the catalogues.",
                advice="Name a file with a password: --password-file FILE",
            )
        return Access()
    own = socket.gethostname().lower()
    return Access(
        _password(password_file), names=frozenset({own, own.split(".")[0], f"{own}.local", host.lower()})
    )


def _password(file: Path) -> str:
    try:
        password = file.read_text(encoding="utf-8").split("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            "password-unreadable", f"The password cannot be read ({error}).", path=str(file)
        ) from error
    if len(password) < LEAST:
        raise UsageError(
            "password-short", f"The password has fewer than {LEAST} characters.", path=str(file),
            advice="Put a longer one into its first line.",
        )  # fmt: skip
    return password
