namespace OrleansTrading.Parquet.Captures;

/// <summary>
/// Rows of one kind, collected column by column until they are written. Not for several threads at once. Each kind has its own
/// <c>Add</c>; rows keep the order in which they were added.
/// </summary>
public abstract class CaptureRows
{
    private readonly IGrowing[] _columns;
    private readonly int _time;

    private protected CaptureRows(CaptureKind kind)
    {
        Kind = kind;
        var columns = CaptureColumns.Of(kind);
        _columns = [.. columns.Select(column => Make(column.Content))];
        _time = columns.Index().First(column => column.Item.Name == CaptureColumns.Time).Index;
    }

    public CaptureKind Kind { get; }

    public int Count => _columns[^1].Count;

    /// <summary>Bytes of memory held, used or not.</summary>
    public long HeldBytes => _columns.Sum(column => column.HeldBytes);

    /// <summary>Earliest and latest time of the rows, Unix milliseconds. There must be rows.</summary>
    public (long First, long Last) TimeRange
    {
        get
        {
            var (first, last) = (long.MaxValue, long.MinValue);
            foreach (var time in Wholes(_time).Memory.Span)
            {
                first = Math.Min(first, time);
                last = Math.Max(last, time);
            }

            return Count > 0 ? (first, last) : throw new InvalidOperationException("There are no rows.");
        }
    }

    /// <summary>Bytes that a row takes in memory.</summary>
    public static int BytesPerRow(CaptureKind kind) => CaptureColumns.Of(kind).Sum(column => column.Content switch
    {
        CaptureContent.Flag => sizeof(bool),
        CaptureContent.Count => sizeof(int),
        _ => sizeof(long),
    });

    public static CaptureRows Create(CaptureKind kind) => kind switch
    {
        CaptureKind.AggTrade => new AggTradeRows(),
        CaptureKind.Flow => new FlowRows(),
        CaptureKind.Liquidation => new LiquidationRows(),
        CaptureKind.Funding => new FundingRows(),
        CaptureKind.OpenInterest => new OpenInterestRows(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a kind of capture."),
    };

    /// <summary>Brings the rows into the order of files: by id where they have one, by time otherwise; rows that are alike in that keep theirs.</summary>
    public void Sort()
    {
        var keys = Wholes(0).Memory;
        if (IsAscending(keys.Span))
            return;
        var places = Enumerable.Range(0, Count).ToArray();
        Array.Sort(places, (a, b) => keys.Span[a].CompareTo(keys.Span[b]) is var order && order != 0 ? order : a.CompareTo(b));
        foreach (var column in _columns)
            column.Reorder(places);
    }

    /// <summary>No rows; the memory is kept for the next.</summary>
    public void Clear()
    {
        foreach (var column in _columns)
            column.Clear();
    }

    /// <summary>No rows and no memory.</summary>
    public void Release()
    {
        foreach (var column in _columns)
            column.Release();
    }

    /// <summary>Writes a whole file of these rows, synchronously; the stream stays open. Returns the file's length in bytes.</summary>
    public long Write(Stream stream, CaptureSource source, CaptureWriteOptions? options = null)
    {
        using var writer = new CaptureFileWriter(stream, source, CaptureScales.For(Kind, source).Including(this), options);
        writer.Write(this);
        return writer.Finish();
    }

    /// <summary>Adds the rows of one row group of a file of this kind. Columns that this kind does not have are left out.</summary>
    /// <exception cref="ParquetException">A column is missing or is of another type, or the file is damaged; no rows are added then.</exception>
    public void Add(ParquetFileReader reader, int rowGroup)
    {
        ArgumentNullException.ThrowIfNull(reader);
        // All are read before any is added: columns stay of one length.
        var adding = _columns.Zip(CaptureColumns.Of(Kind), (column, definition) => Reading(column, reader, rowGroup, reader.Find(definition.Name))).ToArray();
        foreach (var add in adding)
            add();
    }

    internal ReadOnlySpan<double> Numbers(int column) => Reals(column).Memory.Span;

    private protected Growing<long> Wholes(int column) => (Growing<long>)_columns[column];

    private protected Growing<double> Reals(int column) => (Growing<double>)_columns[column];

    private protected Growing<bool> Flags(int column) => (Growing<bool>)_columns[column];

    private protected Growing<int> Counts(int column) => (Growing<int>)_columns[column];

    internal ParquetValues Values(int column) => _columns[column] switch
    {
        Growing<long> wholes => ParquetValues.Of(wholes.Memory),
        Growing<double> reals => ParquetValues.Of(reals.Memory),
        Growing<bool> flags => ParquetValues.Of(flags.Memory),
        var counts => ParquetValues.Of(((Growing<int>)counts).Memory),
    };

    private static bool IsAscending(ReadOnlySpan<long> keys)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            if (keys[i] < keys[i - 1])
                return false;
        }

        return true;
    }

    private static Action Reading(IGrowing into, ParquetFileReader reader, int rowGroup, int column)
    {
        switch (into)
        {
            case Growing<long> wholes:
                var read = reader.Read<long>(rowGroup, column);
                return () => wholes.Add(read);
            case Growing<bool> flags:
                var truths = reader.Read<bool>(rowGroup, column);
                return () => flags.Add(truths);
            case Growing<int> counts:
                var numbers = reader.Read<int>(rowGroup, column);
                return () => counts.Add(numbers);
            default:
                var reals = ReadNumbers(reader, rowGroup, column);
                return () => ((Growing<double>)into).Add(reals);
        }
    }

    private static double[] ReadNumbers(ParquetFileReader reader, int rowGroup, int column)
    {
        var definition = reader.Schema.Columns[column];
        return definition.Type == ParquetType.Decimal
            ? Array.ConvertAll(reader.Read<long>(rowGroup, column), units => ExactDecimals.ToDouble(units, definition.Scale))
            : reader.Read<double>(rowGroup, column);
    }

    private static IGrowing Make(CaptureContent content) => content switch
    {
        CaptureContent.Id or CaptureContent.Time => new Growing<long>(),
        CaptureContent.Flag => new Growing<bool>(),
        CaptureContent.Count => new Growing<int>(),
        _ => new Growing<double>(),
    };
}
