using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>What a scan has left out.</summary>
/// <param name="Id">Instrument id.</param>
/// <param name="Interval">Length of a candle. Null when it is true of all of them.</param>
/// <param name="Reason">Why.</param>
internal sealed record ScanSkipView(string Id, string? Interval, string Reason)
{
    public static ScanSkipView Of(ScanSkip skip) => new(skip.Id.ToString(), skip.Interval?.ToCode(), skip.Reason);
}
