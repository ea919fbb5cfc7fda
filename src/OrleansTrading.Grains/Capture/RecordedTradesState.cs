using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Capture;

namespace OrleansTrading.Grains.Capture;

/// <summary>Of each symbol of a venue that was ever recorded: up to which trade.</summary>
[GenerateSerializer, Alias("OrleansTrading.RecordedTradesState")]
internal sealed record RecordedTradesState
{
    [Id(0)] public ImmutableArray<RecordedUpTo> Marks { get; init; } = [];

    public long? Find(string symbol) => Marks.FirstOrDefault(mark => mark.Symbol == symbol)?.TradeId;

    public RecordedTradesState With(ImmutableArray<RecordedUpTo> news)
    {
        var symbols = news.Select(mark => mark.Symbol).ToHashSet();
        return new() { Marks = [.. Marks.Where(mark => !symbols.Contains(mark.Symbol)), .. news] };
    }
}
