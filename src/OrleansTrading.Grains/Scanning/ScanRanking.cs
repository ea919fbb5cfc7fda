using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Scanning;

/// <summary>Gathers the answers of a scan and ranks them. The order of the answers has no influence on the report.</summary>
/// <param name="request">What of it is wanted.</param>
/// <param name="expected">How many readings may come.</param>
internal sealed class ScanRanking(ScanRequest request, int expected)
{
    private const double Hour = 3_600_000;

    private readonly List<SymbolScan> _answers = [];
    private readonly List<Place> _places = new(expected);
    private readonly List<double> _volatilities = new(expected);
    private readonly List<ScanSkip> _skipped = [];
    private int _restCalls;

    public void Add(SymbolScan answer)
    {
        var index = _answers.Count;
        _answers.Add(answer);
        _restCalls += answer.RestCalls;
        foreach (var skip in answer.Skipped)
            _skipped.Add(new ScanSkip(answer.Id, skip.Interval, skip.Reason));
        var readings = answer.Readings.AsSpan();
        for (var i = 0; i < readings.Length; i++)
        {
            ref readonly var reading = ref readings[i];
            _volatilities.Add(reading.Volatility * Math.Sqrt(Hour / reading.Interval.ToMilliseconds()));
            var distance = Math.Abs(reading.Score);
            if (distance >= request.MinimumScore)
                _places.Add(new Place(distance, index, i));
        }
    }

    /// <param name="elapsed">How long the scan took.</param>
    /// <param name="restCalls">Requests sent by the scanner itself, besides those that the symbols tell of.</param>
    public ScanReport ToReport(TimeSpan elapsed, int restCalls)
    {
        _places.Sort(Compare);
        var results = ImmutableArray.CreateBuilder<ScanResult>(Math.Min(_places.Count, request.MaximumResults));
        foreach (var place in CollectionsMarshal.AsSpan(_places)[..results.Capacity])
            results.Add(new ScanResult(_answers[place.Answer].Id, _answers[place.Answer].Readings[place.Reading]));
        _skipped.Sort(Compare);
        restCalls += _restCalls;
        return new ScanReport(
            elapsed, _volatilities.Count, [.. _skipped], restCalls, request.Source == ScanSource.Cache ? _volatilities.Count : 0,
            Median(), results.MoveToImmutable());
    }

    private double? Median()
    {
        if (_volatilities.Count == 0)
            return null;
        _volatilities.Sort();
        return _volatilities[_volatilities.Count / 2];
    }

    private int Compare(Place left, Place right)
    {
        var byScore = right.Distance.CompareTo(left.Distance);
        if (byScore != 0)
            return byScore;
        var byInstrument = Compare(_answers[left.Answer].Id, _answers[right.Answer].Id);
        return byInstrument != 0 ? byInstrument : IntervalOf(left).CompareTo(IntervalOf(right));
    }

    private KlineInterval IntervalOf(Place place) => _answers[place.Answer].Readings[place.Reading].Interval;

    private static int Compare(ScanSkip left, ScanSkip right)
    {
        var byInstrument = Compare(left.Id, right.Id);
        return byInstrument != 0 ? byInstrument : (left.Interval ?? 0).CompareTo(right.Interval ?? 0);
    }

    private static int Compare(InstrumentId left, InstrumentId right)
    {
        var byVenue = string.CompareOrdinal(left.Venue, right.Venue);
        return byVenue != 0 ? byVenue : string.CompareOrdinal(left.Symbol, right.Symbol);
    }

    private readonly record struct Place(double Distance, int Answer, int Reading);
}
