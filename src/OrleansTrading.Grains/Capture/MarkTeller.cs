using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTrading.Contracts.Capture;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Tells the cluster up to which trade this silo has recorded its symbols, so that a silo that takes one of them over goes on from there. Only
/// what has changed is told, what could not be is told again at growing distance, and of a symbol that is closed once more and then no more: from then on it
/// is another silo's to tell.
/// </summary>
internal sealed partial class MarkTeller(IGrainFactory grains, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    /// <summary>How long a symbol that is closed waits for it.</summary>
    private static readonly TimeSpan LastLimit = TimeSpan.FromSeconds(2);

    private readonly FailureDelay _failed = new(time);
    private Task _telling = Task.CompletedTask;
    private long? _last;

    /// <summary>To be called now and then, by one thread at a time.</summary>
    public void TellIfDue(IReadOnlyList<CaptureFeed> feeds)
    {
        if (!_telling.IsCompleted || !_failed.IsOver || (_last is { } last && time.GetElapsedTime(last) < Pace))
            return;
        var news = NewsOf(feeds);
        if (news.Count == 0)
            return;
        _last = time.GetTimestamp();
        _telling = TellAllAsync(news);
    }

    /// <summary>Tells how far a symbol that is closed has come. Without it whoever takes it over asks for more than is missing; so it is not waited for long.</summary>
    public async Task TellLastAsync(CaptureFeed feed)
    {
        try
        {
            if (NewsOf([feed]) is [var news])
                await NoteAsync(feed.Instrument.Venue, [news]).WaitAsync(LastLimit, time);
        }
        catch (Exception failure)
        {
            // Whatever it is, it is no reason not to close.
            LogLastNotTold(logger, feed.Instrument, failure.Message);
        }
    }

    private static List<(CaptureFeed Feed, long UpTo)> NewsOf(IReadOnlyList<CaptureFeed> feeds) =>
        [.. from feed in feeds let mark = feed.Mark where mark is not null && mark != feed.ToldMark select (feed, mark.Value)];

    private async Task TellAllAsync(List<(CaptureFeed Feed, long UpTo)> news)
    {
        var told = await Task.WhenAll(news.GroupBy(mark => mark.Feed.Instrument.Venue).Select(venue => TellAsync(venue.Key, [.. venue])));
        if (Array.TrueForAll(told, isTold => isTold))
            _failed.OnSucceeded();
        else
            _failed.OnFailed();
    }

    private async Task<bool> TellAsync(string venue, List<(CaptureFeed Feed, long UpTo)> news)
    {
        try
        {
            await NoteAsync(venue, news);
            return true;
        }
        catch (Exception failure)
        {
            // Whatever it is, it is no reason not to record: at worst another silo asks for more than it lacks.
            LogNotTold(logger, venue, failure);
            return false;
        }
    }

    private async Task NoteAsync(string venue, List<(CaptureFeed Feed, long UpTo)> news)
    {
        await grains.GetGrain<IRecordedTradesGrain>(venue).NoteAsync([.. news.Select(mark => new RecordedUpTo(mark.Feed.Instrument.Symbol, mark.UpTo))]);
        foreach (var (feed, upTo) in news)
            feed.ToldMark = upTo;
    }

    [LoggerMessage(4698, LogLevel.Warning, "Captures: up to which trades of {Venue} are recorded could not be told; it is told again")]
    private static partial void LogNotTold(ILogger logger, string venue, Exception exception);

    [LoggerMessage(4699, LogLevel.Information, "{Instrument}: up to which trade it is recorded could not be told when it was closed: {Reason} Who takes it over asks for more than is missing")]
    private static partial void LogLastNotTold(ILogger logger, InstrumentId instrument, string reason);
}
