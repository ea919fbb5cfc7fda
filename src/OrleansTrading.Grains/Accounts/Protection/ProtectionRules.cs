namespace OrleansTrading.Grains.Accounts.Protection;

/// <summary>How positions are protected at their venue. Times in milliseconds.</summary>
/// <param name="Within">A position with a new guard that nothing protects for this long is closed.</param>
/// <param name="LostWithin">One that was protected, or that the account had before it came up, is closed when nothing protects it for this long.</param>
/// <param name="MoveEvery">The least time between two moves of a stop that follows its guard.</param>
/// <param name="LongestPause">The longest pause after stops that the venue refused or took back; the first is <paramref name="Within"/>, and each is twice the one before.</param>
internal sealed record ProtectionRules(long Within, long LostWithin, long MoveEvery, long LongestPause)
{
    public static ProtectionRules Default { get; } = new(1_000, 10_000, 3_000, 30_000);
}
