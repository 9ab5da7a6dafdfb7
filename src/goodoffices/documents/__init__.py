"""Text out of files, folders, standard input and web addresses: a `Report` of each document, or the reason why not."""

from goodoffices.documents.limits import Limits
from goodoffices.documents.loading import load
from goodoffices.documents.sources import expand

__all__ = ["Limits", "expand", "load"]
