"""In which order the steps of a deal are taken, and who is exposed meanwhile."""
