using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Trading;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Formatting;

/// <summary>
/// Prices with the decimals of their instrument's tick size. The rules are read beside the pages, which never wait for them: where they are
/// not known yet a price is written by its magnitude.
/// </summary>
internal sealed partial class Prices(IInstrumentRules rules, TimeProvider time, ILogger<Prices> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(15);

    private volatile FrozenDictionary<InstrumentId, int> _decimals = FrozenDictionary<InstrumentId, int>.Empty;
    private long _dueAt;
    private int _isReading;

    /// <summary>The reading under way or the last one.</summary>
    internal Task Reading { get; private set; } = Task.CompletedTask;

    /// <summary>Decimals of the instrument's tick size; null while it is not known.</summary>
    public int? DecimalsOf(InstrumentId instrument)
    {
        if (Volatile.Read(ref _dueAt) is var due && (due == 0 || time.GetTimestamp() >= due) && Interlocked.Exchange(ref _isReading, 1) == 0)
            Reading = ReadAsync();
        return _decimals.TryGetValue(instrument, out var decimals) ? decimals : null;
    }

    public string Of(InstrumentId instrument, double? price) =>
        price is { } value && double.IsFinite(value) ? Figures.Price(value, DecimalsOf(instrument) ?? Figures.PriceDecimals(value)) : Figures.None;

    public string Of(InstrumentId instrument, decimal? price) =>
        price is { } value && DecimalsOf(instrument) is { } decimals ? Amounts.Fixed(value, decimals) : Amounts.Price(price, null);

    private async Task ReadAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var known = new Dictionary<InstrumentId, int>(_decimals);
        var isWhole = true;
        foreach (var venue in rules.Venues)
            isWhole &= await TryReadAsync(venue, known);
        _decimals = known.ToFrozenDictionary();
        var next = isWhole ? Every : AgainAfter;
        Volatile.Write(ref _dueAt, time.GetTimestamp() + (long)(next.TotalSeconds * time.TimestampFrequency));
        Volatile.Write(ref _isReading, 0);
    }

    private async Task<bool> TryReadAsync(string venue, Dictionary<InstrumentId, int> known)
    {
        try
        {
            foreach (var instrument in await rules.ListAsync(venue, CancellationToken.None).WaitAsync(AgainAfter, time))
            {
                if (instrument.TickSize > 0)
                    known[instrument.Id] = Amounts.DecimalsOf(instrument.TickSize);
            }

            return true;
        }
        catch (Exception exception)
        {
            // A venue that cannot be asked keeps no other from being written rightly.
            NotRead(logger, venue, exception);
            return false;
        }
    }

    [LoggerMessage(EventId = 6184, Level = LogLevel.Information, Message = "The instruments of {Venue} could not be read; prices are written as far as their tick sizes are known, and it is asked again")]
    private static partial void NotRead(ILogger logger, string venue, Exception exception);
}
