import ArgumentParser

BenchTool.main()
