using Orleans.Runtime;

namespace OrleansTrading.Silo.Api;

/// <summary>
/// A call to a grain whose silo has left or died before it answered is made again, to the silo that has the grain next. Whether it was carried out is not known then, so it is for
/// calls alone that change nothing, or change the same thing only once, as those under an intent's key do.
/// </summary>
internal static class AskedAgain
{
    /// <remarks>Where silos are replaced in good order the first is enough; after the last one whoever asked is told.</remarks>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2)];

    public static async Task<T> AskAsync<T>(Func<Task<T>> ask, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (OrleansMessageRejectionException) when (attempt < Pauses.Length)
            {
                await Task.Delay(Pauses[attempt], time, cancellationToken);
            }
        }
    }
}
