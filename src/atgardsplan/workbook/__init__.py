"""The .xlsx file as a file: zip entries, parts, sheets, values, edits. Knows nothing of plans."""
