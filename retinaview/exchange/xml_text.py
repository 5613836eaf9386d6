"""Reading of XML without entities, in any declared encoding, with errors that name the position."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from retinaview.core.errors import LabelError
from retinaview.core.guard import guard
from retinaview.exchange import text_files

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.\-]+)["'][^>]*\?>""")


def read_xml(path: Path) -> Element:
    """Return the root of an XML file.

    Raises
    ------
    LabelError
        The file is not XML, or has entities or external references.
    """
    content = text_files.read_bytes(path)
    with guard(LabelError, path, "is not XML", say_why=True):
        return _parsed(_as_utf_8(content))


def _parsed(content: bytes) -> Element:
    try:
        root: Element = fromstring(content)
    except DefusedXmlException:
        raise LabelError("contains XML entities, which are not allowed") from None
    except ParseError as error:
        place = f"line {error.position[0]}, column {error.position[1]}"
        raise LabelError("is not XML", field=place) from error
    return root


def _as_utf_8(content: bytes) -> bytes:
    """Return the document in UTF-8 if it declares an encoding that the parser may not know."""
    declared = _DECLARED.match(content)
    try:
        if declared is None:
            content.decode(
                "utf-8-sig" if not content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-16"
            )
            return content
        text = content[declared.end() :].decode(declared[1].decode())
    except LookupError:
        return content
    except UnicodeError:  # declared wrongly, or not at all
        rest = content[declared.end() :] if declared else content
        return rest.decode("cp1252", "replace").encode()
    return text.encode()
