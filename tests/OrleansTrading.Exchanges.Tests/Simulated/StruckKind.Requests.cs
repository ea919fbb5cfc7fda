using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <remarks>Faults that strike what is asked for beside the streams.</remarks>
internal sealed partial class StruckKind
{
    /// <remarks>The last way spoils a byte, which may be one of a name that nobody reads.</remarks>
    private const int WaysThatAreNoAnswer = 4;

    private async Task AskThroughRefusalsAsync(CancellationToken cancellationToken)
    {
        var fault = _simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Http, Status = 503, Count = 2, Path = RequestPath });
        (await AskAsync(cancellationToken)).ShouldBePositive();
        _simulator.Faults.Clear(fault).ShouldBeFalse("both refusals have been met and overcome");
    }

    /// <summary>Whatever is no answer is refused as one that cannot be read, and the next one is believed again.</summary>
    private async Task AskThroughGarbledAnswersAsync(CancellationToken cancellationToken)
    {
        var fault = _simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Garble, Count = WaysThatAreNoAnswer, Path = RequestPath });
        for (var way = 0; way < WaysThatAreNoAnswer; way++)
            (await Should.ThrowAsync<VenueException>(() => AskAsync(cancellationToken))).Kind.ShouldBe(ErrorKind.MalformedResponse, $"way {way}");
        _simulator.Faults.Clear(fault).ShouldBeFalse("all have been met");
        (await AskAsync(cancellationToken)).ShouldBePositive();
    }

    private string RequestPath => Kind switch
    {
        StreamKind.Kline => "/fapi/v1/klines",
        StreamKind.Trade => "/fapi/v1/aggTrades",
        StreamKind.BookTicker => "/fapi/v1/ticker/bookTicker",
        StreamKind.Depth => "/fapi/v1/depth",
        _ => "/fapi/v1/premiumIndex",
    };

    /// <summary>How much is answered; more than 0 when it is well.</summary>
    private async Task<int> AskAsync(CancellationToken cancellationToken)
    {
        var (rest, instrument) = (_connector.Rest, Instrument(Symbols - 1));
        return Kind switch
        {
            StreamKind.Kline => (await rest.GetKlinesAsync(instrument, KlineInterval.OneMinute, null, null, 5, cancellationToken)).Count,
            StreamKind.Trade => (await rest.GetTradesAsync(instrument, 0, 5, cancellationToken)).Count + 1,
            StreamKind.BookTicker => (await rest.GetBestPricesAsync(cancellationToken)).Count,
            StreamKind.Depth => (await rest.GetDepthAsync(instrument, 5, cancellationToken)).Bids.Count,
            _ => (await rest.GetMarkPriceAsync(instrument, cancellationToken)).Price > 0 ? 1 : 0,
        };
    }
}
