"""A report in, a reading out: the statements, who speaks them, and through whom the report has them."""

from goodoffices.reading.reader import BuiltInReader, Reader, built_in_reader

__all__ = ["BuiltInReader", "Reader", "built_in_reader"]
