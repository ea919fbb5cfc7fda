using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Polly;
using Polly.Retry;

namespace OrleansTrading.Storage.PostgreSql;

/// <summary>
/// The way to the database: a pool of connections, tried again with growing pauses while the server is away, and a bound on how much may wait.
/// Invariant: work may be run more than once, even after its commit has come about and only the answer was lost; so every statement given
/// here leaves what is done already as it is.
/// </summary>
public sealed partial class PostgresDatabase : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <remarks>As long as a statement may take by itself.</remarks>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Has it answered so lately, it is there.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(5);

    private const string AutoPrepare = "Max Auto Prepare";
    private const int MostPrepared = 100;

    private static readonly ResiliencePropertyKey<long> Begun = new("begun");

    private readonly DatabaseOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresDatabase> _logger;
    private readonly NpgsqlDataSource _source;
    private readonly ConnectionLane _ordinary;
    private readonly ConnectionLane _urgent;
    private readonly ResiliencePipeline _again;
    private long _awaySince = long.MinValue;
    private long _reached = long.MinValue;
    // By doing what it was asked. One that refuses is reached too, but may do so whatever it is asked: the password is another one now, or the database is gone.
    private long _answered = long.MinValue;

    /// <param name="connectionString">Where it is.</param>
    /// <param name="options">How it is used.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it is told that the server is away, or back.</param>
    /// <param name="applicationName">What its sessions are called on the server.</param>
    public PostgresDatabase(
        string connectionString, IOptions<DatabaseOptions> options, TimeProvider time, ILogger<PostgresDatabase> logger, string applicationName = DatabaseOptions.SiloName)
    {
        (_options, _time, _logger) = (options.Value, time, logger);
        // Nothing here changes a session, and temporary tables are to stay with their connection.
        var named = new NpgsqlConnectionStringBuilder(WithoutOffer(connectionString))
        {
            MaxPoolSize = _options.MaxConnections,
            ApplicationName = applicationName,
            NoResetOnClose = true,
        };
        // Statements are few and come again; planning one takes longer than most of them. A pooler that cannot keep them can be told so in the connection string.
        if (!named.ShouldSerialize(AutoPrepare))
            named.MaxAutoPrepare = MostPrepared;
        (Host, Name) = (named.Host ?? "", named.Database ?? named.Username ?? "");
        _source = NpgsqlDataSource.Create(named);
        _urgent = new ConnectionLane(DatabaseOptions.UrgentConnections, _options.MaxWaiting);
        _ordinary = new ConnectionLane(_options.MaxConnections - DatabaseOptions.UrgentConnections, _options.MaxWaiting);
        _again = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = attempt => ValueTask.FromResult(MayPass(attempt.Outcome.Exception) && HasTime(attempt.Context)),
                MaxRetryAttempts = int.MaxValue,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
    }

    /// <summary>The server's host, or the directory of its socket.</summary>
    public string Host { get; }

    public string Name { get; }

    /// <summary>Since when the server has not been reached; null while it is. Of the last attempts, not of a look now.</summary>
    public DateTimeOffset? AwaySince => Volatile.Read(ref _awaySince) is var ticks && ticks == long.MinValue ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    /// <summary>Reads and writes under way or waiting.</summary>
    public int Waiting => _ordinary.Waiting + _urgent.Waiting;

    /// <exception cref="StoreUnavailableException">The server stays away, or too much waits for it already.</exception>
    public Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) => RunAsync(_ordinary, work, cancellationToken);

    /// <summary>The same for a short statement that an order waits for: it does not stand behind long reads, having connections of its own.</summary>
    /// <exception cref="StoreUnavailableException">The server stays away, or too much waits for it already.</exception>
    public Task<T> RunUrgentAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) => RunAsync(_urgent, work, cancellationToken);

    private async Task<T> RunAsync<T>(ConnectionLane lane, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!lane.TryEnter())
            throw new StoreUnavailableException($"{_options.MaxWaiting} reads and writes wait for the database {Name} already (Database:MaxWaiting).");
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Begun, _time.GetTimestamp());
        try
        {
            return await _again.ExecuteAsync(static (attempt, state) => state.Self.TryAsync(state.Lane, state.Work, attempt.CancellationToken), context, (Self: this, Lane: lane, Work: work));
        }
        catch (Exception exception) when (MayPass(exception))
        {
            throw new StoreUnavailableException($"The database {Name} on {Host} did not do it within {_options.GiveUpAfter}: {exception.Message}", exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            lane.Leave();
        }
    }

    public Task RunAsync(Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            await work(connection, token);
            return true;
        },
        cancellationToken);

    /// <summary>
    /// The same connection string, by which encryption by Kerberos is not offered unless it is asked for: a connection that breaks during the offer is
    /// opened again without, and then fails all that it is used for, for as long as the pool keeps it (https://github.com/npgsql/npgsql/issues/6506).
    /// </summary>
    public static string WithoutOffer(string connectionString)
    {
        var named = new NpgsqlConnectionStringBuilder(connectionString);
        if (named.GssEncryptionMode == GssEncryptionMode.Prefer)
            named.GssEncryptionMode = GssEncryptionMode.Disable;
        return named.ConnectionString;
    }

    /// <summary>Why this is no connection string; null when it is one.</summary>
    public static string? Defect(string connectionString)
    {
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host) ? "it names no Host" : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            return exception.Message;
        }
    }

    /// <summary>Whether the server answers: it has within the last few seconds, or does when it is asked now.</summary>
    /// <exception cref="PostgresException">It is there, and refuses: the user, the password or the database is not known to it.</exception>
    public async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        if (AwaySince is null && Volatile.Read(ref _answered) is var answered && answered != long.MinValue && _time.GetElapsedTime(answered) < Lately)
            return true;
        try
        {
            return await TryAsync(
                _urgent,
                async (connection, token) =>
                {
                    await using var command = new NpgsqlCommand("SELECT true", connection);
                    return (bool)(await command.ExecuteScalarAsync(token))!;
                },
                cancellationToken);
        }
        catch (Exception exception) when (MayPass(exception) || exception is StoreUnavailableException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _ordinary.Dispose();
        _urgent.Dispose();
    }

    private async ValueTask<T> TryAsync<T>(ConnectionLane lane, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        // Before the pool: a pool that has no connection left looks like a server that is away.
        if (!await lane.TakeAsync(LongestWait, cancellationToken))
            throw new StoreUnavailableException($"All {lane.Connections} connections to the database {Name} were busy for {LongestWait} (Database:MaxConnections).");
        var begun = _time.GetTimestamp();
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            var result = await work(connection, cancellationToken);
            Volatile.Write(ref _answered, _time.GetTimestamp());
            Reached();
            return result;
        }
        catch (PostgresException exception) when (!IsAway(exception))
        {
            Reached();
            throw;
        }
        catch (Exception exception) when (IsAway(exception))
        {
            NotReached(begun, exception);
            throw;
        }
        finally
        {
            lane.GiveBack();
        }
    }

    private void Reached()
    {
        Volatile.Write(ref _reached, _time.GetTimestamp());
        if (Interlocked.Exchange(ref _awaySince, long.MinValue) is var since && since != long.MinValue)
            LogBack(Name, Host, _time.GetUtcNow() - new DateTimeOffset(since, TimeSpan.Zero));
    }

    /// <remarks>An attempt that began before another one succeeded says nothing about the time since; one that took too long nothing about the server then.</remarks>
    private void NotReached(long begun, Exception exception)
    {
        var isOvertaken = begun <= Volatile.Read(ref _reached);
        if (isOvertaken && exception.InnerException is TimeoutException)
            return;
        // Those that wait in the pool are as dead as this one: the next attempt is to open one. A server that has no room left has not ended them.
        if (!HasNoRoom(exception))
            _source.Clear();
        if (!isOvertaken && Interlocked.CompareExchange(ref _awaySince, _time.GetUtcNow().UtcTicks, long.MinValue) == long.MinValue)
            LogAway(Name, Host, exception.Message);
    }

    private bool HasTime(ResilienceContext context) => _time.GetElapsedTime(context.Properties.GetValue(Begun, 0)) < _options.GiveUpAfter;

    /// <remarks>A statement that is wrong, or breaks a rule of the tables, fails the same way however often it is tried; everything else may pass.</remarks>
    private static bool MayPass(Exception? exception) => IsAway(exception) || exception is PostgresException { IsTransient: true };

    private static bool HasNoRoom(Exception exception) => exception is PostgresException database && database.SqlState.StartsWith("53", StringComparison.Ordinal);

    /// <remarks>
    /// A server that stops ends its sessions; one that has become a copy of another, which is the one to write to now, takes no writes.
    /// Statements that got into each other's way are tried again too, but then the server is there.
    /// </remarks>
    private static bool IsAway(Exception? exception) => exception switch
    {
        PostgresException database => database.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
                or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.SystemError or PostgresErrorCodes.IoError
            || HasNoRoom(database) || database.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException database => database.IsTransient,
        _ => false,
    };
}
