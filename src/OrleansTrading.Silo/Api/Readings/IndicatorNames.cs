using System.Globalization;
using System.Reflection;
using System.Text.Json;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>The indicators by the names under which the API tells them.</summary>
internal static class IndicatorNames
{
    private static readonly (string Name, PropertyInfo Property)[] All =
    [
        .. typeof(IndicatorValues).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (JsonNamingPolicy.CamelCase.ConvertName(property.Name), property)),
    ];

    /// <summary>The candle's open time, its close, and every indicator; null for one whose warm-up is not over.</summary>
    public static IReadOnlyDictionary<string, double?> Values(IndicatorValues values)
    {
        object boxed = values;
        return All.ToDictionary(
            indicator => indicator.Name,
            indicator => Convert.ToDouble(indicator.Property.GetValue(boxed), CultureInfo.InvariantCulture) is var value && double.IsFinite(value) ? value : (double?)null);
    }
}
