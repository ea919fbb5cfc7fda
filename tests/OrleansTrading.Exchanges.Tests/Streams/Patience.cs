namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>How long tests wait for what has to come; reached only when it does not.</summary>
internal static class Patience
{
    public static TimeSpan Long { get; } = TimeSpan.FromSeconds(20);
}
