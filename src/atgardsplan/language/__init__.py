"""Swedish cell text to meaning. Knows neither plans nor workbooks, and uses no other part."""
