using Orleans;

namespace OrleansTrading.Domain.Accounts;

/// <summary>Whether an account may send orders.</summary>
[GenerateSerializer, Alias("OrleansTrading.TradingSwitch")]
public enum TradingSwitch : byte
{
    /// <summary>Not turned on by an operator: a live account begins so.</summary>
    Off = 0,

    On = 1,

    /// <summary>Stopped by a limit or an operator; only what reduces positions may be sent. Lifted by an operator only.</summary>
    Halted = 2,

    /// <summary>The kill switch: nothing at all is sent. Lifted by an operator only.</summary>
    Killed = 3,
}
