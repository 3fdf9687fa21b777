"""The OpenAPI document made exact, and the same as plain values for a page to print."""

from __future__ import annotations

from typing import Any

from publications.api.problems import MEDIA_TYPE

_NOT_MODIFIED = {"description": "Nothing has changed since the answer that the request names"}
_MOVED = {
    "description": "The record was merged into another",
    "headers": {"Location": {"schema": {"type": "string"}}},
}


def corrected(document: dict[str, Any]) -> dict[str, Any]:
    """Errors under their own media type, and the answers that every operation can give besides."""
    document["info"]["license"] = {"name": "See the rights of each record"}
    for path, operations in document["paths"].items():
        for operation in operations.values():
            responses = operation["responses"]
            for status, answer in responses.items():
                if int(status) >= 400 and "content" in answer:
                    answer["content"] = {MEDIA_TYPE: answer["content"].pop("application/json")}
            responses[304] = _NOT_MODIFIED
            if "{identifier}" in path:
                responses[301] = _MOVED
            operation["responses"] = {str(code): responses[code] for code in sorted(responses)}
    if not document.get("servers"):
        document.pop("servers", None)
    return document


def readable(document: dict[str, Any]) -> dict[str, Any]:
    """Operations by tag, with their parameters in words, and the shapes of the answers."""
    rooms: dict[str, list[dict[str, Any]]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            rooms.setdefault(operation["tags"][0], []).append(
                {
                    "id": operation["operationId"],
                    "method": method.upper(),
                    "path": path,
                    "summary": operation["summary"],
                    "parameters": [_parameter(each) for each in operation["parameters"]],
                    "responses": [
                        {"status": status, "description": answer["description"], "shape": shape}
                        for status, answer in operation["responses"].items()
                        for shape in [_shape_of(answer)]
                    ],
                }
            )
    shapes = [
        {
            "name": name,
            "description": schema.get("description", ""),
            "fields": [
                {
                    "name": field,
                    "type": _type(values),
                    "description": values.get("description", ""),
                }
                for field, values in schema.get("properties", {}).items()
            ],
        }
        for name, schema in document["components"]["schemas"].items()
    ]
    info = document["info"]
    return {
        "version": info["version"],
        "description": info["description"],
        "rooms": [{"name": name, "operations": listed} for name, listed in rooms.items()],
        "shapes": shapes,
    }


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    return {
        "name": parameter["name"],
        "where": parameter["in"],
        "required": parameter.get("required", False),
        "type": _type(schema),
        "values": _values(schema),
        "description": parameter.get("description") or schema.get("description", ""),
    }


def _shape_of(answer: dict[str, Any]) -> str:
    for content in answer.get("content", {}).values():
        return _type(content["schema"])
    return ""


def _type(schema: dict[str, Any]) -> str:
    """A schema in words: "string", "list of Agent", "Date or null"."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if "enum" in schema or "const" in schema:
        return "one of the values"
    form = f" ({schema['format']})" if "format" in schema else ""
    return f"{schema.get('type', 'any')}{form}"


def _values(schema: dict[str, Any]) -> list[str]:
    if "enum" in schema:
        return [str(each) for each in schema["enum"]]
    if "const" in schema:
        return [str(schema["const"])]
    parts = [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]
    return [value for part in parts for value in _values(part)]
