using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Cluster;

/// <summary>A database as deploy/backup.sh and deploy/restore.sh bring it to another server.</summary>
internal static class DatabaseCopy
{
    /// <param name="from">The connection string of what is backed up.</param>
    /// <param name="to">That of an empty database.</param>
    /// <param name="directory">Where the backup lies.</param>
    public static async Task MakeAsync(string from, string to, string directory)
    {
        var file = await RunAsync("backup.sh", from, "--direct", "--to", directory);
        await RunAsync("restore.sh", to, file.Trim(), "--direct");
    }

    /// <summary>Everything that a database holds, by name: tables and their months by the sum of their rows, indexes and constraints by their text, sequences by their value.</summary>
    public static async Task<Dictionary<string, string>> DescribeAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var all = await ReadAsync(
            source,
            """
            SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
            UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
            UNION ALL SELECT 'sequence ' || sequencename, coalesce(last_value::text, '') FROM pg_sequences WHERE schemaname = 'public'
            UNION ALL SELECT 'table ' || relname, '' FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
            UNION ALL SELECT 'view ' || viewname, definition FROM pg_views WHERE schemaname = 'public'
            """);
        foreach (var name in all.Keys.Where(name => name.StartsWith("table ", StringComparison.Ordinal)).ToList())
            all[name] = (await ReadAsync(source, $"SELECT count(*)::text, coalesce(md5(string_agg(t::text, ',' ORDER BY t::text COLLATE \"C\")), '') FROM \"{name["table ".Length..]}\" AS t")).Single().ToString();
        return all;
    }

    private static async Task<Dictionary<string, string>> ReadAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Dictionary<string, string> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(reader.GetString(0), reader.GetString(1));
        return rows;
    }

    /// <summary>As an operator runs it; it must end well. Answers what it has printed.</summary>
    private static async Task<string> RunAsync(string script, string database, params string[] words)
    {
        var named = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo("bash", [Repository.PathOf("deploy", script), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = named.Host, ["PGPORT"] = named.Port.ToString(CultureInfo.InvariantCulture), ["PGUSER"] = named.Username, ["PGDATABASE"] = named.Database,
            },
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, $"{script}\n{await errors}");
        return await output;
    }
}
