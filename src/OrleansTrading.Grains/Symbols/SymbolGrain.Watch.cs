using OrleansTrading.Contracts.Accounts;

namespace OrleansTrading.Grains.Symbols;

/// <summary>What accounts have asked the symbol to watch. An account renews its watch; one that does not loses it with its hold.</summary>
internal sealed partial class SymbolGrain
{
    private static readonly TimeSpan WatchDuration = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, AccountWatch> _watches = [];

    public async Task<WatchAnswer> WatchAsync(AccountWatch watch)
    {
        _watches[watch.Account] = watch;
        await HoldAsync($"account/{watch.Account}", WatchDuration);
        return new WatchAnswer(
            [.. watch.Guards.Select(guard => new GuardMove(guard.Id, guard.Progress))], (decimal?)_tape.Mark?.Price, (decimal?)_tape.LastPrice, _tape.DataAge(time));
    }
}
