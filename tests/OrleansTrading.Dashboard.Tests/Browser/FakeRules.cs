using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Tick sizes of some instruments; those of others are not known.</summary>
internal sealed class FakeRules : IInstrumentRules
{
    public IReadOnlyCollection<string> Venues { get; } = ["binance", "okx"];

    /// <summary>A venue that cannot be asked.</summary>
    public string? Silent { get; set; }

    /// <summary>What answers wait for.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    public int Asked { get; private set; }

    public async Task<IReadOnlyCollection<InstrumentInfo>> ListAsync(string venue, CancellationToken cancellationToken)
    {
        Asked++;
        await Answering;
        return venue == Silent ? throw new IOException("told to fail") :
        [
            .. new[] { ("binance:BTCUSDT", 0.1m), ("binance:ETHUSDT", 0.01m), ("binance:SOLUSDT", 0.0100m), ("binance:DOGEUSDT", 0.00001m), ("binance:LTCUSDT", 0.01m), ("okx:BTC-USDT-SWAP", 0.1m) }
                .Where(listed => listed.Item1.StartsWith(venue + ":", StringComparison.Ordinal))
                .Select(listed => new InstrumentInfo(InstrumentId.Parse(listed.Item1), "", "", listed.Item2, 0.001m, 5, 0, true)),
        ];
    }
}
