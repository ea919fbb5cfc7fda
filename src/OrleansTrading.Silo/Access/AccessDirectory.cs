using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>
/// What the access grain knows, kept here for a second: a token that was withdrawn on another silo is good for so much longer. When the grain
/// does not answer, what it said last counts for a minute; after that nobody is known by token or session.
/// </summary>
internal sealed partial class AccessDirectory(IGrainFactory grains, TimeProvider time, ILogger<AccessDirectory> logger) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly ConcurrentDictionary<string, long> _used = new();
    private Known? _known;

    private IAccessGrain Grain => grains.GetGrain<IAccessGrain>(IAccessGrain.Key);

    /// <exception cref="TimeoutException">The grain has not answered for a minute.</exception>
    public async Task<IReadOnlyList<ApiToken>> ListTokensAsync(CancellationToken cancellationToken) => [.. (await KnownAsync(cancellationToken)).Tokens.Values];

    /// <exception cref="TimeoutException">The grain has not answered for a minute.</exception>
    public async Task<ApiToken?> FindTokenAsync(string id, CancellationToken cancellationToken) => (await KnownAsync(cancellationToken)).Tokens.GetValueOrDefault(id);

    /// <exception cref="TimeoutException">The grain has not answered for a minute.</exception>
    public async Task<bool> HasEndedAsync(string session, CancellationToken cancellationToken) => (await KnownAsync(cancellationToken)).Ended.Contains(session);

    public async Task<string?> AddTokenAsync(ApiToken token)
    {
        var refusal = await Grain.AddTokenAsync(token);
        Forget();
        return refusal;
    }

    public async Task<ApiToken?> WithdrawTokenAsync(string id)
    {
        var withdrawn = await Grain.WithdrawTokenAsync(id);
        Forget();
        return withdrawn;
    }

    public async Task EndSessionAsync(EndedSession session)
    {
        await Grain.EndSessionAsync(session);
        Forget();
    }

    /// <summary>A token was used; the grain is told of it later.</summary>
    public void NoteUse(string id) => _used[id] = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Tells the grain which tokens were used. What could not be told stays.</summary>
    public async Task TellUseAsync()
    {
        var uses = _used.ToArray();
        if (uses.Length == 0)
            return;
        await Grain.NoteUseAsync([.. uses.Select(use => new TokenUse(use.Key, use.Value))]);
        foreach (var use in uses)
            _used.TryRemove(use);
    }

    public void Dispose() => _asking.Dispose();

    private void Forget() => Volatile.Write(ref _known, null);

    private async ValueTask<Known> KnownAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _known) is { } known && time.GetElapsedTime(known.At) < Fresh)
            return known;
        await _asking.WaitAsync(cancellationToken);
        try
        {
            var last = Volatile.Read(ref _known);
            return last is not null && time.GetElapsedTime(last.At) < Fresh ? last : await AskAsync(last, cancellationToken);
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task<Known> AskAsync(Known? last, CancellationToken cancellationToken)
    {
        var at = time.GetTimestamp();
        try
        {
            var keys = await Grain.GetAsync().WaitAsync(Patience, time, cancellationToken);
            var known = new Known(at, keys.Tokens.ToImmutableDictionary(token => token.Id), [.. keys.Ended.Select(session => session.Id)]);
            Volatile.Write(ref _known, known);
            return known;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnanswered(exception);
            if (last is not null && time.GetElapsedTime(last.At) < Usable)
                return last;
            throw new TimeoutException("Who may do what is not known now.", exception);
        }
    }

    [LoggerMessage(1322, LogLevel.Warning, "Tokens and ended sessions could not be asked for; what was known a minute ago counts no longer than that")]
    private partial void LogUnanswered(Exception exception);

    private sealed record Known(long At, ImmutableDictionary<string, ApiToken> Tokens, ImmutableHashSet<string> Ended);
}
