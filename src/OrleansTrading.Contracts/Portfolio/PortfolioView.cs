using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Portfolio;

namespace OrleansTrading.Contracts.Portfolio;

/// <summary>All accounts at one moment. Play money and real money stand apart.</summary>
/// <param name="Time">When, Unix milliseconds.</param>
/// <param name="Real">What is at stake with real money.</param>
/// <param name="Paper">What is at stake on paper.</param>
/// <param name="Capital">Each account's capital, by name.</param>
/// <param name="Sums">Capital added up, by money.</param>
/// <param name="Unread">Accounts that did not answer, with the reason: what they hold is missing above.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.PortfolioView")]
public sealed record PortfolioView(
    [property: Id(0)] long Time,
    [property: Id(1)] ExposureReport Real,
    [property: Id(2)] ExposureReport Paper,
    [property: Id(3)] ImmutableArray<CapitalPoint> Capital,
    [property: Id(4)] ImmutableArray<CapitalSum> Sums,
    [property: Id(5)] ImmutableArray<UnreadAccount> Unread)
{
    /// <summary>What all accounts that answered hold; whether with real money, <see cref="Capital"/> says by account.</summary>
    [Id(6)] public ImmutableArray<HeldPosition> Positions { get; init; } = [];

    /// <summary>Accounts that were stopped: halted or killed.</summary>
    [Id(7)] public ImmutableArray<StoppedAccount> Stopped { get; init; } = [];
}
