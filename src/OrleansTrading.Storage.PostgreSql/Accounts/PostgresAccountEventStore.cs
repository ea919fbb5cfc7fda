using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Storage.PostgreSql.Accounts;

/// <summary>
/// Account events in a table. An append is one statement, so it is there whole or not at all, and committed to the disk when the call
/// completes. An event that is missing or cannot be read refuses the account rather than leaving events out.
/// </summary>
internal sealed partial class PostgresAccountEventStore(PostgresDatabase database, ILogger<PostgresAccountEventStore> logger) : IAccountEventStore
{
    /// <remarks>The fingerprint is of the event's text, as the database has it.</remarks>
    private const string Fingerprint = "encode(sha256(convert_to(e.record::text, 'UTF8')), 'hex')";

    /// <summary>Appends of which nobody knows whether they are stored: whoever asks for the same again means the same append.</summary>
    private readonly ConcurrentDictionary<string, (long After, Guid Id)> _unanswered = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">Nothing is known of it: it is stored or it is not. The same append may be asked for again.</exception>
    public async Task<long> AppendAsync(string account, long after, IReadOnlyList<AccountEvent> events, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAppend(account, after, events);
        var id = _unanswered.TryRemove(account, out var before) && before.After == after ? before.Id : Guid.CreateVersion7();
        var append = new AccountAppend(account, after, events, id);
        try
        {
            var (last, isStored) = await database.RunUrgentAsync(append.RunAsync, cancellationToken);
            return isStored ? last : throw new AccountConflictException(account, after, last);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException)
        {
            _unanswered[account] = (after, id);
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">The database stays away.</exception>
    /// <exception cref="InvalidDataException">An event is missing or cannot be read.</exception>
    public async Task<IReadOnlyList<StoredAccountEvent>> ReadAsync(string account, long after, int limit, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        after = Math.Max(after, 0);
        var (last, found) = await database.RunAsync(
            (connection, token) => ReadAsync(connection, account, "number > $2 ORDER BY number", after, limit, token), cancellationToken);
        var expected = (int)Math.Clamp(last - after, 0, limit);
        CheckNumbers(account, found, after + 1, step: 1, expected);
        return found;
    }

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">The database stays away.</exception>
    /// <exception cref="InvalidDataException">An event is missing or cannot be read.</exception>
    public async Task<IReadOnlyList<StoredAccountEvent>> ReadBackAsync(string account, long? before, int limit, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var (last, found) = await database.RunAsync(
            (connection, token) => ReadAsync(connection, account, "number < $2 ORDER BY number DESC", before ?? long.MaxValue, limit, token), cancellationToken);
        // What was appended after the look at the last number may have been read too.
        var newest = Math.Max(Math.Min(last, (before ?? long.MaxValue) - 1), found is [var first, ..] ? first.Version : 0);
        CheckNumbers(account, found, newest, step: -1, (int)Math.Clamp(newest, 0, limit));
        return found;
    }

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">The database stays away.</exception>
    /// <exception cref="ArgumentException">It is of an event that is not stored.</exception>
    public async Task SaveStateAsync(string account, AccountBookState state, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        ArgumentNullException.ThrowIfNull(state);
        var json = JsonSerializer.Serialize(state, AccountEventJson.Default.AccountBookState);
        var saved = await database.RunAsync(async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(
                $"""
                INSERT INTO account_states (account, number, format, fingerprint, state)
                SELECT e.account, e.number, $3, {Fingerprint}, $4::json FROM account_events e WHERE e.account = $1 AND e.number = $2
                ON CONFLICT (account) DO UPDATE SET number = EXCLUDED.number, format = EXCLUDED.format, fingerprint = EXCLUDED.fingerprint, state = EXCLUDED.state
                """, connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<string> { TypedValue = account },
                    new NpgsqlParameter<long> { TypedValue = state.Version },
                    new NpgsqlParameter<string> { TypedValue = AccountBookState.Format },
                    new NpgsqlParameter<string> { TypedValue = json },
                },
            };
            return await command.ExecuteNonQueryAsync(token);
        }, cancellationToken);
        if (saved == 0)
            throw new ArgumentException($"Expected the state at a stored event of '{account}'; there is none of number {state.Version}.", nameof(state));
    }

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">The database stays away.</exception>
    public async Task<AccountBookState?> FindStateAsync(string account, CancellationToken cancellationToken)
    {
        AccountEventArguments.CheckAccount(account);
        var kept = await database.RunAsync((connection, token) => FindStateAsync(connection, account, token), cancellationToken);
        if (kept is not var (number, format, isOfEvent, json))
            return null;
        if (format != AccountBookState.Format)
            return Unusable(account, "another build of the program has written it");
        if (!isOfEvent)
            return Unusable(account, "it is of other events than those that are stored");
        try
        {
            return JsonSerializer.Deserialize(json, AccountEventJson.Default.AccountBookState) is { } state && state.Version == number ? state : Unusable(account, "it is harmed");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or FormatException)
        {
            return Unusable(account, failure.Message);
        }
    }

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => database.RunAsync(async (connection, token) =>
    {
        var found = new List<string>();
        await using var command = new NpgsqlCommand("SELECT account FROM account_heads WHERE last > 0 ORDER BY account", connection);
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token))
            found.Add(reader.GetString(0));
        return (IReadOnlyList<string>)found;
    }, cancellationToken);

    /// <returns>The last number before the events were read, and events.</returns>
    private static async Task<(long Last, List<StoredAccountEvent> Events)> ReadAsync(
        NpgsqlConnection connection, string account, string which, long place, int limit, CancellationToken cancellationToken)
    {
        var last = await AccountAppend.HeadAsync(connection, account, cancellationToken);
        var found = new List<StoredAccountEvent>();
        await using var command = new NpgsqlCommand($"SELECT number, record FROM account_events WHERE account = $1 AND {which} LIMIT $3", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = account }, new NpgsqlParameter<long> { TypedValue = place }, new NpgsqlParameter<long> { TypedValue = limit },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            found.Add(new StoredAccountEvent(reader.GetInt64(0), EventOf(account, reader.GetInt64(0), reader.GetString(1))));
        return (last, found);
    }

    private static AccountEvent EventOf(string account, long number, string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AccountEventJson.Default.AccountEvent) ?? throw Harmed(account, $"event {number} is nothing");
        }
        catch (Exception failure) when (failure is JsonException or FormatException or NotSupportedException)
        {
            throw Harmed(account, $"event {number} cannot be read by this program", failure);
        }
    }

    private static async Task<(long Number, string Format, bool IsOfEvent, string Json)?> FindStateAsync(
        NpgsqlConnection connection, string account, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT s.number, s.format, coalesce(s.fingerprint = {Fingerprint}, false), s.state
            FROM account_states s LEFT JOIN account_events e ON e.account = s.account AND e.number = s.number WHERE s.account = $1
            """, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = account } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetString(1), reader.GetBoolean(2), reader.GetString(3)) : null;
    }

    /// <summary>What was read follows without a gap and is not less than there must be.</summary>
    private static void CheckNumbers(string account, List<StoredAccountEvent> found, long first, int step, int expected)
    {
        for (var i = 0; i < Math.Max(found.Count, expected); i++)
        {
            if (i >= found.Count || found[i].Version != first + (step * i))
                throw Harmed(account, $"event {first + (step * i)} is missing");
        }
    }

    private static InvalidDataException Harmed(string account, string what, Exception? inner = null) =>
        new($"The events of account '{account}' in the database cannot be used: {what}. Without it every later figure would be wrong; restore the table from a backup.", inner);

    private AccountBookState? Unusable(string account, string reason)
    {
        LogUnusable(account, reason);
        return null;
    }

    [LoggerMessage(1431, LogLevel.Information, "The kept state of account {Account} is not used ({Reason}); all its events are read")]
    private partial void LogUnusable(string account, string reason);
}
