using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>The account exists from here on; always its first event.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Account">Its id, for example <c>paper</c>.</param>
/// <param name="Venue">The venue that it trades at; <c>paper</c> for a paper account, which trades the instruments of every venue.</param>
/// <param name="IsPaper">Whether its orders go to the paper exchange.</param>
/// <param name="Asset">What money is counted in.</param>
/// <param name="IsHedged">Whether long and short positions of an instrument stand side by side.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.AccountOpened")]
public sealed record AccountOpened(
    long Time,
    [property: Id(0)] string Account,
    [property: Id(1)] string Venue,
    [property: Id(2)] bool IsPaper,
    [property: Id(3)] string Asset,
    [property: Id(4)] bool IsHedged) : AccountEvent(Time);
