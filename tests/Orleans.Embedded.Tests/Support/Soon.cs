using System.Runtime.CompilerServices;

namespace Orleans.Embedded.Tests;

internal static class Soon
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Waits, but not for ever.</summary>
    public static Task InTime(this Task task) => task.WaitAsync(Limit);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task<T> InTime<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Limit);

    /// <summary>A key that no other test uses.</summary>
    public static string Key([CallerMemberName] string test = "") => $"{test}-{Guid.NewGuid():N}";
}
