using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace OrleansTrading.Dashboard.Shell;

/// <summary>What somebody on a page asks for beside what it shows by itself. When it does not come that is told in a notice, and the page stays as it was.</summary>
internal sealed partial class PageReads(Notices notices, TimeProvider time, IStringLocalizer<ShellTexts> texts, ILogger<PageReads> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Reads, and goes on with what came.</summary>
    /// <returns>Whether it came.</returns>
    public Task<bool> TryAsync<T>(Func<CancellationToken, Task<T>> read, Action<T> then) => TryAsync(read, answer =>
    {
        then(answer);
        return Task.CompletedTask;
    });

    /// <inheritdoc cref="TryAsync{T}(Func{CancellationToken, Task{T}}, Action{T})"/>
    public async Task<bool> TryAsync<T>(Func<CancellationToken, Task<T>> read, Func<T, Task> then)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        T answer;
        try
        {
            // Not everything that is asked listens to the token.
            answer = await read(patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception exception)
        {
            NotRead(logger, exception);
            notices.Tell(texts[/* text */ "No answer: what was asked for cannot be read now. The page is as it was; try again."], isGood: false);
            return false;
        }

        await then(answer);
        return true;
    }

    [LoggerMessage(EventId = 6183, Level = LogLevel.Warning, Message = "Something asked for on a page could not be read; the page says so and stays as it was")]
    private static partial void NotRead(ILogger logger, Exception exception);
}
