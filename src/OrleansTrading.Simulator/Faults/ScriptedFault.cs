namespace OrleansTrading.Simulator.Faults;

/// <summary>A fault with the time at which it is injected.</summary>
/// <param name="At">Since the simulator's start.</param>
/// <param name="OnSimulatedClock">Whether <paramref name="At"/> passes on the venue's clock, or on the wall clock.</param>
internal sealed record ScriptedFault(TimeSpan At, bool OnSimulatedClock, FaultRequest Fault);
