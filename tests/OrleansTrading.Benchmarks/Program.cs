// dotnet run -c Release --project tests/OrleansTrading.Benchmarks -- --help
return await OrleansTrading.Benchmarks.Running.BenchmarkCommand.RunAsync(args);
