using System.Diagnostics;
using System.Text.Json;

namespace OrleansTrading.TestKit;

/// <summary>DuckDB, run by node (<c>tests/clients/parquet.mjs</c>): what another program makes of Parquet files.</summary>
public static class DuckDb
{
    /// <summary>What to do where it is not installed.</summary>
    public const string Absent = "tests/clients/node_modules holds no @duckdb/node-api: run 'npm ci --prefix tests/clients' (tests/run.sh does) before this test";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    private static string Clients => Repository.PathOf("tests", "clients");

    public static bool IsInstalled => Directory.Exists(Path.Combine(Clients, "node_modules", "@duckdb", "node-api"));

    /// <summary>Runs statements one after another in one process, on one thread, with an empty database.</summary>
    public static async Task<IReadOnlyList<DuckDbAnswer>> TryAsync(params IReadOnlyList<string> statements)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Clients, "parquet.mjs"), "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            var reading = node.StandardOutput.ReadToEndAsync(limit.Token);
            foreach (var statement in statements)
                await node.StandardInput.WriteLineAsync(statement.ReplaceLineEndings(" "));
            node.StandardInput.Close();
            var output = await reading;
            await node.WaitForExitAsync(limit.Token);
            if (node.ExitCode != 0)
                throw new InvalidOperationException($"node ended with code {node.ExitCode}.");
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Answer)];
        }
        finally
        {
            if (!node.HasExited)
                node.Kill();
        }
    }

    /// <summary>As <see cref="TryAsync"/>, but every statement must succeed.</summary>
    public static async Task<IReadOnlyList<DuckDbAnswer>> RunAsync(params IReadOnlyList<string> statements)
    {
        var answers = await TryAsync(statements);
        foreach (var (statement, answer) in statements.Zip(answers))
        {
            if (answer.Error is { } error)
                throw new InvalidOperationException($"DuckDB refused '{statement}': {error}");
        }

        return answers;
    }

    private static DuckDbAnswer Answer(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var took = TimeSpan.FromMilliseconds(root.GetProperty("milliseconds").GetDouble());
        return root.TryGetProperty("error", out var error)
            ? new DuckDbAnswer(took, error.GetString(), [], [])
            : new DuckDbAnswer(took, null, [.. root.GetProperty("types").EnumerateArray().Select(type => type.GetString()!)],
                [.. root.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(Text).ToArray())]);
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();
}
