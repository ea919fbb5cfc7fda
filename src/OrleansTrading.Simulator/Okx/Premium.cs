namespace OrleansTrading.Simulator.Okx;

/// <summary>From a time on, until the next one: how much dearer a swap is here than its symbol elsewhere.</summary>
internal readonly record struct Premium(long From, long Ticks);
