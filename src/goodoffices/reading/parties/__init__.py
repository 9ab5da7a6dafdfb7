"""Who appears in a report: names, descriptions, whom they speak for, and the same party over several reports."""
