"""The JSON of GMCR+ (files that end in .gmcr), in and out.

The field names are those of gmcr-py, the open part of GMCR+ (Kinsara, Petersons, Hipel and Kilgour 2015, "Advanced decision support
for the graph model for conflict resolution"). What one side has and the other has not is said in a warning.
"""

from goodoffices.stability.forms.gmcr.reading import Loaded, read
from goodoffices.stability.forms.gmcr.writing import Written, write

__all__ = ["Loaded", "Written", "read", "write"]
