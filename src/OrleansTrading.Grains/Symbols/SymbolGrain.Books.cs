using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <summary>The order book: snapshots are asked for here, behind candles and at the pace that the silo's desk allows.</summary>
internal sealed partial class SymbolGrain
{
    private BookKeeper? _depth;
    private BookPace? _depthPace;
    private Task _depthWork = Task.CompletedTask;

    public Task<OrderBookView> GetBookAsync(int levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, OrderBookView.MaxLevels);
        return Task.FromResult(_depth?.View(levels) ?? new OrderBookView(_instrument, BookPhase.Absent, 0, null, 0, [], [], 0));
    }

    private BookKeeper? OpenDepth(IEnumerable<StreamKind> kinds)
    {
        if (!kinds.Contains(StreamKind.Depth))
            return null;
        _depthPace = new BookPace(books.Options, time);
        return books.Open(_instrument, _venue.Capabilities, logger);
    }

    private void SyncDepthIfDue()
    {
        if (_depth is null)
            return;
        if (_depth.TakeUpdates() is var updates and > 0)
            metrics.Events(_instrument.Venue, StreamKind.Depth, updates);
        // Candles come first, and the diffs that come meanwhile need not be kept: they are put aside from the request on.
        if (_phase != SymbolPhase.Live || !_depthWork.IsCompleted || _stopping.IsCancellationRequested)
            return;
        if (_depth.WantsSnapshot && _depthPace!.IsDue && books.TryEnter(_venue))
            _depthWork = SyncDepthAsync(_depth);
    }

    private async Task SyncDepthAsync(BookKeeper depth)
    {
        _depthPace!.OnAsked();
        var ticket = depth.Begin();
        try
        {
            var asked = books.Options.SnapshotLevels;
            depth.Complete(ticket, await _venue.Rest.GetDepthAsync(_instrument, asked, _stopping.Token), asked);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The activation is going away, and its book with it.
        }
        catch (Exception exception)
        {
            // Isolated here so that one failure never ends the symbol: the book is asked for again, at a growing distance.
            depth.Abandon(ticket);
            LogDepthFailed(logger, _instrument, exception);
        }
        finally
        {
            books.Leave(_venue);
        }
    }

    [LoggerMessage(4135, LogLevel.Warning, "{Instrument}: asking for the order book failed; it is tried again")]
    private static partial void LogDepthFailed(ILogger logger, InstrumentId instrument, Exception exception);
}
