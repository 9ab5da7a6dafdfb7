"""Date expressions, the days that they mean, and what they bound."""
