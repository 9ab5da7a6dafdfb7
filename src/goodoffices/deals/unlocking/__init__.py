"""The smallest concessions that bring a target into reach; and what changes when something is supposed."""
