using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Storage.PostgreSql.Accounts;

/// <summary>One append, which is stored once however often it is tried.</summary>
/// <param name="account">Whose events.</param>
/// <param name="after">The number that they follow.</param>
/// <param name="events">What is stored.</param>
/// <param name="id">By which it knows its own events again.</param>
internal sealed class AccountAppend(string account, long after, IReadOnlyList<AccountEvent> events, Guid id)
{
    /// <remarks>The row of the head is taken first, and only with the number expected; without it nothing is inserted.</remarks>
    private const string Insert =
        """
         INSERT INTO account_events (account, number, time, event, append, record)
        SELECT head.account, $2 + u.place, u.time, u.event, $4, u.record
        FROM head, unnest($5::bigint[], $6::text[], $7::json[]) WITH ORDINALITY AS u (time, event, record, place)
        """;

    private const string First =
        "WITH head AS (INSERT INTO account_heads (account, last) VALUES ($1, $3) ON CONFLICT (account) DO UPDATE SET last = $3 WHERE account_heads.last = $2 RETURNING account)" + Insert;

    private const string Later = "WITH head AS (UPDATE account_heads SET last = $3 WHERE account = $1 AND last = $2 RETURNING account)" + Insert;

    private const string Own =
        """
        SELECT count(*) FROM account_events e JOIN unnest($4::text[]) WITH ORDINALITY AS u (record, place) ON e.number = $2 + u.place
        WHERE e.account = $1 AND e.append = $3 AND e.record::text = u.record
        """;

    /// <summary>What the JSON of each kind of event is called by.</summary>
    private static readonly Dictionary<Type, string> Kinds = typeof(AccountEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(kind => kind.DerivedType, kind => (string)kind.TypeDiscriminator!);

    private readonly long[] _times = [.. events.Select(happened => happened.Time)];
    private readonly string[] _kinds = [.. events.Select(happened => Kinds[happened.GetType()])];
    private readonly string[] _records = [.. events.Select(happened => JsonSerializer.Serialize(happened, AccountEventJson.Default.AccountEvent))];

    /// <summary>Number of the last of its events.</summary>
    private long Last => after + _records.Length;

    /// <returns>The number of the last event of the account that is stored, and whether these are.</returns>
    public async Task<(long Last, bool IsStored)> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand(after == 0 ? First : Later, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = account },
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<long> { TypedValue = Last },
                new NpgsqlParameter<Guid> { TypedValue = id },
                new NpgsqlParameter<long[]> { TypedValue = _times },
                new NpgsqlParameter<string[]> { TypedValue = _kinds },
                new NpgsqlParameter<string[]> { TypedValue = _records, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Json },
            },
        };
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == _records.Length)
            return (Last, true);
        return await IsOwnAsync(connection, cancellationToken) ? (Last, true) : (await HeadAsync(connection, account, cancellationToken), false);
    }

    /// <returns>Number of the last stored event; 0 when there is none.</returns>
    public static async Task<long> HeadAsync(NpgsqlConnection connection, string account, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT last FROM account_heads WHERE account = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = account } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
    }

    /// <summary>Whether an attempt before this one has stored them after all.</summary>
    private async Task<bool> IsOwnAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Own, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = account },
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<Guid> { TypedValue = id },
                new NpgsqlParameter<string[]> { TypedValue = _records },
            },
        };
        return (long)(await command.ExecuteScalarAsync(cancellationToken))! == _records.Length;
    }
}
