using System.Diagnostics.CodeAnalysis;

namespace OrleansTrading.Simulator.Trading;

/// <summary>What came of a request: its result, or why it was refused.</summary>
internal readonly record struct Answer<T>(T? Value, Refusal? Refusal)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Refusal is null;

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Refusal refusal) => new(null, refusal);

    public static implicit operator Answer<T>(RefusalReason reason) => new(null, reason);
}
