"""How JupyterLab reads the course's notebooks: a widget whose Python is gone is a sentence.

JupyterLab keeps the place of a widget in a saved notebook, and nothing to show there: opened again
it says "Error displaying widget: model not found". The course opens JupyterLab with this class,
which puts there what the widget has to say without Python.
"""

from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from helpers.language import translated

WIDGET = "application/vnd.jupyter.widget-view+json"
RUN_THIS_CELL = "Run this cell to get this part of it again."


class CourseFiles(AsyncLargeFileManager):
    """Jupyter's own files, but for widgets in notebooks that no Python runs."""

    async def get(
        self,
        path: str,
        content: bool = True,
        type: str | None = None,
        format: str | None = None,
        require_hash: bool = False,
    ) -> dict[str, Any]:
        """The model of a file or folder, as Jupyter's contents API has it."""
        read: Any = super().get
        model: dict[str, Any] = await read(path, content, type, format, require_hash)
        if content and model["type"] == "notebook" and not await self._has_python(path):
            for cell in model["content"]["cells"]:
                for output in cell.get("outputs", []):
                    put_sentence(output.get("data", {}))
        return model

    async def _has_python(self, path: str) -> bool:
        sessions = await self.parent.session_manager.list_sessions() if self.parent else []
        return path.strip("/") in {session["path"] for session in sessions}


def put_sentence(data: dict[str, Any]) -> None:
    """Put a sentence in the place of a widget, in what an output holds for each MIME type."""
    if data.pop(WIDGET, None):
        data.setdefault("text/html", f"<p><i>{translated(RUN_THIS_CELL)}</i></p>")
