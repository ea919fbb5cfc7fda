using OrleansTrading.Benchmarks.Running;

// dotnet run -c Release --project tests/OrleansTrading.Benchmarks -- [--list] [NAME ...]
return await BenchmarkCommand.RunAsync(args, Console.Out, Console.Error);
