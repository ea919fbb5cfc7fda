using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Watchlists;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>What a watchlist remembers, so that a restart follows the same instruments even while the venue is away.</summary>
[GenerateSerializer, Alias("OrleansTrading.WatchlistState")]
internal sealed record WatchlistState
{
    [Id(0)] public ImmutableArray<string> Instruments { get; init; } = [];

    /// <summary>When they were chosen, Unix milliseconds.</summary>
    [Id(1)] public long ChosenAt { get; init; }

    /// <summary>Since when each of them is on the list, Unix milliseconds, in their order; may be shorter in states of old.</summary>
    [Id(2)] public ImmutableArray<long> Since { get; init; } = [];

    public static WatchlistState Of(IEnumerable<WatchlistMember> members, long chosenAt) => new()
    {
        Instruments = [.. members.Select(member => member.Id.ToString())],
        Since = [.. members.Select(member => member.Since)],
        ChosenAt = chosenAt,
    };

    public ImmutableArray<WatchlistMember> ToMembers()
    {
        // What an older program wrote has no such list, which reads as a default one.
        var since = Since.IsDefault ? [] : Since;
        return [.. Instruments.Select((id, i) => new WatchlistMember(InstrumentId.Parse(id), i < since.Length ? since[i] : ChosenAt))];
    }
}
