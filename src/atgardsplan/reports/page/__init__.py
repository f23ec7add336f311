"""The web page: one file that needs no network and no script, for one plan or a city's."""
