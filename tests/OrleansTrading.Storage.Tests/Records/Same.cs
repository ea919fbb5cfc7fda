using System.Text.Json;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>Compares records by all that they hold: the lists in them have no equality of their own.</summary>
internal static class Same
{
    public static void ShouldBeSame<T>(this T? actual, T? expected) => Text(actual).ShouldBe(Text(expected));

    public static void ShouldBeSame<T>(this IReadOnlyList<T> actual, params T[] expected) => actual.Select(Text).ShouldBe(expected.Select(Text));

    public static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
