using System.Collections.Immutable;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Silo.Health;

namespace OrleansTrading.Silo.Tests.Health;

public sealed class MarketReadinessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly ImmutableArray<InstrumentId> Two = [new("binance", "AUSDT"), new("binance", "BUSDT")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Market_OnceWarm_StaysReadyWhateverIsLostElsewhere()
    {
        var isLost = false;
        var market = Make(key => isLost ? throw new TimeoutException("Its silo is gone.") : key == "binance:BUSDT" ? SymbolPhase.Live : SymbolPhase.Warming);
        (await market.FindReasonAsync(Token)).ShouldBeNull();
        isLost = true;
        (await market.FindReasonAsync(Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Market_FirstInstrumentDoesNotAnswer_IsReadyByTheSecond()
    {
        var never = new TaskCompletionSource<InstrumentSnapshot>();
        var market = new MarketReadiness(FakeGrains.Make((key, method) => method switch
        {
            nameof(IWatchlistGrain.GetInstrumentsAsync) => Task.FromResult(Two),
            _ => key == "binance:AUSDT" ? never.Task : Task.FromResult(Snapshot(key, SymbolPhase.Live)),
        }));
        (await market.FindReasonAsync(Token).WaitAsync(Limit, TimeProvider.System, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Market_NoneIsWarm_SaysHowManyAndWhichDoNotAnswer()
    {
        var market = Make(key => key == "binance:AUSDT" ? throw new TimeoutException("Its silo is gone.") : SymbolPhase.Warming);
        (await market.FindReasonAsync(Token)).ShouldBe("None of the 2 instruments has warmed up yet; 1 of them did not answer.");
        (await Make(_ => SymbolPhase.Warming).FindReasonAsync(Token)).ShouldBe("None of the 2 instruments has warmed up yet.");
    }

    private static MarketReadiness Make(Func<string, SymbolPhase> phase) => new(FakeGrains.Make((key, method) => method switch
    {
        nameof(IWatchlistGrain.GetInstrumentsAsync) => Task.FromResult(Two),
        _ => SnapshotAsync(key, phase),
    }));

    private static async Task<InstrumentSnapshot> SnapshotAsync(string key, Func<string, SymbolPhase> phase)
    {
        await Task.Yield();
        return Snapshot(key, phase(key));
    }

    private static InstrumentSnapshot Snapshot(string key, SymbolPhase phase) =>
        new(InstrumentId.Parse(key), phase, null, null, null, null, null, null, null, Freshness.None, true, [], []);
}
