"""How a value that people write in short ("300-500") is read where its long form is expected."""

from collections.abc import Callable
from typing import Any


class Written:
    """Marks a type whose values may also be written in a short form, in files and flags.

    Put into `Annotated`, it is found by pydantic through the two methods that pydantic looks
    for on any metadata; the core itself needs no pydantic.
    """

    def __init__(self, parse: Callable[[Any], Any], *short_forms: dict[str, Any]) -> None:
        """`parse` turns a short form into the value and returns anything else unchanged.

        It raises InputError; `short_forms` are the JSON Schemas of what it accepts.
        """
        self.parse = parse
        self.short_forms = short_forms

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> dict[str, Any]:
        function = {"type": "no-info", "function": self.parse}
        return {"type": "function-before", "function": function, "schema": handler(source)}

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        long_form: dict[str, Any] = handler(schema["schema"])
        if handler.mode == "serialization":
            return long_form
        if not self.short_forms:
            return long_form
        forms = long_form.get("anyOf", [long_form])
        tables = [form for form in forms if form.get("type", "object") == "object" or "enum" in form]
        return {"anyOf": [*self.short_forms, *tables]}
