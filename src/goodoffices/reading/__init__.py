"""A report in, a reading out: the statements, who speaks them, and through whom the report has them."""

from goodoffices.reading.reader import BuiltInReader, Reader, built_in_reader
from goodoffices.reading.several import read_all

__all__ = ["BuiltInReader", "Reader", "built_in_reader", "read_all"]
