using System.Text.Json;

namespace OrleansTrading.Silo.Commands;

/// <summary>
/// Which factors two readings of one candle differ in. Some must: REST brings no order flow but the candles' own, and no past of the open
/// interest; funding is of the moment.
/// </summary>
internal static class FactorDifferences
{
    private const string OrderFlow = "orderFlow";

    /// <summary>Factors are told to two decimals.</summary>
    private const double Least = 0.015;

    public static string Of(ScanRow cache, ScanRow rest)
    {
        var names = (cache.Factors?.Keys ?? []).Union(rest.Factors?.Keys ?? []).Where(name => Differs(Factor(cache, name), Factor(rest, name)));
        var text = string.Join(", ", names.Select(name => Name(name, cache, rest)));
        return text.Length == 0 ? Words.Nothing : text;
    }

    private static string Name(string factor, ScanRow cache, ScanRow rest)
    {
        var words = JsonNamingPolicy.KebabCaseLower.ConvertName(factor).Replace('-', ' ');
        if (factor == OrderFlow && cache.OrderFlowFrom != rest.OrderFlowFrom)
            return $"{words} (from {cache.OrderFlowFrom}, by REST from {rest.OrderFlowFrom})";
        return Factor(rest, factor) is null ? $"{words} (not by REST)" : Factor(cache, factor) is null ? $"{words} (only by REST)" : words;
    }

    private static double? Factor(ScanRow row, string name) => row.Factors?.GetValueOrDefault(name);

    private static bool Differs(double? one, double? other) =>
        one is { } a && other is { } b ? Math.Abs(a - b) > Least : one.HasValue != other.HasValue;
}
