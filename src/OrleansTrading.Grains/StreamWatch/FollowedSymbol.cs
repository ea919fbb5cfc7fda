using System.Collections.Immutable;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>
/// The streams of one symbol, as its grain looks at them. To be called on the grain's turns; <see cref="Health"/> from any thread.
/// </summary>
internal sealed class FollowedSymbol(
    FollowedStreams owner, InstrumentId instrument, IVenueConnector venue, IMarketDataSubscription subscription)
{
    /// <summary>A symbol's lag is measured so often at most for each kind, so that bursts do not pay for it.</summary>
    private static readonly TimeSpan MeasureEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>After this long all that another silo had to say of the symbol is stored.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private readonly StreamTrack?[] _tracks = new StreamTrack?[Enum.GetValues<StreamKind>().Length];
    private readonly long?[] _measured = new long?[Enum.GetValues<StreamKind>().Length];
    private readonly List<StreamTransition> _told = [];
    private readonly bool _isNamed = owner.Metrics.Names(instrument);
    private (long At, long Stamp)? _began;
    private Task _past = Task.CompletedTask;
    private bool _isPastKnown;

    public InstrumentId Instrument => instrument;

    /// <summary>Whether its metrics are told by its name too.</summary>
    public bool IsNamed => _isNamed;

    /// <summary>Whether an account has a position, a guard or an order there, as of the last look. From any thread.</summary>
    public bool IsWatched { get; set; }

    /// <summary>Health of each stream now.</summary>
    public IReadOnlyList<StreamHealthSnapshot> Health => subscription.GetHealth();

    /// <summary>The newest change of each stream, however old.</summary>
    public IEnumerable<StreamTransition> Newest => _tracks.Select(track => track?.Last).OfType<StreamTransition>();

    /// <summary>Tells what has changed since the last look.</summary>
    public void Look()
    {
        var (now, monotonic) = (Now(), owner.Time.GetElapsedTime(0));
        _began ??= (now, owner.Time.GetTimestamp());
        foreach (var health in subscription.GetHealth())
        {
            var track = _tracks[(int)health.Kind] ??= new StreamTrack(instrument, health.Kind);
            var interruptions = track.Look(health, now, monotonic, _told);
            if (interruptions > 0)
                owner.Metrics.Interrupted(instrument, health.Kind, interruptions, _isNamed);
        }

        Hand();
        if (!_isPastKnown && _past.IsCompleted && owner.Time.GetElapsedTime(_began.Value.Stamp) >= Settled)
            _past = ClosePastAsync(_began.Value.At);
    }

    /// <summary>A batch has been handled just now.</summary>
    /// <param name="counts">Events of each kind.</param>
    /// <param name="oldest">The venue's time of the first event of each kind, Unix milliseconds; nothing where there is none.</param>
    public void Handled(ReadOnlySpan<int> counts, ReadOnlySpan<long> oldest)
    {
        var (stamp, now, speed) = (owner.Time.GetTimestamp(), 0L, 0.0);
        for (var kind = 0; kind < counts.Length; kind++)
        {
            if (counts[kind] == 0 || (_measured[kind] is { } before && owner.Time.GetElapsedTime(before, stamp) < MeasureEvery))
                continue;
            // The venue's clock is shared by all of its symbols and asked once in a batch. Its seconds may be shorter than ours: a simulated
            // market may run faster.
            if (speed == 0)
                (now, speed) = (venue.Clock.Now, venue.Clock.Speed * 1000);
            _measured[kind] = stamp;
            owner.Metrics.Handled(instrument, (StreamKind)kind, Math.Max(0, (now - oldest[kind]) / speed), _isNamed);
        }
    }

    /// <summary>Nobody looks any more. A second call does nothing.</summary>
    public void Leave()
    {
        if (!owner.Leave(this))
            return;
        var now = Now();
        foreach (var track in _tracks)
            track?.Stop(now, _told);
        Hand();
    }

    /// <summary>Changes from one moment to another, with the last one of each kind before: what is stored, what waits to be, and what stands.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public static async Task<ImmutableArray<StreamTransition>> ReadAsync(
        FollowedStreams owner, FollowedSymbol? followed, InstrumentId instrument, long from, long to, int limit, CancellationToken cancellationToken)
    {
        // In this order: what is written between the two readings is seen twice and never missed.
        var waiting = owner.Writer.WaitingOf(instrument);
        StreamTransition[] known =
        [
            .. await owner.Store.ListLastAsync(instrument, from, cancellationToken),
            .. await owner.Store.ListAsync(instrument, kind: null, from, to, limit, cancellationToken),
            .. waiting,
            .. followed?.Newest ?? [],
        ];
        var unique = known.Where(change => change.At <= to).DistinctBy(change => (change.Kind, change.At)).ToArray();
        var before = unique.Where(change => change.At < from).GroupBy(change => change.Kind).Select(group => group.MaxBy(change => change.At)!);
        var within = unique.Where(change => change.At >= from).OrderBy(change => change.At).ThenBy(change => change.Kind).TakeLast(limit);
        return [.. before.OrderBy(change => change.At).ThenBy(change => change.Kind), .. within];
    }

    private async Task ClosePastAsync(long began)
    {
        try
        {
            await owner.Marks.CloseWhatWasLeftOpenAsync(instrument, began, CancellationToken.None);
            _isPastKnown = true;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or ObjectDisposedException)
        {
            owner.OnPastUnknown(instrument, exception);
            _began = (began, owner.Time.GetTimestamp());
        }
    }

    private void Hand()
    {
        if (_told.Count == 0)
            return;
        foreach (var change in _told)
            owner.Metrics.Changed(change);
        owner.Writer.Add(_told);
        _told.Clear();
    }

    private long Now() => owner.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
