using System.Globalization;
using OrleansTrading.Parquet;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Simulator.Replay;

/// <summary>One capture file. What it is stands in its footer, or else in its path.</summary>
internal sealed class ReplayCapture : IDisposable
{
    // With more a price would not fit what is played.
    private const int MostDecimals = 8;

    private readonly string _file;
    private readonly FileStream _stream;
    private readonly ParquetFileReader _reader;

    private ReplayCapture(string file, FileStream stream)
    {
        (_file, _stream) = (file, stream);
        _reader = new ParquetFileReader(stream);
        var name = CaptureFileName.Parse(file);
        var instrument = _reader.Metadata.GetValueOrDefault(CaptureFileWriter.InstrumentKey)?.Split(':');
        Kind = CaptureKinds.Find(_reader.Metadata.GetValueOrDefault(CaptureFileWriter.KindKey)) ?? name?.Kind ?? throw Unnamed();
        Venue = instrument is [var venue, _] ? venue : name?.Venue ?? throw Unnamed();
        Symbol = instrument is [_, var symbol] ? symbol : name?.Symbol ?? throw Unnamed();
    }

    public CaptureKind Kind { get; }

    public string Venue { get; }

    public string Symbol { get; }

    /// <exception cref="InvalidDataException">It is not a capture that can be read; tells what was expected.</exception>
    public static ReplayCapture Open(string file)
    {
        var stream = File.OpenRead(file);
        try
        {
            return new ReplayCapture(file, stream);
        }
        catch (Exception exception)
        {
            stream.Dispose();
            if (exception is ParquetException)
            {
                throw new InvalidDataException($"{file}: {exception.Message}", exception);
            }

            throw;
        }
    }

    /// <summary>Captures do not tell single trades: each aggregate is played as one.</summary>
    /// <exception cref="InvalidDataException">As of all below: the file is damaged or a column is missing.</exception>
    public IEnumerable<TradeRow> Trades() => Read(group =>
    {
        var (ids, times) = (Wholes(group, "id"), Wholes(group, CaptureColumns.Time));
        var (prices, quantities) = (Numbers(group, "price"), Numbers(group, "quantity"));
        var makers = _reader.Read<bool>(group, _reader.Find("is_buyer_maker"));
        return ids.Select((id, i) => new TradeRow(id, prices[i], quantities[i], id, id, times[i], makers[i]));
    });

    public IEnumerable<FundingRow> Funding() => Read(group =>
    {
        var times = Wholes(group, CaptureColumns.Time);
        var (marks, indexes, rates) = (Numbers(group, "mark_price"), Numbers(group, "index_price"), Numbers(group, "funding_rate"));
        return times.Select((time, i) => new FundingRow(time, marks[i], indexes[i], rates[i]));
    });

    public IEnumerable<OpenInterestRow> OpenInterest() => Read(group =>
    {
        var (times, quantities) = (Wholes(group, CaptureColumns.Time), Numbers(group, "open_interest"));
        return times.Select((time, i) => new OpenInterestRow(time, quantities[i]));
    });

    public void Dispose() => _stream.Dispose();

    private IEnumerable<T> Read<T>(Func<int, IEnumerable<T>> rows)
    {
        for (var group = 0; group < _reader.RowGroups; group++)
        {
            foreach (var row in Guarded(() => rows(group)))
            {
                yield return row;
            }
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is ParquetException or OverflowException)
        {
            throw new InvalidDataException($"{_file}: {exception.Message}", exception);
        }
    }

    private long[] Wholes(int group, string name) => _reader.Read<long>(group, _reader.Find(name));

    private decimal[] Numbers(int group, string name)
    {
        var column = _reader.Find(name);
        var definition = _reader.Schema.Columns[column];
        return definition.Type == ParquetType.Decimal
            ? Array.ConvertAll(_reader.Read<long>(group, column), units => Number(units, definition.Scale))
            : Array.ConvertAll(_reader.Read<double>(group, column), Number);
    }

    private static decimal Number(long units, int scale)
    {
        for (; scale > MostDecimals && units % 10 == 0; scale--)
        {
            units /= 10;
        }

        var size = (UInt128)Int128.Abs(units);
        return new decimal((int)(uint)size, (int)(uint)(size >> 32), 0, units < 0, (byte)scale);
    }

    // The shortest text of a double is the number that it was read from.
    private static decimal Number(double value) => double.IsFinite(value)
        ? decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
        : throw new ParquetException($"Expected a number, found {value}.");

    private InvalidDataException Unnamed() => new(
        $"{_file}: expected a capture, whose footer has '{CaptureFileWriter.InstrumentKey}' and '{CaptureFileWriter.KindKey}' or whose path ends like "
        + "agg_trade/binance/BTCUSDT/2026-03-01.parquet.");
}
