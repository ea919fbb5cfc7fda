using System.Text;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>What a benchmark tells: Markdown for people, as it comes, and figures for the machine.</summary>
/// <param name="benchmark">Whose.</param>
/// <param name="markdown">Where the text goes, at once.</param>
/// <param name="settings">What was asked for.</param>
internal sealed class Report(string benchmark, TextWriter markdown, RunSettings settings)
{
    private readonly Lock _gate = new();
    private readonly List<Figure> _figures = [];
    private readonly StringBuilder _text = new();
    private string _where = "its beginning";

    /// <summary>For a run whose figures do not count.</summary>
    public static Report Nowhere => new("", TextWriter.Null, new RunSettings());

    public RunSettings Settings => settings;

    /// <summary>Of a benchmark's parts, only those whose name contains this are asked for, in any case; empty for all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>All that was written, all figures, and where it is: what was told last. May be asked at any time, by another thread too.</summary>
    public (string Text, IReadOnlyList<Figure> Figures, string Where) Told
    {
        get
        {
            lock (_gate)
                return (_text.ToString(), [.. _figures], _where);
        }
    }

    /// <summary>What is done now, for what takes long and has nothing to tell until its end.</summary>
    public void At(string step)
    {
        lock (_gate)
            _where = step;
    }

    public async Task WriteLineAsync(string line = "")
    {
        lock (_gate)
        {
            _text.Append(line).Append('\n');
            if (line.Split('\n').LastOrDefault(IsOfContent) is { } last)
                _where = last.Trim();
        }

        await markdown.WriteLineAsync(line);
        await markdown.FlushAsync();
    }

    /// <summary>A lower value is a better one.</summary>
    public void Add(string name, string statistic, double value, string unit, double? target = null) =>
        Add(new Figure(benchmark, name, statistic, value, unit, target));

    /// <summary>A higher value is a better one.</summary>
    public void AddRate(string name, double value, string unit, double? target = null) =>
        Add(new Figure(benchmark, name, "rate", value, unit, target, IsMoreBetter: true));

    /// <summary>A row of latencies below <see cref="LatencySamples.Header"/>, its percentiles as figures.</summary>
    /// <param name="title">Of what.</param>
    /// <param name="samples">All runs.</param>
    /// <param name="target">Milliseconds that 99 of 100 runs must not exceed.</param>
    public async Task WriteAsync(string title, LatencySamples samples, double? target = null)
    {
        await WriteLineAsync(samples.Row(title, target));
        foreach (var share in LatencySamples.Shares)
            Add(title, LatencySamples.Name(share), samples.Percentile(share), "ms", share == 0.99 ? target : null);
        if (samples.AllocatedPerRun is { } bytes)
            Add(title, "allocated", bytes, "bytes");
    }

    private static bool IsOfContent(string line) => line.Trim() is { Length: > 0 } text && text.AsSpan().ContainsAnyExcept("|-: ");

    private void Add(Figure figure)
    {
        lock (_gate)
            _figures.Add(figure);
    }
}
