using OrleansTrading.Benchmarks.Screenshots;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>Runs the named benchmarks, all of them unless some are named, and prints Markdown.</summary>
internal static class BenchmarkCommand
{
    private const string Usage = "usage: dotnet run -c Release --project tests/OrleansTrading.Benchmarks -- [--list] [screenshots] [NAME ...]";

    /// <param name="words">Names; or <c>screenshots</c> alone, which takes the README's pictures instead.</param>
    /// <param name="output">Where the figures go.</param>
    /// <param name="errors">Where a mistyped name is told.</param>
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter errors)
    {
        var all = Benchmark.FindAll();
        if (words.Contains("--list"))
        {
            foreach (var benchmark in all)
                await output.WriteLineAsync($"{benchmark.Name,-20} {benchmark.Title}");
            return 0;
        }

        if (words is ["screenshots"])
            return await ReadmePictures.WriteAsync(output);

        var unknown = words.Except(all.Select(benchmark => benchmark.Name)).ToList();
        if (unknown.Count > 0)
        {
            await errors.WriteLineAsync($"There is no benchmark {string.Join(", ", unknown)}; there are {string.Join(", ", all.Select(benchmark => benchmark.Name))}.\n{Usage}");
            return 2;
        }

        await output.WriteLineAsync(await MachineDescription.WriteAsync());
        foreach (var benchmark in all.Where(candidate => words.Length == 0 || words.Contains(candidate.Name)))
        {
            await output.WriteLineAsync();
            await benchmark.RunAsync(output);
            await output.FlushAsync();
        }

        return 0;
    }
}
