using System.Diagnostics;
using Orleans.Runtime;

namespace OrleansTrading.TestKit;

/// <summary>Waits for something that another process or thread brings about.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again until the answer satisfies, or fails with the last answer.</summary>
    public static async Task<T> GetAsync<T>(
        Func<Task<T>> ask, Func<T, bool> satisfies, TimeSpan limit, Func<string>? context = null, Func<T, string>? describe = null)
    {
        var begun = Stopwatch.GetTimestamp();
        T? last = default;
        Exception? failure = null;
        do
        {
            try
            {
                last = await ask();
                failure = null;
                if (satisfies(last))
                    return last;
            }
            catch (Exception exception) when (exception is HttpRequestException or OrleansException or TimeoutException)
            {
                // The other side is not there yet, or is just going away.
                failure = exception;
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
        while (Stopwatch.GetElapsedTime(begun) < limit);
        var answer = last is null || describe is null ? $"{last}" : describe(last);
        throw new TimeoutException($"Not within {limit}. Last answer: {answer}. {failure?.Message}\n{context?.Invoke()}");
    }

    public static Task TrueAsync(Func<Task<bool>> ask, TimeSpan limit, Func<string>? context = null) =>
        GetAsync(ask, answer => answer, limit, context);
}
