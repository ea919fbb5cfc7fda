using System.Collections.Concurrent;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>Writes batches as Parquet files below a directory.</summary>
internal sealed class ParquetCaptureWriter(CaptureDirectory directory) : ICaptureWriter
{
    /// <summary>Digits where an instrument's tick and step are not known: more than any needs, so that files stay alike.</summary>
    private const int UnknownScale = 8;

    private readonly ConcurrentDictionary<InstrumentId, CaptureSource> _sources = new();
    private readonly ConcurrentBag<CaptureRows>[] _spare = [.. CaptureKinds.All.Select(_ => new ConcurrentBag<CaptureRows>())];

    /// <summary>Says with how many digits an instrument's prices and quantities are written at least.</summary>
    public void Describe(InstrumentInfo instrument) => _sources[instrument.Id] = new CaptureSource(
        instrument.Id.Venue, instrument.Id.Symbol, CaptureSource.ScaleOf(instrument.TickSize), CaptureSource.ScaleOf(instrument.StepSize));

    /// <summary>How an instrument is written, as far as is known.</summary>
    public CaptureSource SourceOf(InstrumentId id) => _sources.GetValueOrDefault(id) ?? new CaptureSource(id.Venue, id.Symbol, UnknownScale, UnknownScale);

    public Task<CapturedFile> WriteAsync(CaptureBatch batch, CancellationToken cancellationToken)
    {
        var rows = _spare[(int)batch.Kind].TryTake(out var spare) ? spare : CaptureRows.Create(batch.Kind);
        try
        {
            Fill(rows, batch);
            rows.Sort();
            var (from, to) = rows.TimeRange;
            var id = batch.Instrument;
            var source = SourceOf(id);
            var (path, bytes) = directory.Create(
                CaptureFileName.Rotation(batch.Kind, id.Venue, id.Symbol, from, to), stream => rows.Write(stream, source));
            return Task.FromResult(new CapturedFile(path, rows.Count, bytes));
        }
        finally
        {
            rows.Clear();
            _spare[(int)batch.Kind].Add(rows);
        }
    }

    public Task ProbeAsync(CancellationToken cancellationToken)
    {
        directory.Probe();
        return Task.CompletedTask;
    }

    public Task<FoundTrades> FindTradesAsync(InstrumentId instrument, TimeSpan lookBack, long? downTo, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            directory.Open();
            return new TradeSearch(new CaptureCatalogue(directory.Root), instrument, lookBack, downTo).Run(cancellationToken);
        },
        cancellationToken);

    private static void Fill(CaptureRows rows, CaptureBatch batch)
    {
        switch (batch)
        {
            case CaptureBatch<AggTrade> trades:
                foreach (ref readonly var trade in trades.Buffer.Rows)
                    ((AggTradeRows)rows).Add(trade.Id, trade.EventTime, trade.Price, trade.Quantity, trade.IsBuyerMaker);
                break;
            case CaptureBatch<FlowRow> flow:
                foreach (ref readonly var row in flow.Buffer.Rows)
                    Add((FlowRows)rows, row);
                break;
            case CaptureBatch<Liquidation> liquidations:
                foreach (ref readonly var order in liquidations.Buffer.Rows)
                    ((LiquidationRows)rows).Add(order.EventTime, order.TradeTime, order.IsBuy, order.Price, order.AveragePrice, order.Quantity);
                break;
            case CaptureBatch<MarkPrice> marks:
                foreach (ref readonly var mark in marks.Buffer.Rows)
                    ((FundingRows)rows).Add(mark.EventTime, mark.Price, mark.IndexPrice, mark.FundingRate, mark.NextFundingTime);
                break;
            case CaptureBatch<OpenInterest> interest:
                foreach (ref readonly var value in interest.Buffer.Rows)
                    ((OpenInterestRows)rows).Add(value.EventTime, value.Quantity);
                break;
            default:
                throw new ArgumentException($"Rows of kind {batch.Kind} are of an unknown type.", nameof(batch));
        }
    }

    private static void Add(FlowRows rows, in FlowRow row)
    {
        var bucket = row.Bucket;
        rows.Add(
            bucket.OpenTime, bucket.Imbalance, bucket.BuyVolume, bucket.SellVolume, bucket.BuyQuoteVolume, bucket.SellQuoteVolume,
            bucket.Trades, bucket.BookChanges, bucket.BidPrice, bucket.AskPrice, row.Seconds);
    }
}
