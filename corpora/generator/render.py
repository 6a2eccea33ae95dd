"""From a recipe to a rendered report with its gold."""

import random
from dataclasses import dataclass

from .documents import DOCUMENTS
from .drafts import Recipe, draft
from .gold import annotate
from .layouts import LAYOUTS, LOSSY, PAPER, Token
from .model import Draft
from .scrape import LOSSY_VERSIONS, scrape

__all__ = ["Made", "render"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A rendered report: `content` is text, or the bytes of a file of another format."""

    draft: Draft
    layout: str
    content: str | bytes
    tokens: list[Token]
    lossy: bool

    def gold(self, text: str | None = None) -> dict[str, object]:
        """Return the gold; a file of another format is annotated in the `text` that a reader made of it."""
        text = text if text is not None else self.content
        if not isinstance(text, str):
            raise TypeError("annotate the text that was read from the file: gold(text)")
        return annotate(
            self.draft, text, self.tokens, lossy=self.lossy, prose=self.layout not in PAPER, layout=self.layout
        )


def render(layout: str, recipe: Recipe, seed: int | str) -> Made:
    """Render one report; the same seed gives the same."""
    made = draft(recipe, seed)
    version = layout.removeprefix("trafilatura-")
    content: str | bytes
    if layout in DOCUMENTS:
        content, tokens = DOCUMENTS[layout](made.page)
        lossy = False
    elif version != layout:
        content, tokens = scrape(made.page, version)
        lossy = version in LOSSY_VERSIONS
    else:
        content, tokens = LAYOUTS[layout](made.page, random.Random(f"{seed}/{recipe.name}/layout"))
        lossy = layout in LOSSY
    return Made(draft=made, layout=layout, content=content, tokens=tokens, lossy=lossy)
