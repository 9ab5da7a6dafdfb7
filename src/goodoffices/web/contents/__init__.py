"""What each page shows: asked of the other rooms, in values that a template prints and the API gives out as JSON."""
