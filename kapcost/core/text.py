"""Text that comes from outside: made harmless where it enters, so that no output has to mistrust it."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, Any

from kapcost.core.written import Written
from kapcost.errors import InputError, Problem, quoted

LONGEST_LABEL = 60
LONGEST_SENTENCE = 400

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SERVICE_CODE = re.compile(r"[0-9A-Z][0-9A-Z-]{2,14}", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


def one_line(text: str, longest: int) -> str:
    r"""Return text as one line without control or formatting characters, cut with "…" if too long.

    What could style, reorder, hide or break a terminal's output is taken out.

    >>> one_line("IV\x1b[31m \u202einfusion\n", 60)
    'IV[31m infusion'
    """
    if not text.isprintable():
        text = "".join(_visible(char) for char in text)
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _visible(char: str) -> str:
    return char if unicodedata.category(char)[0] != "C" else " " if char.isspace() else ""


def is_harmless(text: str) -> bool:
    """Return whether text has no control or formatting characters, which no output of kapcost has."""
    return not any(unicodedata.category(char)[0] == "C" for char in text)


def lower_first(label: str) -> str:
    """Begin a label in lower case, as inside a sentence, unless it begins with an abbreviation.

    >>> lower_first("Talk session"), lower_first("IV infusion")
    ('talk session', 'IV infusion')
    """
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def spoken(name: str) -> str:
    """Return a name as it is spoken, without hyphens and capitals.

    >>> spoken("At-home")
    'at home'
    """
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _label(written: Any) -> Any:
    if isinstance(written, str) and not one_line(written, LONGEST_LABEL):
        raise InputError(Problem(found=quoted(written), expected="a word or more"))
    return one_line(written, LONGEST_LABEL) if isinstance(written, str) else written


def _sentence(written: Any) -> Any:
    return one_line(written, LONGEST_SENTENCE) if isinstance(written, str) else written


def _name(written: Any) -> Any:
    if isinstance(written, str) and not _NAME.fullmatch(written):
        expected = "a name of letters, digits, - and _, at most 40"
        raise InputError(Problem(found=quoted(written), expected=expected))
    return written


def _service_code(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    codes = [code.strip() for code in written.split(",")]
    if not all(_SERVICE_CODE.fullmatch(code) for code in codes):
        raise InputError(
            Problem(found=quoted(written), expected="a service code such as 90837, or several with commas")
        )
    return ", ".join(codes)


def _date(written: Any) -> Any:
    if isinstance(written, str):
        with suppress(ValueError):
            written = date.fromisoformat(written if _DATE.fullmatch(written) else "")
    if isinstance(written, date) and not isinstance(written, datetime) and 1900 <= written.year < 2200:
        return written
    raise InputError(Problem(found=quoted(written), expected="a date such as 2026-11-24"))


def _flag(written: Any) -> Any:
    if not isinstance(written, bool):
        raise InputError(Problem(found=quoted(written), expected="true or false"))
    return written


Date = Annotated[date, Written(_date)]
"""A calendar date, written as 2026-11-24."""

Flag = Annotated[bool, Written(_flag)]
"""True or false, and no other word for it."""

Label = Annotated[str, Written(_label)]
"""What something is called in the output: one harmless line of at most 60 characters."""

Sentence = Annotated[str, Written(_sentence)]
"""A remark in the output: one harmless line of at most 400 characters."""

ServiceCode = Annotated[str, Written(_service_code)]
"""The code that a charge is billed under, such as "90837", or several: "96365, J3490"."""

Name = Annotated[str, Written(_name)]
"""What something is called in files and flags: letters, digits, hyphens and underscores."""
