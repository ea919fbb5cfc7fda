using Orleans.Runtime;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>What a caller may meet while silos and stores come and go.</summary>
internal static class Expected
{
    public static bool IsOfAStorm(Exception failure) => failure is OrleansException or TimeoutException or IOException or OperationCanceledException or ObjectDisposedException
        || (failure is AggregateException several && several.InnerExceptions.All(IsOfAStorm));
}
