"""Documents as JSON, and back, without loss; and the JSON Schema of that form."""

from __future__ import annotations

from typing import Any

import msgspec

from paperconv.errors import DecodeError
from paperconv.model.document import SCHEMA_VERSION, Document
from paperconv.model.node import replace


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a model file holds: the version of its form, and the document."""

    schema_version: int
    document: Document


class _Version(msgspec.Struct):
    schema_version: int


_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Envelope] | None = None


def encode(document: Document) -> bytes:
    """``document`` as UTF-8 JSON, one line; fields at their default are left out, and so is ``folder``."""
    return _ENCODER.encode(Envelope(SCHEMA_VERSION, replace(document, folder="")))


def decode(data: bytes) -> Document:
    """The document that ``encode`` wrote.

    Raises:
        DecodeError: not JSON, not a document (with the place in it), nested too deeply,
            or written by a newer paperconv.
    """
    global _DECODER  # noqa: PLW0603 - built once: it compiles the whole model
    try:
        version = msgspec.json.decode(data, type=_Version).schema_version
        if version != SCHEMA_VERSION:
            newer = "a newer" if version > SCHEMA_VERSION else "an unknown"
            raise DecodeError(
                "$.schema_version",
                f"the file has the form of {newer} paperconv ({version}); this one reads {SCHEMA_VERSION}",
            )
        if _DECODER is None:
            _DECODER = msgspec.json.Decoder(Envelope)
        return _DECODER.decode(data).document
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at ")
        raise DecodeError(path.strip("`") or "$", problem) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DecodeError("$", str(error)) from None
    except RecursionError:
        raise DecodeError("$", "nested too deeply") from None


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what :func:`encode` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"paperconv document, version {SCHEMA_VERSION}",
        **msgspec.json.schema(Envelope),
    }
