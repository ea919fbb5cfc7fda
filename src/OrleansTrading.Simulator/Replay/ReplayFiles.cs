using System.Globalization;
using System.IO.Compression;
using OrleansTrading.Parquet.Captures;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Replay;

/// <summary>Finds and reads the files of a replay: one file, or all of a folder.</summary>
internal sealed partial class ReplayFiles(ILogger logger)
{
    // Times beyond this are microseconds, which the newer dumps are written in.
    private const long LargestMilliseconds = 100_000_000_000_000;

    private readonly Dictionary<string, ReplayRows> _symbols = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">A file cannot be read, or there is none; tells which and what was expected.</exception>
    public IReadOnlyDictionary<string, ReplayRows> Load(string path)
    {
        IEnumerable<string> files = File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".csv" or ".zip" or CaptureFileName.Extension).Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (Path.GetExtension(file) == CaptureFileName.Extension)
            {
                ReadCapture(file);
                continue;
            }

            if (ReplayFileName.Parse(file) is not { } name)
            {
                LogSkippedName(file);
                continue;
            }

            using var stream = File.OpenRead(file);
            if (Path.GetExtension(file) == ".csv")
            {
                Read(file, name, stream);
                continue;
            }

            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (var entry in archive.Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)))
            {
                using var content = entry.Open();
                Read(file, name, content);
            }
        }

        return _symbols.Values.Any(rows => rows.IsPlayable)
            ? _symbols.Where(entry => entry.Value.IsPlayable).ToDictionary()
            : throw new InvalidDataException($"'{path}' holds no candles and no trades; expected files such as BTCUSDT-1m-2024-01.zip, 1h/BTCUSDT.csv or agg_trade/binance/BTCUSDT/2024-01-31.parquet.");
    }

    private void ReadCapture(string file)
    {
        using var capture = ReplayCapture.Open(file);
        if (capture.Kind is not (CaptureKind.AggTrade or CaptureKind.Funding or CaptureKind.OpenInterest))
        {
            LogSkippedKind(file, capture.Kind);
            return;
        }

        var rows = Rows(capture.Symbol);
        rows.From(capture.Venue, file);
        switch (capture.Kind)
        {
            case CaptureKind.AggTrade:
                rows.AddTrades(capture.Trades());
                break;
            case CaptureKind.Funding:
                rows.AddFunding(capture.Funding());
                break;
            default:
                rows.AddOpenInterest(capture.OpenInterest());
                break;
        }
    }

    private void Read(string file, ReplayFileName name, Stream stream)
    {
        using var reader = new StreamReader(stream);
        var columns = name.IsTrades ? CsvColumns.TradeDump : CsvColumns.KlineDump;
        var klines = new List<KlineRow>();
        var trades = new List<TradeRow>();
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0)
            {
                continue;
            }

            var fields = text.Split(',');
            if (line == 1 && fields[0].AsSpan().TrimStart('"') is var begin && (begin.IsEmpty || !char.IsAsciiDigit(begin[0])))
            {
                if (CsvColumns.OfHeader(fields, name.IsTrades) is not { } header)
                {
                    LogSkippedHeader(file, text);
                    return;
                }

                columns = header;
                continue;
            }

            try
            {
                if (name.IsTrades)
                {
                    trades.Add(Trade(fields, columns));
                }
                else
                {
                    klines.Add(Kline(fields, columns));
                }
            }
            catch (Exception exception) when (exception is FormatException or IndexOutOfRangeException or OverflowException)
            {
                throw new InvalidDataException($"{file}, line {line}: expected {(name.IsTrades ? "an aggregate trade" : "a candle")}, found '{text}'.", exception);
            }
        }

        Keep(file, name, klines, trades);
    }

    private void Keep(string file, ReplayFileName name, List<KlineRow> klines, List<TradeRow> trades)
    {
        if (klines.Count + trades.Count == 0)
        {
            return;
        }

        var rows = Rows(name.Symbol);
        if (name.IsTrades)
        {
            rows.AddTrades(trades);
            return;
        }

        var interval = name.Interval ?? Spacing(klines) ?? throw new InvalidDataException(
            $"{file}: neither its name, its folder nor the distance of its rows is an interval of {string.Join(' ', VenueInterval.All)}.");
        rows.AddKlines(interval, klines);
    }

    private ReplayRows Rows(string symbol)
    {
        if (!_symbols.TryGetValue(symbol, out var rows))
        {
            _symbols.Add(symbol, rows = new ReplayRows());
        }

        return rows;
    }

    private static VenueInterval? Spacing(List<KlineRow> rows)
    {
        var closest = rows.Zip(rows.Skip(1), (before, after) => after.OpenTime - before.OpenTime).Where(gap => gap > 0).DefaultIfEmpty().Min();
        return VenueInterval.OfLength(closest);
    }

    private static KlineRow Kline(string[] fields, CsvColumns columns)
    {
        var row = new KlineRow(
            Time(fields[columns[0]]), Decimal(fields[columns[1]]), Decimal(fields[columns[2]]), Decimal(fields[columns[3]]),
            Decimal(fields[columns[4]]), Decimal(fields[columns[5]]), Optional(fields, columns[7]), (long?)Optional(fields, columns[8]),
            Optional(fields, columns[9]), Optional(fields, columns[10]));
        return row.Low > 0 && row.High >= Math.Max(row.Open, row.Close) && row.Low <= Math.Min(row.Open, row.Close)
            && row.Volume >= 0 && row.QuoteVolume is null or >= 0 && row.Trades is null or >= 0 && row.TakerBuyVolume is null or >= 0 && row.TakerBuyQuote is null or >= 0
            ? row
            : throw new FormatException("Prices out of order, or a volume below 0.");
    }

    private static TradeRow Trade(string[] fields, CsvColumns columns)
    {
        var row = new TradeRow(
            Whole(fields[columns[0]]), Decimal(fields[columns[1]]), Decimal(fields[columns[2]]), Whole(fields[columns[3]]),
            Whole(fields[columns[4]]), Time(fields[columns[5]]), bool.Parse(fields[columns[6]].Trim('"')));
        return row.Price > 0 && row.Quantity >= 0 ? row : throw new FormatException("A price of 0 or less, or a quantity below 0.");
    }

    private static decimal? Optional(string[] fields, int column) =>
        column == CsvColumns.Absent || column >= fields.Length || fields[column].Length == 0 ? null : Decimal(fields[column]);

    private static decimal Decimal(string text) => decimal.Parse(text.AsSpan().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static long Whole(string text) => long.Parse(text.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture);

    private static long Time(string text)
    {
        var time = Whole(text);
        var milliseconds = time > LargestMilliseconds ? time / 1_000 : time;
        return milliseconds <= LargestMilliseconds ? milliseconds : throw new FormatException("A time after the year 5000.");
    }

    [LoggerMessage(1, LogLevel.Information, "Replay skips {File}: its name does not start with a symbol")]
    private partial void LogSkippedName(string file);

    [LoggerMessage(3, LogLevel.Information, "Replay skips {File}: a simulated market has no place for captures of kind {Kind}")]
    private partial void LogSkippedKind(string file, CaptureKind kind);

    [LoggerMessage(2, LogLevel.Information, "Replay skips {File}: its header is neither that of candles nor of trades: {Header}")]
    private partial void LogSkippedHeader(string file, string header);
}
