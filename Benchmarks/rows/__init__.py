"""What `Benchmarks/run` measures, one module for each concern; each has a function `rows(plan)` that gives a list of Row."""
