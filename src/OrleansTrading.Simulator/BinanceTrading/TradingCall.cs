using System.Buffers;
using System.Globalization;
using System.Text.Json;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>One request of an account on its way to an answer, within the venue's gate.</summary>
internal sealed class TradingCall(TradingVenue venue, TradingAccount account, IReadOnlyDictionary<string, string> parameters, long now) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4 * 1024);
    private Utf8JsonWriter? _json;

    public TradingVenue Venue { get; } = venue;

    public TradingAccount Account { get; } = account;

    /// <summary>The venue's time in Unix milliseconds.</summary>
    public long Now { get; } = now;

    public Utf8JsonWriter Json => _json ??= new Utf8JsonWriter(_buffer, VenueJson.Options);

    public ReadOnlyMemory<byte> Written
    {
        get
        {
            _json?.Flush();
            return _buffer.WrittenMemory;
        }
    }

    public void Dispose() => _json?.Dispose();

    public bool Has(string name) => parameters.TryGetValue(name, out var value) && value.Length > 0;

    public string Text(string name) => parameters.GetValueOrDefault(name, "");

    public ApiError? Symbol(out ListedSymbol symbol)
    {
        symbol = null!;
        if (!Has("symbol"))
            return ApiError.Missing("symbol");
        if (Venue.Market.Find(Text("symbol")) is not { } listed)
            return ApiError.UnknownSymbol;
        symbol = listed;
        return null;
    }

    /// <summary>The symbol's name, or null when none is given.</summary>
    public ApiError? SymbolOrAll(out string? symbol)
    {
        symbol = null;
        if (!Has("symbol"))
            return null;
        var error = Symbol(out var listed);
        symbol = listed?.Spec.Name;
        return error;
    }

    public ApiError? Number(string name, out long? value)
    {
        value = null;
        if (!Has(name))
            return null;
        if (!long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return RequestErrors.Illegal(name, "^[0-9]{1,20}$");
        value = number;
        return null;
    }

    public ApiError? Amount(string name, out decimal? value)
    {
        value = null;
        if (!Has(name))
            return null;
        if (!decimal.TryParse(Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return RequestErrors.Illegal(name, RequestErrors.Number);
        value = number;
        return null;
    }

    public ApiError? Flag(string name, out bool value)
    {
        value = false;
        return !Has(name) || bool.TryParse(Text(name), out value) ? null : RequestErrors.Illegal(name, "^(true|false)$");
    }

    /// <summary>The first of the texts is taken when the parameter is absent.</summary>
    public ApiError? OneOf<T>(string name, T standard, IReadOnlyDictionary<string, T> known, ApiError otherwise, out T value)
    {
        value = standard;
        return !Has(name) || known.TryGetValue(Text(name).ToUpperInvariant(), out value!) ? null : otherwise;
    }

    /// <summary>startTime, endTime and limit of a listing.</summary>
    public ApiError? Range(int standard, int most, out long start, out long end, out int limit)
    {
        (start, end, limit) = (0, long.MaxValue, standard);
        long? until = null, count = null;
        if ((Number("startTime", out var from) ?? Number("endTime", out until) ?? Number("limit", out count)) is { } error)
            return error;
        if (count is < 1 || count > most)
            return ApiError.BadValue("limit");
        (start, end, limit) = (from ?? 0, until ?? long.MaxValue, (int)(count ?? standard));
        return start > end ? ApiError.BadValue("startTime") : null;
    }
}
