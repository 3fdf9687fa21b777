"""The blocks of a section as nodes: items in their lists, quotations with who is quoted."""

from __future__ import annotations

from publications.reading.notes import Notes
from publications.reading.tree import Node, Run


class BlockReader:
    """Reads the blocks of one section; ``page`` is the printed page that was reached.

    The page that its heading shows is not shown again.
    """

    def __init__(
        self, notes: Notes, section: int, number: int, page: str, depth: int, shown: str = ""
    ) -> None:
        self.notes = notes
        self.section = section
        self.number = number
        self.page = page
        self.depth = depth
        self.shown = shown

    def read(self, blocks: list[dict]) -> list[Node]:
        nodes: list[Node] = []
        open_lists: list[Node] = []
        for block in blocks:
            node = self._node(block)
            if node.kind != "item":
                open_lists.clear()
            if node.kind == "item":
                self._place(node, nodes, open_lists)
            elif node.kind == "attribution" and nodes and nodes[-1].kind == "quotation":
                nodes[-1].children.append(node)
            elif node.kind == "quote":
                if not (nodes and nodes[-1].kind == "quotation" and _is_open(nodes[-1])):
                    nodes.append(Node("quotation"))
                nodes[-1].children.append(node)
            else:
                nodes.append(node)
        return nodes

    @staticmethod
    def _place(item: Node, nodes: list[Node], open_lists: list[Node]) -> None:
        """Puts a list item into the list of its level, opening and closing lists as needed."""
        del open_lists[item.level + 1 :]
        if not open_lists:
            open_lists.append(Node("list", marker=item.marker))
            nodes.append(open_lists[0])
        elif len(open_lists) <= item.level and open_lists[-1].children:
            deeper = Node("list", marker=item.marker)
            open_lists[-1].children[-1].children.append(deeper)
            open_lists.append(deeper)
        open_lists[-1].children.append(item)

    def _node(self, block: dict) -> Node:
        kind = block.get("kind", "paragraph")
        page = str(block.get("page") or "")
        new_page = page if page and page not in (self.page, self.shown) else ""
        self.page = page or self.page
        node = Node(
            kind=kind,
            number=self.number,
            marker=str((block.get("box") if kind == "box" else block.get("marker")) or ""),
            level=self.depth + 2 if kind == "heading" else int(block.get("level") or 0),
            rows=[[_cell_text(cell) for cell in row] for row in block.get("rows") or []],
            page=new_page,
            on_page=self.page,
        )
        self.number += 1
        for text, style, number, url in (_four(run) for run in block.get("runs") or []):
            if style != "note":
                node.runs.append(Run(text, style, url))
                continue
            note, first = self.notes.take(number or text, self.section)
            node.runs.append(Run(text, "note", note=note, back=first))
            if note and first:
                node.notes.append(note)
        return node


def _is_open(quotation: Node) -> bool:
    return quotation.children[-1].kind != "attribution"


def _four(run: list) -> tuple[str, str, str, str]:
    """A run as written by the import, shorter ones filled up."""
    text, style, note, url = (*run, "", "", "")[:4] if len(run) < 4 else run[:4]
    return text, style or "", str(note or ""), url or ""


def _cell_text(cell) -> str:
    """The words of a table's cell, stored alone or with their spans."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, dict):
        return str(cell.get("text", ""))
    return str(cell[0]) if cell else ""
