"""A language model as the reader: any server that speaks OpenAI's protocol. What it quotes is searched in the text, or refused."""

from goodoffices.reading.llm.reader import LanguageModelReader
from goodoffices.reading.llm.settings import Price, Settings

__all__ = ["LanguageModelReader", "Price", "Settings"]
