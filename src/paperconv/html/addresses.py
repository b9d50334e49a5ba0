"""Which addresses may become links, and how they are written."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from paperconv import patterns
from paperconv.patterns import late

_KEPT = "%/:?#[]@!$&'()*+,;=-._~"
_HOST = late(r"([\w-]+(?:\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5})?)?")
_DOI = late(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
_MAIL = late(r"[^\s@<>\"]+@[\w-]+(?:\.[\w-]+)*")
_BREAKS = late(r"(?<=[/?&=_#,;%])(?<!:/)(?=[^/])|(?<=\w)(?=\.\w)")
_LONGEST = 4000


def safe_address(target: str) -> str:
    """``target`` as an address that a reader may open, percent-encoded; empty if it must not be a link.

    Allowed are http, https, ftp, mailto and doi (made into https://doi.org/…), and a bare DOI.
    """
    target = target.strip()
    if not target or len(target) > _LONGEST:
        return ""
    scheme, colon, rest = target.partition(":")
    match scheme.lower() if colon else "":
        case "http" | "https" | "ftp":
            try:
                parts = urlsplit(target)
            except ValueError:
                return ""
            return _with_host(target, parts.netloc)
        case "mailto":
            return _quote(target) if _MAIL.match(rest) else ""
        case _:
            return doi_address(target)


def _with_host(target: str, place: str) -> str:
    """``target`` with its host in ASCII; empty if ``place``, its user, host and port, names no host."""
    user, at, host = place.rpartition("@")
    found = _HOST.fullmatch(host)
    if not found or int(found[2] or 0) > 65535:
        return ""
    name = found[1]
    if not name.startswith("["):
        try:
            name = name.rstrip(".").encode("idna").decode("ascii")
            name.encode("ascii").decode("idna")  # fails for what only looks like an encoded name
        except UnicodeError:
            return ""
        if not name or name.lower().endswith("xn--"):
            return ""
    port = f":{found[2]}" if found[2] else ""
    return _quote(target.replace(place, f"{user}{at}{name}{port}", 1))


def doi_address(value: str) -> str:
    """The address that resolves the DOI ``value`` (bare, with ``doi:`` or as an address); empty if it is none."""
    found = _DOI.fullmatch(value.strip())
    return f"https://doi.org/{_quote(found[1])}" if found else ""


def breakable(address: str) -> str:
    """``address`` with a zero-width space wherever a line may break."""
    return _BREAKS.sub("\u200b", address)


def _quote(target: str) -> str:
    # Surrogates come from broken input; no other character can fail.
    quoted = quote(target.encode("utf-8", "replace"), safe=_KEPT)
    quoted = patterns.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quoted)
    first, _, rest = quoted.partition("#")
    brackets = first.startswith(("http://[", "https://[", "ftp://["))
    if not brackets:
        first = first.replace("[", "%5B").replace("]", "%5D")
    return first + ("#" + rest.replace("#", "%23").replace("[", "%5B").replace("]", "%5D") if rest else "")
