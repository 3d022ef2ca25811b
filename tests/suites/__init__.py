"""Other people's suites, which `make test-suites` runs."""
