using Orleans;

namespace OrleansTrading.Domain.Arbitrage;

/// <summary>How far the execution of an opportunity has come.</summary>
[GenerateSerializer, Alias("OrleansTrading.ArbitrageStage")]
public enum ArbitrageStage : byte
{
    /// <summary>Both legs are sent.</summary>
    Entering = 0,

    /// <summary>One leg has traded more than the other: the surplus is taken back at the market.</summary>
    Unwinding = 1,

    /// <summary>Both legs are held in equal size.</summary>
    Holding = 2,

    /// <summary>Both legs are closed at the market.</summary>
    Exiting = 3,

    /// <summary>Nothing is held any more.</summary>
    Done = 4,
}
