using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Storage.PostgreSql;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>The account's keys are in its settings and nowhere else: not in a line that is logged, not in an answer, not in any row of the database.</summary>
internal sealed class SecretWatch(StormLog log)
{
    private static readonly string[] Planted = [LiveAudit.Key, LiveAudit.Secret];

    private long _looked;

    /// <summary>Texts that were looked at.</summary>
    public long Looked => Interlocked.Read(ref _looked);

    public void Look(string where, string? text)
    {
        Interlocked.Increment(ref _looked);
        foreach (var secret in Planted)
        {
            if (text?.Contains(secret, StringComparison.Ordinal) == true)
                log.Violate($"{where} tells a key of an account: {text.Replace(secret, "(the key)", StringComparison.Ordinal)}");
        }
    }

    /// <summary>
    /// Looks at every row of every table but temporary ones: those go with their connections, another's cannot be read, and of one that went with its server
    /// only the name is left.
    /// </summary>
    public async Task RunAsync(IServiceProvider stores)
    {
        var database = stores.GetRequiredService<PostgresDatabase>();
        var tables = 0;
        await database.RunAsync(async (connection, cancellationToken) =>
        {
            var names = new List<string>();
            await using (var list = connection.CreateCommand())
            {
                list.CommandText = "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND schemaname NOT LIKE 'pg\\_temp%'";
                await using var rows = await list.ExecuteReaderAsync(cancellationToken);
                while (await rows.ReadAsync(cancellationToken))
                    names.Add(rows.GetString(0));
            }

            tables = names.Count;
            foreach (var name in names)
            {
                await using var search = connection.CreateCommand();
                search.CommandText = $"SELECT row::text FROM {name} AS row WHERE {string.Join(" OR ", Planted.Select(secret => $"row::text LIKE '%{secret}%'"))} LIMIT 1";
                if (await search.ExecuteScalarAsync(cancellationToken) is string row)
                    Look($"Table {name}", row);
            }

            return true;
        }, CancellationToken.None);
        log.Say($"audit: the keys of an account were looked for in {Looked} lines and answers and in {tables} tables");
    }
}
